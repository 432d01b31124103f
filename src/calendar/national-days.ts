import { createRequire } from 'node:module';
import { type LocalDate, weekday } from '../kit/local-date.ts';
import { isUsuallyOff } from './usual-days-off.ts';

/** Days off and days worked instead, by date; the values name the holiday. */
interface Arrangement {
  readonly holidays: Readonly<Record<LocalDate, string>>;
  readonly workdays: Readonly<Record<LocalDate, string>>;
}

// The library's data, not its functions: these read dates in the machine's own zone and are a day off west of UTC.
const require = createRequire(import.meta.url);
const arrangement = require('chinese-days/dist/chinese-days.json') as Arrangement;

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
