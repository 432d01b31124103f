import { namedDuties, partlyNamed } from './names.ts';
import type { Duty, DutyStore } from './types.ts';

/** The one duty that words begin with, or why not; and what comes behind its name. */
export type FoundDuty =
  | { readonly kind: 'one'; readonly duty: Duty; readonly rest: string }
  | { readonly kind: 'several'; readonly duties: readonly Duty[] }
  | { readonly kind: 'none'; readonly open: readonly Duty[] };

/**
 * Finds the duty an officer names among the open ones, else among those that ended in the last `days`. No words at
 * all mean the only open one. Of several audiences' duties of one name all are meant: `several`; so is what only a
 * part of a name was said of, even when it is one.
 */
export async function findDuty(
  store: Pick<DutyStore, 'recent'>,
  words: string,
  { now, days }: { readonly now: Date; readonly days: number },
  fits: (duty: Duty) => boolean = () => true,
): Promise<FoundDuty> {
  const recent = (await store.recent(now, days)).filter((duty) => duty.state !== 'cancelled' && fits(duty));
  const open = recent.filter(({ state }) => state === 'open');
  const [only] = open;
  if (words === '' && only !== undefined && open.length === 1) return { kind: 'one', duty: only, rest: '' };
  const named = words === '' ? undefined : (namedDuties(open, words) ?? namedDuties(recent, words));
  const [duty] = named?.duties ?? [];
  if (named === undefined || duty === undefined) {
    const parts = partlyNamed(open, words);
    return parts.length === 0 ? { kind: 'none', open } : { kind: 'several', duties: parts };
  }
  return named.duties.length > 1
    ? { kind: 'several', duties: named.duties }
    : { kind: 'one', duty, rest: withoutWord(duty, named.rest) };
}

function withoutWord({ answer }: Duty, rest: string): string {
  const word = answer.words.find((one) => rest.startsWith(one));
  return word === undefined ? rest : rest.slice(word.length).trim();
}
