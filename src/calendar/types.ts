import type { LocalDate } from '../kit/local-date.ts';

/** A school term, both ends included. */
export interface Term {
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A time of the year that comes back: 防溺水季. Both ends `MM-DD`, included; may run over New Year. */
export interface Season {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** What nobody has said about a year. */
export interface Missing {
  /** Neither published nor in the county file: its holidays and 调休 follow from the general rule. */
  readonly arrangement: boolean;
  /** Those that touch the year with the usual first and last day. */
  readonly terms: readonly Term[];
  /** Those of them that end or begin inside the days off of 春节, where no term does. */
  readonly termsInSpringFestival: readonly Term[];
  /** Seasons with the usual first and last day. */
  readonly seasons: readonly string[];
}

/** The county's days: workdays with 调休 and the county's own overrides, and school terms. Pure. */
export interface Calendar {
  isWorkday(day: LocalDate): boolean;
  /** A workday inside a term. */
  isSchoolDay(day: LocalDate): boolean;
  /** School days in `from..to`, both included; 0 when `to < from`. */
  schoolDays(from: LocalDate, to: LocalDate): number;
  /** The term that holds the day, or, in holidays, the last one before it. */
  termOf(day: LocalDate): Term;
  /** First day after the named holiday (国庆, 五一, 元旦, 春节, 清明, 端午, 中秋, 寒假, 暑假) that ended last before `today`. */
  afterHoliday(name: string, today: LocalDate): LocalDate | undefined;
  /** The day itself when it is a workday, else the first workday after it. */
  workdayFrom(day: LocalDate): LocalDate;
  /** The day itself when it is a workday, else the last workday before it. */
  workdayUntil(day: LocalDate): LocalDate;
  /** The n-th workday after the day (before it when negative); `workdayFrom(day)` for 0. */
  addWorkdays(day: LocalDate, n: number): LocalDate;
  /** The n-th school day after the day (before it when negative), over holidays. */
  addSchoolDays(day: LocalDate, n: number): LocalDate;
  /** The terms that touch `from..to`, in order. */
  termsWithin(from: LocalDate, to: LocalDate): readonly Term[];
  /** The county's seasons. */
  readonly seasons: readonly Season[];
  /** What nobody has said about a year, so that usual days stand for it. */
  missing(year: number): Missing;
  /** Whether the day lies in the season of that name; false for a name nobody knows. */
  inSeason(name: string, day: LocalDate): boolean;
}
