import type { By } from '../kit/by.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Assignee } from './assignee.ts';
import type { HazardLevel } from './level.ts';
import type { ListingData, ListingMove, ListingParts, ListingSaid } from './listing-types.ts';
import type { RewardParts } from './reward-types.ts';

export type { Assignee } from './assignee.ts';

/** Why nothing can be done for the time being. */
export const PAUSE_REASONS = ['资金', '部门', '天气', '其他'] as const;
/** One of PAUSE_REASONS. */
export type PauseReason = (typeof PAUSE_REASONS)[number];

type Nothing = Readonly<Record<never, never>>;

/** A level, and the criterion and the edition that it follows from. */
export interface Judged {
  readonly judged: HazardLevel;
  readonly criterion?: string;
  readonly edition?: string;
  /** Both in words, as they stood when it was judged. */
  readonly clause?: string;
}

/** What each decision says besides who, when and in which words. */
interface Parts extends ListingParts, RewardParts {
  /** `words` tell more of it. */
  readonly supplemented: Nothing;
  /** 整改人 and 跟踪督办人. */
  readonly assigned: {
    readonly rectifier: Assignee;
    readonly supervisor: Assignee;
    readonly until?: LocalDate;
  };
  readonly planned: { readonly measure: string; readonly money?: number; readonly until?: LocalDate };
  readonly paused: { readonly reason: PauseReason; readonly money?: number };
  readonly referred: { readonly unit: string };
  readonly resumed: Nothing;
  readonly submitted: Nothing;
  /** Who reported it says whether the criterion is met; `judged`: what follows from that. */
  readonly answered: Partial<Judged>;
  /** An officer says of which level it is. */
  readonly judged: Judged;
  readonly accepted: Nothing;
  /** `words` say what is still wrong. */
  readonly rejected: Nothing;
  readonly closed: Nothing;
  readonly rechecked: Nothing;
  readonly reopened: Nothing;
  /** `into`: the number of the one that it goes on in. */
  readonly seconded: { readonly into: string };
  readonly merged: { readonly into: string };
  readonly unseconded: Nothing;
  readonly unmerged: Nothing;
  /** `words` say why. */
  readonly overruled: Nothing;
}

/** The moves that people decide on, one by one. */
export type DecidedMove = keyof Parts;

/** What every decision may carry. Words may name anybody: they are sealed. */
export interface Spoken {
  readonly words?: string;
  /** The day on which it happened; that of the message when absent. */
  readonly on?: LocalDate;
  /** Noted photos, at most three. */
  readonly photos?: readonly string[];
}

/** A decision of this move. */
export type DecisionOf<M extends DecidedMove> = { readonly move: M } & Spoken & Parts[M];
/** Any decision on a hazard. */
export type Decision = { [M in DecidedMove]: DecisionOf<M> }[DecidedMove];
/** One about its listing. */
export type ListingDecision = { [M in ListingMove]: DecisionOf<M> }[ListingMove];

/** What an entry says in clear: officers at most are named. */
export interface EntryData extends ListingData {
  /** What whoever reported it is rewarded with, in whole fen. */
  readonly reward?: number;
  readonly rectifier?: Assignee;
  readonly supervisor?: Assignee;
  /** From now on it is due on that day. */
  readonly due?: LocalDate;
  /** The county's document that this day follows from, if it follows from one. */
  readonly basis?: string;
  /** In whole fen. */
  readonly money?: number;
  readonly reason?: PauseReason;
  readonly photos?: readonly string[];
  /** Of a strike-off: the day on which somebody looks again. */
  readonly recheck?: LocalDate;
  /** From now on it is of this level, and of which it was before. */
  readonly judged?: HazardLevel;
  readonly before?: HazardLevel;
  /** The criterion that its words may meet, or that it was judged by: its code, and the edition it stands in. */
  readonly criterion?: string;
  readonly edition?: string;
  readonly clause?: string;
  /** Of a merger: the number of the one that it goes on in. */
  readonly into?: string;
  /** Of what is noted of another one: its number, and who reported it. */
  readonly other?: string;
  readonly reporter?: Pick<By, 'key' | 'person'>;
}

/** What an entry says under seal. */
export interface EntrySaid extends ListingSaid {
  /** What a reward is fetched with. */
  readonly code?: string;
  readonly words?: string;
  readonly measure?: string;
  readonly unit?: string;
}
