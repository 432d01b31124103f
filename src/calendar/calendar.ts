import { addDays, type LocalDate } from '../kit/local-date.ts';
import { dayAfterHoliday, holidayWord } from './holidays.ts';
import { missingIn } from './missing.ts';
import { isNationalWorkday } from './national-days.ts';
import { allSeasons, seasonHolds } from './seasons.ts';
import { createTermBook, holidayBefore } from './terms.ts';
import type { Calendar, Season, Term } from './types.ts';

/** What the county file says about days. */
export interface CountyDays {
  /** Any order, not overlapping; years without any use 9-1..1-31 and 2-15..7-15. */
  readonly terms?: readonly Term[];
  /** Days off that the national arrangement does not know. */
  readonly rest?: readonly LocalDate[];
  /** Days worked that the national arrangement does not know; wins over `rest`. */
  readonly work?: readonly LocalDate[];
  /** The county's own; the default ones fill up the names it does not use. */
  readonly seasons?: readonly Season[];
}

/**
 * The county's calendar. Workdays follow the national arrangement with 调休 as far as it is published, later
 * years plain weekends, the county's own days before both.
 */
export function createCalendar({
  terms: named = [],
  rest = [],
  work = [],
  seasons: own = [],
}: CountyDays = {}): Calendar {
  const resting = new Set(rest);
  const working = new Set(work);
  const book = createTermBook(named);
  const seasons = allSeasons(own);

  const isWorkday = (day: LocalDate): boolean => {
    if (working.has(day)) return true;
    return !resting.has(day) && isNationalWorkday(day);
  };

  const isSchoolDay = (day: LocalDate): boolean => day <= book.of(day).to && isWorkday(day);

  const schoolDays = (from: LocalDate, to: LocalDate): number => {
    let count = 0;
    for (let day = from; day <= to; day = addDays(day, 1)) if (isSchoolDay(day)) count += 1;
    return count;
  };

  // A term may begin on a Sunday or inside the Spring Festival: nobody could come before the first workday.
  const firstDayOf = (term: Term): LocalDate => firstFrom(term.from, isWorkday);

  const afterVacation = (word: string, today: LocalDate): LocalDate | undefined =>
    book
      .around(today)
      .filter((term) => word === '开学' || holidayBefore(term) === word)
      .map(firstDayOf)
      .findLast((day) => day <= today);

  const afterHoliday = (name: string, today: LocalDate): LocalDate | undefined => {
    const word = holidayWord(name);
    if (['寒假', '暑假', '开学'].includes(word)) return afterVacation(word, today);
    const year = Number(today.slice(0, 4));
    return [year, year - 1]
      .map((each) => dayAfterHoliday(word, each, isWorkday))
      .find((day) => day !== undefined && day <= today);
  };

  return {
    isWorkday,
    isSchoolDay,
    schoolDays,
    termOf: book.of,
    afterHoliday,
    workdayFrom: (day) => firstFrom(day, isWorkday),
    workdayUntil: (day) => firstFrom(day, isWorkday, -1),
    addWorkdays: (day, n) => stepsFrom(day, n, isWorkday),
    addSchoolDays: (day, n) => stepsFrom(day, n, isSchoolDay),
    termsWithin: book.within,
    seasons,
    missing: (year) => missingIn(year, { named, own, work, book, isWorkday }),
    inSeason: (name, day) => seasons.some((season) => season.name === name && seasonHolds(season, day)),
  };
}

type Test = (day: LocalDate) => boolean;

/** The first day from `day` on that passes, going one day forwards or backwards at a time. */
function firstFrom(day: LocalDate, passes: Test, step: 1 | -1 = 1): LocalDate {
  let found = day;
  while (!passes(found)) found = addDays(found, step);
  return found;
}

/** The n-th day after `day` that passes, before it when negative; for 0 the day itself or the first one after it. */
function stepsFrom(day: LocalDate, n: number, passes: Test): LocalDate {
  if (n === 0) return firstFrom(day, passes);
  const step = n > 0 ? 1 : -1;
  let found = day;
  for (let left = Math.abs(n); left > 0; left -= 1) found = firstFrom(addDays(found, step), passes, step);
  return found;
}
