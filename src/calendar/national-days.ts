import { createRequire } from 'node:module';
import { addDays, type LocalDate, weekday } from '../kit/local-date.ts';
import { lunarDay } from './lunar.ts';
import { solarTerm } from './solar-terms.ts';

/** Days off and days worked instead, by date; the values name the holiday. */
interface Arrangement {
  readonly holidays: Readonly<Record<LocalDate, string>>;
  readonly workdays: Readonly<Record<LocalDate, string>>;
}

// The library's data, not its functions: these read dates in the machine's own zone and are a day off west of UTC.
const require = createRequire(import.meta.url);
const arrangement = require('chinese-days/dist/chinese-days.json') as Arrangement;

const byYear = new Map<number, ReadonlySet<LocalDate>>();

/**
 * Whether the national arrangement has people work that day, 调休 included. In years whose arrangement is not
 * published yet: Monday to Friday without the usual days off of the public holidays.
 */
export function isNationalWorkday(day: LocalDate): boolean {
  if (Object.hasOwn(arrangement.workdays, day)) return true;
  if (weekday(day) > 5 || Object.hasOwn(arrangement.holidays, day)) return false;
  return isPublished(Number(day.slice(0, 4))) || !isUsuallyOff(day);
}

/** Whether the year's days off are known: without them nobody knows which days are moved beside a holiday. */
export function isPublished(year: number): boolean {
  return Object.hasOwn(arrangement.holidays, `${year}-10-01`);
}

/**
 * Whether the day is off in a year whose arrangement is not published yet. The law (《全国年节及纪念日放假办法》 as in force
 * since 2025) fixes the public holidays of every year; 春节, 五一 and 国庆 have been made 8, 5 and 7 days each year since
 * by moving workdays to weekends nobody can know. A holiday of one day that falls on a weekend is made up on the
 * Monday. To rest a day too much is better than to disturb people on a holiday.
 */
function isUsuallyOff(day: LocalDate): boolean {
  const year = Number(day.slice(0, 4));
  const known = byYear.get(year);
  if (known) return known.has(day);
  const made = new Set(usualDaysOff(year));
  byYear.set(year, made);
  return made.has(day);
}

function usualDaysOff(year: number): readonly LocalDate[] {
  const single = [`${year}-01-01`, solarTerm(year, '清明'), lunarDay(year, 5, 5), lunarDay(year, 8, 15)];
  return [
    ...single.filter((day) => day !== undefined).flatMap(withMonday),
    ...run(eveOf(lunarDay(year, 1, 1)), 8),
    ...run(`${year}-05-01`, 5),
    ...run(`${year}-10-01`, 7),
  ];
}

const eveOf = (newYear: LocalDate | undefined): LocalDate | undefined =>
  newYear === undefined ? undefined : addDays(newYear, -1);

function run(first: LocalDate | undefined, days: number): readonly LocalDate[] {
  return first === undefined ? [] : Array.from({ length: days }, (_, n) => addDays(first, n));
}

function withMonday(day: LocalDate): readonly LocalDate[] {
  return weekday(day) < 6 ? [day] : [day, addDays(day, 8 - weekday(day))];
}
