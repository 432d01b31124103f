import { localDate } from '../kit/local-date.ts';
import type { Decline, Move } from './appended.ts';
import type { Entry, EntryDocument } from './entry.ts';
import { type Condition, nextState, type Transitions } from './transitions.ts';

/** A move as it is checked: how it would be stored does not matter. */
export type Checked<K extends string> = Pick<Move<K>, 'kind' | 'by' | 'at' | 'accounts'>;

/** Where the move would lead the file (undefined: there is none yet), or why it is declined. Rights are another matter. */
export function checkMove<K extends string, S extends string>(
  table: Transitions<K, S>,
  move: Checked<K>,
  file: Pick<EntryDocument<Entry<K, S>>, 'state' | 'entries'> | undefined,
  tz: string,
): { readonly to: S } | { readonly why: Decline } {
  const transition = table[move.kind];
  const to = nextState(transition, file?.state);
  if (to === undefined) return { why: 'state' };
  const unmet = transition.needs?.find((condition) => !holds(condition, file, move, tz));
  return unmet === undefined ? { to } : { why: unmet };
}

function holds(
  condition: Condition,
  file: Pick<EntryDocument, 'entries'> | undefined,
  { by, at, accounts = [by.key] }: Checked<string>,
  tz: string,
): boolean {
  const [first] = file?.entries ?? [];
  if (file === undefined || first === undefined) return false;
  if (condition === 'same-day') return localDate(first.at, tz) === localDate(at, tz);
  return file.entries.every((entry) => accounts.includes(entry.by.key));
}
