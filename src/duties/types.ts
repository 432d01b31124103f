import type { Appended } from '../casefiles/appended.ts';
import type { Entry } from '../casefiles/entry.ts';
import type { ToTell } from '../casefiles/follow-up.ts';
import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { DutyEnd, DutyMove, DutyState, ReturnMove, ReturnState } from './transitions.ts';

/** Which units a duty asks. `officer6`: schools, answered by the six officers; `bureau`: the bureau itself, unit id `county`. */
export type DutyAudience = 'school' | 'township' | 'bureau' | 'officer6';

/** The unit id of the bureau. Every other unit id is a place id of the county file (school or township). */
export const COUNTY_UNIT = 'county';

/**
 * What counts as an answer. `ack` 收到 · `done` 完成, with counts if asked · `numbers` the fields in order · `items` the
 * numbers of the items with a problem, or 正常 · `zero` 0 is a full declaration that a check was made, anything else
 * is what was found · `text` free words.
 */
export type AnswerKind = 'ack' | 'done' | 'numbers' | 'items' | 'zero' | 'text';

/** A number that is asked for: 人数 (人), 用时 (秒). */
export interface AnswerField {
  readonly name: string;
  /** 人, 份, 处, 秒 … ; `秒` also reads 2分10秒 and 1'58". */
  readonly unit: string;
  readonly optional?: boolean;
}

/** What a duty expects as its answer; comes from a reminder file or from an officer's line. Plain data. */
export interface AnswerSpec {
  readonly kind: AnswerKind;
  /** Words an answer may begin with, the first is printed: 家长信, 消防. */
  readonly words: readonly string[];
  readonly fields: readonly AnswerField[];
  /** For `items`: what is checked, numbered from 1. */
  readonly items?: readonly string[];
  /** Pairs `[smaller, larger]` of field names that must hold: 回收 <= 应发. */
  readonly atMost?: readonly (readonly [string, string])[];
  /** For `numbers`: one 0 may stand for all of them. Only where nothing at all is a usual thing to report. */
  readonly allZero?: boolean;
  /** For `zero`: what a 0 declares in full, with {季度} and the like already filled. */
  readonly declares?: string;
  /** One photo helps; never required unless it says so. */
  readonly photo?: 'optional' | 'required';
  /** A whole line that works: 家长信 612 605. */
  readonly example: string;
}

/** An answer as it was understood. */
export interface Answer {
  readonly zero: boolean;
  readonly values: Readonly<Record<string, number>>;
  /** Numbers of the items with a problem. */
  readonly items?: readonly number[];
  /** Already reported in another system (已在省平台报 = 已报): its name. */
  readonly elsewhere?: string;
  /** Free words; sealed at rest, shown to the bureau and the unit only. */
  readonly words?: string;
  /** What was declared by a zero, in full. */
  readonly declaration?: string;
}

/** A duty as it is opened. */
export interface DutyDraft {
  /** `<kind>:<period key>`, unique: opening the same one again changes nothing. */
  readonly id: string;
  /** ASCII name of what it is: `zero-report`; one reminder file, or `o-…` for an officer's own. */
  readonly kind: string;
  readonly title: string;
  readonly period: { readonly key: string; readonly label: string };
  readonly audience: DutyAudience;
  /** Unit ids that must answer, fixed at opening, in county-file order; of a merged school the one it is part of. */
  readonly expected: readonly string[];
  /** Whose posts answer it, best first: 安全副校长, 校长. Empty: anybody of the unit's role. */
  readonly posts: readonly string[];
  readonly openedAt: Date;
  readonly due: Date;
  readonly dueOn: LocalDate;
  readonly answer: AnswerSpec;
  /** The document it rests on (依据). */
  readonly basis: string;
  /** Minutes it is expected to take one unit. */
  readonly minutes: number;
  /** The officer who sent it; absent for one from a reminder file. */
  readonly by?: By;
}

/** A duty as the rest of the program reads it. Days and times are the county's. */
export interface Duty extends DutyDraft {
  readonly state: DutyState;
  readonly openedOn: LocalDate;
  /** Time of day of the deadline, `HH:mm`. */
  readonly dueTime: string;
  /** When an officer last asked for one more round (催报); who answers since then is left alone all the same. */
  readonly urgedAt?: Date;
  readonly urgedOn?: LocalDate;
}

