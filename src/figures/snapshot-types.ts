import type { Cause } from '../dropouts/decisions.ts';
import type { HazardLevel } from '../hazards/types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { CaseOfChild } from './children.ts';
import type { CaseEvent, HazardEvent } from './events.ts';
import type { AreaParts } from './partition.ts';

/** When the day's figures are taken, county time. */
export const CUT_OFF = '08:00';

/** The figures of one area at one instant. */
export interface AreaCounts {
  /** Township id, or `outside`. */
  readonly areaId: string;
  /** Children out of school, as `查 辍学` counts them: `suspected` and `registered` together. */
  readonly dropouts: number;
  /** 疑似，待核: also who is leaving and was only suspected. */
  readonly suspected: number;
  /** 在册未返校: recognised, being persuaded, escalated, leaving or dropped out again. */
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

/** By which rule a day's figures are taken; it grows with what they hold, and older days keep theirs. */
export const SNAPSHOT_RULE = 2;
/** The first rule that holds the partition: what days before it did not count is shown as —. */
export const PARTITION_RULE = 2;

/** A day's figures of one area. */
export interface AreaFigures extends AreaCounts {
  /** The partition of all cases, since rule 2; days written before show — for it. */
  readonly partition?: Omit<AreaParts, 'areaId'>;
}

/** A day's figures: never changed once written. Areas without anything are absent. */
export interface Snapshot {
  readonly day: LocalDate;
  readonly cutOff: Date;
  /** The rule by which they were taken, from 1. */
  readonly rule: number;
  readonly areas: readonly AreaFigures[];
}

/** What counting knows of a dropout case: no words, no names. */
export interface CaseFact extends CaseOfChild {
  readonly schoolId?: string;
  readonly foundBy?: string;
  readonly cause?: Cause;
  readonly entries: readonly CaseEvent[];
  /** Open now, and nobody knows where the child is. */
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
  readonly entries: readonly HazardEvent[];
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
