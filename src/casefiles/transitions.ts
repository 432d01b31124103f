import type { Right } from './rights.ts';

/** Where a file stands that is not there yet. */
export const NEW = 'new';

/** What must hold of the file besides its state. */
export type Condition =
  /** Made on the very day of the report. */
  | 'same-day'
  /** Nobody but the reporter has made an entry. */
  | 'untouched'
  /** The file has no entry of this kind yet. */
  | 'once';

/** What one kind of entry may do, as data. */
export interface Transition<S extends string> {
  /** The states it is legal in; `any` state of a file that is there. */
  readonly from: readonly (S | typeof NEW)[] | 'any';
  /**
   * The state it leads to; `same` leaves the file where it is, `back` puts it where it was before the entry that is
   * undone. A map says it for each state by itself.
   */
  readonly to: S | 'same' | 'back' | { readonly [From in S]?: S | undefined };
  /** Of a move `back`: the newest standing entry of these kinds is undone; there must be one. */
  readonly undoes?: readonly string[];
  /** Where a file stands that begins with this entry, when `to` is `same`. */
  readonly begins?: S;
  readonly who: Right;
  readonly needs?: readonly Condition[];
  /** Whether it is recorded on the trail; absent: where it changes the state of a file that was there (`on-trail`). */
  readonly trail?: boolean | 'erased';
}

/** All moves of one type of file. Changing the table moves no old file: entries keep the state they led to. */
export type Transitions<K extends string, S extends string> = Readonly<Record<K, Transition<S>>>;

/**
 * The state an entry of this kind leads to from `state` (undefined: no file yet); undefined when it is illegal there.
 * Where a move `back` leads lies in the file's history (`checkMove`): here it stays.
 */
export function nextState<S extends string>(
  { from, to, begins }: Pick<Transition<S>, 'from' | 'to' | 'begins'>,
  state: S | undefined,
): S | undefined {
  const legal = from === 'any' ? state !== undefined : from.includes(state ?? NEW);
  if (!legal) return undefined;
  if (to === 'same' || to === 'back') return state ?? begins;
  if (typeof to === 'string') return to;
  return state === undefined ? undefined : to[state];
}

/** The kinds of entries that are legal in this state, in the order of the table. */
export function movesFrom<K extends string, S extends string>(
  table: Transitions<K, S>,
  state: S | undefined,
): readonly K[] {
  return (Object.keys(table) as K[]).filter((kind) => nextState(table[kind], state) !== undefined);
}
