import type { FoundFile } from '../casefiles/found.ts';
import { DROPOUT_STATES } from '../dropouts/states.ts';
import { HAZARD_STATES } from '../hazards/states.ts';
import type { Place } from '../places/place.ts';
import { type DocumentKind, kindsMeant } from './kinds.ts';
import type { FoundSubject, MayHave } from './may-have.ts';

/**
 * What was asked for: one document; those there are, where none was named or several may be meant (`unknown`: what was
 * named is none); or one that is not theirs to have.
 */
export type Asked =
  | { readonly one: DocumentKind }
  | { readonly several: readonly DocumentKind[]; readonly unknown: boolean }
  | { readonly refused: string | undefined };

/** What the file or the school of a line is to documents; undefined for a line without either. */
export function foundSubject(
  file: FoundFile | undefined,
  place: Place | undefined,
  form?: string,
): FoundSubject | undefined {
  if (file?.kind === 'dropout') return { subject: 'case', of: file.file };
  if (file?.kind === 'hazard') return { subject: 'hazard', of: file.file };
  if (place?.kind !== 'school') return undefined;
  return { subject: 'school', of: place, ...(form === undefined ? {} : { form }) };
}

/**
 * The document that these words name. Names are looked up among all there are: whoever names one that is not theirs is
 * told so, and gets no other.
 */
export function askedFor(
  kinds: readonly DocumentKind[],
  words: string,
  found: FoundSubject,
  allowed: MayHave,
): Asked {
  const all = kinds.filter(({ of }) => of.includes(found.subject));
  const mine = (some: readonly DocumentKind[]) => some.filter((kind) => allowed(kind, found));
  const theirs = mine(all);
  if (theirs.length === 0) return { refused: undefined };
  const meant = kindsMeant(all, words);
  const [one, ...more] = mine(meant);
  if (one !== undefined) return more.length === 0 ? { one } : { several: [one, ...more], unknown: false };
  if (meant[0] !== undefined) return { refused: meant[0].name };
  return { several: inOrder(theirs, found), unknown: words.trim() !== '' };
}

/** Those that belong to where the file stands first. */
function inOrder(kinds: readonly DocumentKind[], found: FoundSubject): readonly DocumentKind[] {
  return [...kinds.filter((kind) => fitsNow(kind, found)), ...kinds.filter((kind) => !fitsNow(kind, found))];
}

/** Whether a document belongs to where its file stands. */
export function fitsNow({ fits }: Pick<DocumentKind, 'fits'>, found: FoundSubject): boolean {
  return found.subject === 'school' || fits.length === 0 || fits.includes(found.of.state);
}

/** The state of a file in words; undefined of a school. */
export function stateWord(found: FoundSubject): string | undefined {
  if (found.subject === 'case') return DROPOUT_STATES[found.of.state].word;
  return found.subject === 'hazard' ? HAZARD_STATES[found.of.state].word : undefined;
}
