import { filesPointedAt, type OwnFile } from '../casefiles/pointed-at.ts';
import { caseNumbersIn } from './parse/case-number.ts';
import type { Turn } from './turn.ts';

/** What the speaker reported today and nobody else has touched, newest first. */
export async function ownReports({ actor, deps, today }: Turn): Promise<readonly OwnFile[]> {
  const { people, dropouts, hazards } = deps.services;
  const accounts = await people.accountsOf(actor);
  const both = await Promise.all([dropouts.recentBy(accounts, today), hazards.recentBy(accounts, today)]);
  return both.flat().toSorted((a, b) => b.at.getTime() - a.at.getTime());
}

/** One file that words may be about. */
export type Meant = Pick<OwnFile, 'no' | 'kind'> & { readonly words?: string };

const MOST = 2;

/**
 * Which files the words are about: the one whose number stands in them or in what they quote, else those of the
 * speaker's own that they point at; the newest two where they point at none.
 */
export function meantBy(
  { message, gazetteer }: Pick<Turn, 'message' | 'gazetteer'>,
  own: readonly OwnFile[],
): readonly Meant[] {
  const quoted = message.quote === undefined ? [] : caseNumbersIn(message.quote.text);
  const [no] = [...caseNumbersIn(message.text), ...quoted];
  if (no !== undefined)
    return /^[KY]/.test(no) ? [{ no, kind: no.startsWith('K') ? 'dropout' : 'hazard' }] : [];
  const pointed = filesPointedAt(message.text, own, gazetteer);
  // A place in the words may be where somebody went: then they point at none.
  return (pointed.length > 0 ? pointed : own)
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, MOST);
}
