import type { By } from '../kit/by.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { EntrySource } from './entry.ts';
import type { Condition } from './transitions.ts';

/** An entry that somebody wants to make. */
export interface Move<K extends string = string> {
  /** The effect key: the entry's id. */
  readonly key: string;
  readonly kind: K;
  readonly by: By;
  readonly at: Date;
  /** The day on which it happened; the day of `at` when absent. */
  readonly on?: LocalDate;
  /** `chat` when absent. */
  readonly from?: EntrySource;
  /** All account keys of the person; only the one in `by` when absent. */
  readonly accounts?: readonly string[];
}

/**
 * Why an entry was not made: the state allows no such move, a condition of the move does not hold, the file takes no
 * more entries, or a reason of the file type's own.
 */
export type Decline = 'state' | Condition | 'full' | 'refused';

/** What became of an entry. `file` is as the entry left it; of a declined one as it stands. */
export type Appended<F, K extends string = string> =
  | { readonly outcome: 'appended' | 'repeated'; readonly file: F }
  | {
      readonly outcome: 'declined';
      readonly why: Decline;
      readonly file: F;
      /** What would be legal now. */
      readonly moves: readonly K[];
    }
  | { readonly outcome: 'missing' };

/** The file after the entry, whether made now or before; undefined when it was declined or is not there. */
export function fileAfter<F>(appended: Appended<F>): F | undefined {
  return appended.outcome === 'appended' || appended.outcome === 'repeated' ? appended.file : undefined;
}

/** The same with the file as `show` gives it. */
export function shownAs<F, G, K extends string>(
  appended: Appended<F, K>,
  show: (file: F) => G,
): Appended<G, K> {
  return appended.outcome === 'missing' ? appended : { ...appended, file: show(appended.file) };
}
