import type { By } from '../kit/by.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { FollowUp } from './follow-up.ts';

/** How an entry came about. */
export type EntrySource = 'chat' | 'console' | 'job' | 'import';

/**
 * One line of a file's history, never changed afterwards. `K` are the kinds of the file's type, `S` its states. What a
 * kind has of its own (a date, a sealed answer) lies beside these members.
 */
export interface Entry<K extends string = string, S extends string = string> {
  /** The effect key that made it: a re-run finds it and changes nothing. */
  readonly id: string;
  readonly kind: K;
  /** When it was recorded: figures go by this. */
  readonly at: Date;
  /** The day on which it happened: waiting times and strike-off go by this. */
  readonly on: LocalDate;
  /** The state it led to. The file's state is that of the newest entry. */
  readonly to: S;
  readonly by: By;
  readonly from: EntrySource;
  /** The id of the entry that this one undoes: it stays in the history, and stands no more. */
  readonly undoes?: string;
  /** What has to follow from it elsewhere; the relay carries it out. */
  readonly after?: readonly FollowUp[];
  /** All that followed is done. */
  readonly followed?: true;
}

/** What every file has that grows by entries. */
export interface EntryDocument<E extends Entry = Entry> {
  readonly _id: string;
  readonly state: E['to'];
  readonly entries: readonly E[];
  /** Grows with every entry; a write that saw an older one starts over. */
  readonly v: number;
  /** Entries from which something still has to follow; absent or 0: none. */
  readonly pending?: number;
  /** What follows failed: it is tried again from then on, by the server's clock, or with the next entry. */
  readonly relayAt?: Date;
}

/** The state a file had at that instant; undefined before its first entry. */
export function stateAt<S extends string>(
  entries: readonly Pick<Entry<string, S>, 'at' | 'to'>[],
  at: Date,
): S | undefined {
  return entries.findLast((entry) => entry.at <= at)?.to;
}

/** Whether the entry of this effect key is in the file. */
export function hasEntry({ entries }: Pick<EntryDocument, 'entries'>, key: string): boolean {
  return entries.some(({ id }) => id === key);
}
