import type { FoundFile } from '../casefiles/found.ts';
import type { Place } from '../places/place.ts';
import { askedFor, fitsNow, foundSubject, stateWord } from './asked.ts';
import type { DocumentKind } from './kinds.ts';
import type { FoundSubject } from './may-have.ts';
import { calledIn, type DocumentTalk, readerOf, viewLine } from './talk.ts';

/** What a line says of a document. */
export interface SaidOfOne {
  readonly file?: FoundFile | undefined;
  readonly place?: Place | undefined;
  readonly words?: string | undefined;
}

/** What is said where it is not clear which document is meant. */
export interface Instead {
  readonly reply: string;
  readonly choices?: readonly { readonly label: string; readonly line: string }[];
}

/** The document that is meant, or what is said instead. */
export type Wanted =
  | { readonly found: FoundSubject; readonly kind: DocumentKind }
  | { readonly instead: Instead };

/** Which document a line means: a list where it names none that there is, never another one than was named. */
export async function wanted(talk: DocumentTalk, said: SaidOfOne): Promise<Wanted> {
  const found = subjectIn(talk, said);
  if (found === undefined) return { instead: { reply: talk.text('documents/which-file') } };
  const { kinds } = talk.services.documents;
  const allowed = await talk.services.documents.allowed(await readerOf(talk));
  const asked = askedFor(kinds, said.words ?? '', found, allowed);
  if ('one' in asked) return { found, kind: asked.one };
  if ('several' in asked) return { instead: listed(talk, found, asked) };
  const line = viewLine(talk, found);
  const shared = found.subject === 'case' && talk.actor.shared === true;
  return { instead: { reply: talk.text('documents/not-yours', { name: asked.refused, shared, line }) } };
}

/** The file or school that is named; a school's own people mean theirs. */
function subjectIn(talk: DocumentTalk, { file, place, words = '' }: SaidOfOne): FoundSubject | undefined {
  const { forms } = talk.services.inspections;
  const form = forms.find(({ name, aliases }) => [name, ...aliases].some((one) => words.includes(one)));
  const found = foundSubject(file, place, form?.id);
  if (found !== undefined || words === '' || talk.actor.schoolId === undefined) return found;
  return foundSubject(undefined, talk.gazetteer.byId(talk.actor.schoolId), form?.id);
}

const MOST_LISTED = 9;

function listed(
  talk: DocumentTalk,
  found: FoundSubject,
  { several, unknown }: { readonly several: readonly DocumentKind[]; readonly unknown: boolean },
): Instead {
  const about = calledIn(talk, found);
  const choices = several.slice(0, MOST_LISTED).map((kind) => ({
    label: `${kind.name}${fitsNow(kind, found) ? '' : '（现在一般用不上）'}`,
    line: `文书 ${about} ${kind.name}`,
  }));
  return { reply: talk.text('documents/which', { about, state: stateWord(found), unknown }), choices };
}
