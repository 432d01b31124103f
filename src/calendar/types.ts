import type { LocalDate } from '../kit/local-date.ts';

/** A school term, both ends included. */
export interface Term {
  readonly name: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
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
}
