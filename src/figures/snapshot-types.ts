import type { Entry } from '../casefiles/entry.ts';
import type { DropoutMove, DropoutState } from '../dropouts/transitions.ts';
import type { HazardMove, HazardState } from '../hazards/transitions.ts';
import type { HazardLevel } from '../hazards/types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { CaseOfChild } from './children.ts';

/** When the day's figures are taken, county time. */
export const CUT_OFF = '08:00';

/** The figures of one area at one instant. */
export interface AreaCounts {
  /** Township id, or `outside`. */
  readonly areaId: string;
  /** Children out of school, as `查 辍学` counts them: `suspected` and `registered` together. */
  readonly dropouts: number;
  /** 疑似，待核. */
  readonly suspected: number;
  /** 在册未返校: recognised, being persuaded, escalated or dropped out again. */
  readonly registered: number;
  /** Children, each once, as `查 二次辍学` counts them. */
  readonly relapses: number;
  /** 未销号隐患, as `查 隐患` counts them. */
  readonly hazards: number;
  /** Major ones among them. */
  readonly major: number;
  /** Those among them that are past their limit (`hazards/overdue.ts`). */
  readonly overdue: number;
}

/** A day's figures: never changed once written. Areas without anything are absent. */
export interface Snapshot {
  readonly day: LocalDate;
  readonly cutOff: Date;
  readonly areas: readonly AreaCounts[];
}

/** Something that happened to a file, as far as counting needs it: what, when, and the state it led to. */
export type FileEvent<K extends string, S extends string> = Pick<Entry<K, S>, 'kind' | 'at' | 'to'>;

/** What counting knows of a dropout case: no words, no names. */
export interface CaseFact extends CaseOfChild {
  readonly schoolId?: string;
  readonly relapse: boolean;
  readonly entries: readonly FileEvent<DropoutMove, DropoutState>[];
  /** Open now, and its reason is 失联. */
  readonly lostContact: boolean;
}

/** What counting knows of a hazard. */
export interface HazardFact {
  readonly areaId: string;
  readonly schoolId?: string;
  readonly placeId: string;
  readonly level: HazardLevel;
  readonly reportedAt: Date;
  readonly reportedOn: LocalDate;
  /** 食堂, 校舍 …, if it was said. */
  readonly category?: string;
  readonly reporterRole: string;
  readonly entries: readonly FileEvent<HazardMove, HazardState>[];
}

/** The files that were open at any time in a stretch that reaches up to now. */
export interface FileFacts {
  readonly cases: readonly CaseFact[];
  readonly hazards: readonly HazardFact[];
}

/** Figures of past days, and the facts that they follow from. */
export interface Snapshots {
  /** Every file that is open now or that something happened to since then: enough for the figures of any instant since. */
  facts(since: Date): Promise<FileFacts>;
  /** Writes the days' figures that are not written yet; resolves to how many that were. */
  write(days: readonly LocalDate[], at: Date): Promise<number>;
  /** As written; a day without is rebuilt from the files' entries. In the order asked for. */
  of(days: readonly LocalDate[]): Promise<readonly Snapshot[]>;
}