/** One line of a return's history. Words are unsealed here. */
export interface ReturnEntry extends Omit<Entry<ReturnMove, ReturnState>, 'after' | 'followed'> {
  readonly answer?: Answer;
  /** Of `postponed`: when to ask again. */
  readonly until?: Date;
  /** Of `difficulty`, `sent-back`, `phoned`. */
  readonly words?: string;
}

/** One unit's return for one duty: at most one answer counts at a time, all of them are kept. */
export interface DutyReturn {
  readonly dutyId: string;
  readonly unitId: string;
  readonly state: ReturnState;
  readonly answer?: Answer;
  /** When the first answer that was not taken back came: decides whether it was on time. */
  readonly answeredAt?: Date;
  /** The same as the county's clock shows it: the day, and `HH:mm`. */
  readonly answeredOn?: LocalDate;
  readonly answeredTime?: string;
  readonly onTime?: boolean;
  readonly confirmed: boolean;
  /** Asked again not before: 明早. */
  readonly askedLaterUntil?: Date;
  readonly phonedAt?: Date;
  readonly entries: readonly ReturnEntry[];
}

/** How many units were to answer a duty, did, and did so by its deadline: for the bureau only. */
export interface DutyMeasures {
  readonly expected: number;
  readonly answered: number;
  readonly onTime: number;
}

/** What became of an entry about a duty. */
export type OnDuty = Appended<Duty, DutyMove>;

/**
 * What became of an entry about a unit's return. `missing`: there is no such duty, or it does not ask this unit.
 * Declined as `refused`: the duty was cancelled. Of a unit that has done nothing yet the return is an empty one.
 */
export type OnReturn = Appended<DutyReturn, ReturnMove>;

/** Something that is said about a return. */
export interface Remark {
  readonly kind: Extract<ReturnMove, 'difficulty' | 'confirmed' | 'sent-back' | 'phoned'>;
  readonly words?: string;
  /** Who hears of it, seen the return that it is said about. */
  readonly tell?: (now: DutyReturn) => ToTell | undefined;
}

/** Duties and their returns. One write per decision; texts of answers are sealed. */
export interface DutyStore {
  /** Opens it; a stored one with the same id is given back as it is. */
  open(draft: DutyDraft): Promise<Duty>;
  find(id: string): Promise<Duty | undefined>;
  /** Open duties and those that ended at most `days` ago, newest first. */
  recent(now: Date, days: number): Promise<readonly Duty[]>;
  /** The same of the last 60 days, but up to two seconds old: for what is asked of nearly every message. */
  lately(now: Date): Promise<readonly Duty[]>;
  /** Every open duty that expects one of these units. */
  openFor(unitIds: readonly string[]): Promise<readonly Duty[]>;
  /** Opened in `from..to`, both included: for the burden account and digests. */
  openedWithin(from: Date, to: Date): Promise<readonly Duty[]>;
  /** Returns that exist; a unit without one has done nothing yet. */
  returns(dutyId: string): Promise<readonly DutyReturn[]>;
  returnsOf(dutyIds: readonly string[], unitId: string): Promise<readonly DutyReturn[]>;
  /** Answers, or corrects what was answered; the photos noted under these ids are the return's from then on. */
  answer(
    dutyId: string,
    unitId: string,
    answer: Answer,
    by: By,
    at: Date,
    photos?: readonly string[],
  ): Effect<OnReturn>;
  withdraw(dutyId: string, unitId: string, by: By, at: Date): Effect<OnReturn>;
  /** Once per unit and duty: a second 明早 is declined. */
  postpone(dutyId: string, unitId: string, until: Date, by: By, at: Date): Effect<OnReturn>;
  note(dutyId: string, unitId: string, remark: Remark, by: By, at: Date): Effect<OnReturn>;
  /** Asks for one more round at who has not answered; nothing is sent by it. */
  urge(dutyId: string, by: By, at: Date): Effect<OnDuty>;
  /** The units that must answer from now on: one of them is part of another one. */
  moveUnits(dutyId: string, expected: readonly string[], by: By, at: Date): Effect<OnDuty>;
  /** Ends a duty: no more reminding. Late answers are still taken after `closed`, not after `cancelled`. */
  end(dutyId: string, how: DutyEnd, by: By, at: Date): Effect<OnDuty>;
}
