import { addDays, type LocalDate } from '../kit/local-date.ts';
import { dayAfterHoliday, holidayWord } from './holidays.ts';
import { isNationalWorkday } from './national-days.ts';
import { holidayBefore, lastBegun, termsAround } from './terms.ts';
import type { Calendar, Term } from './types.ts';

/** What the county file says about days. */
export interface CountyDays {
  /** Any order, not overlapping; years without any use 9-1..1-31 and 2-15..7-15. */
  readonly terms?: readonly Term[];
  /** Days off that the national arrangement does not know. */
  readonly rest?: readonly LocalDate[];
  /** Days worked that the national arrangement does not know; wins over `rest`. */
  readonly work?: readonly LocalDate[];
}

/**
 * The county's calendar. Workdays follow the national arrangement with 调休 as far as it is published, later
 * years plain weekends, the county's own days before both.
 */
export function createCalendar({ terms: named = [], rest = [], work = [] }: CountyDays = {}): Calendar {
  const resting = new Set(rest);
  const working = new Set(work);

  const isWorkday = (day: LocalDate): boolean => {
    if (working.has(day)) return true;
    return !resting.has(day) && isNationalWorkday(day);
  };

  const termOf = (day: LocalDate): Term => {
    const term = lastBegun(termsAround(day, named), day);
    if (term === undefined) throw new Error(`No term begins before ${day}.`);
    return term;
  };

  const isSchoolDay = (day: LocalDate): boolean => day <= termOf(day).to && isWorkday(day);

  const schoolDays = (from: LocalDate, to: LocalDate): number => {
    let count = 0;
    for (let day = from; day <= to; day = addDays(day, 1)) if (isSchoolDay(day)) count += 1;
    return count;
  };

  const firstWorkday = (from: LocalDate): LocalDate => {
    let day = from;
    while (!isWorkday(day)) day = addDays(day, 1);
    return day;
  };

  // A term may begin on a Sunday or inside the Spring Festival: nobody could come before the first workday.
  const afterVacation = (word: string, today: LocalDate): LocalDate | undefined =>
    termsAround(today, named)
      .filter((term) => word === '开学' || holidayBefore(term) === word)
      .map((term) => firstWorkday(term.from))
      .findLast((day) => day <= today);

  const afterHoliday = (name: string, today: LocalDate): LocalDate | undefined => {
    const word = holidayWord(name);
    if (['寒假', '暑假', '开学'].includes(word)) return afterVacation(word, today);
    const year = Number(today.slice(0, 4));
    return [year, year - 1]
      .map((each) => dayAfterHoliday(word, each, isWorkday))
      .find((day) => day !== undefined && day <= today);
  };

  return { isWorkday, isSchoolDay, schoolDays, termOf, afterHoliday };
}
