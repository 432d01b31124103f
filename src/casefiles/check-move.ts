import { BY_PROGRAM } from '../kit/by.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Decline } from './appended.ts';
import type { Entry, EntryDocument } from './entry.ts';
import { type Condition, movesFrom, nextState, type Transitions } from './transitions.ts';
import { undoing } from './undo.ts';

/** A move as it is checked: who would make it on which day. */
export interface Checked<K extends string = string> {
  readonly kind: K;
  /** All account keys of the person. */
  readonly accounts: readonly string[];
  readonly day: LocalDate;
}

/** Where the move would lead the file (undefined: there is none yet), or why it is declined. Rights are another matter. */
export function checkMove<K extends string, S extends string>(
  table: Transitions<K, S>,
  move: Checked<K>,
  file: Pick<EntryDocument<Entry<K, S>>, 'state' | 'entries'> | undefined,
): { readonly to: S; readonly undoes?: string } | { readonly why: Decline } {
  const transition = table[move.kind];
  const to = nextState(transition, file?.state);
  if (to === undefined) return { why: 'state' };
  const unmet = transition.needs?.find((condition) => !holds(condition, file, move));
  if (unmet !== undefined) return { why: unmet };
  if (transition.to !== 'back') return { to };
  return undoing(file?.entries ?? [], transition.undoes ?? []) ?? { why: 'state' };
}

/** The kinds of entries that this mover could make that day, in the order of the table. Rights are another matter. */
export function legalMoves<K extends string, S extends string>(
  table: Transitions<K, S>,
  mover: Omit<Checked<K>, 'kind'>,
  file: Pick<EntryDocument<Entry<K, S>>, 'state' | 'entries'> | undefined,
): readonly K[] {
  return movesFrom(table, file?.state).filter((kind) => 'to' in checkMove(table, { kind, ...mover }, file));
}

function holds(
  condition: Condition,
  file: Pick<EntryDocument, 'entries'> | undefined,
  { kind, accounts, day }: Checked,
): boolean {
  if (condition === 'once') return !file?.entries.some((entry) => entry.kind === kind);
  const [first] = file?.entries ?? [];
  if (file === undefined || first === undefined) return false;
  if (condition === 'same-day') return first.on === day;
  // What the program did by itself touches nothing.
  return file.entries.every(({ by }) => by.role === BY_PROGRAM || accounts.includes(by.key));
}
