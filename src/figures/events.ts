import type { Entry } from '../casefiles/entry.ts';
import type { DropoutMove, DropoutState } from '../dropouts/transitions.ts';
import type { EntryData } from '../hazards/decisions.ts';
import type { DuedEntry } from '../hazards/overdue.ts';
import type { HazardMove, HazardState } from '../hazards/transitions.ts';

/** Something that happened to a file, as far as counting needs it: what, when, and the state it led to. */
export type FileEvent<K extends string, S extends string> = Pick<Entry<K, S>, 'kind' | 'at' | 'to'>;

/** Something that happened to a hazard, with what it says about its days. */
export type HazardEvent = FileEvent<HazardMove, HazardState> &
  Omit<DuedEntry, 'data'> & {
    readonly data?: Pick<EntryData, 'due' | 'judged' | 'before' | 'money' | 'reason'>;
  };

/** Something that happened to a case; what it undid, where it undid anything. */
export type CaseEvent = FileEvent<DropoutMove, DropoutState> & Partial<Pick<Entry, 'id' | 'undoes'>>;
