import { readNumeral } from '../../kit/chinese-numerals.ts';
import { addDays, daysBetween, isRealDate, type LocalDate } from '../../kit/local-date.ts';

/** Year, month and day as written; what was left out is absent. */
export interface WrittenDay {
  readonly year?: number;
  readonly month?: number;
  readonly day: number;
}

// A date without a year that lies ahead is last year's, unless that is too long ago to be meant.
const MEANT_WITHIN_DAYS = 300;

/** The date meant, never after `today`; `future` when it can only lie ahead, undefined when there is no such day. */
export function pastDay(written: WrittenDay, today: LocalDate): LocalDate | 'future' | undefined {
  if (written.year !== undefined)
    return settle(dayStamp(written.year, written.month ?? 0, written.day), today);
  if (written.month === undefined) return dayOfMonth(written.day, today);
  const year = Number(today.slice(0, 4));
  const thisYear = dayStamp(year, written.month, written.day);
  if (isRealDate(thisYear) && thisYear <= today) return thisYear;
  const lastYear = dayStamp(year - 1, written.month, written.day);
  if (isRealDate(lastYear) && daysBetween(lastYear, today) <= MEANT_WITHIN_DAYS) return lastYear;
  return isRealDate(thisYear) ? 'future' : undefined;
}

/** Year from two or four digits. */
export function fullYear(text: string): number | undefined {
  const year = readNumeral(text);
  if (year === undefined) return undefined;
  return year < 100 ? 2000 + year : year;
}

/** `YYYY-MM-DD`, not yet known to be a real date. */
export function dayStamp(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function settle(day: string, today: LocalDate): LocalDate | 'future' | undefined {
  if (!isRealDate(day)) return undefined;
  return day <= today ? day : 'future';
}

function dayOfMonth(day: number, today: LocalDate): LocalDate | undefined {
  const here = `${today.slice(0, 8)}${String(day).padStart(2, '0')}`;
  if (isRealDate(here) && here <= today) return here;
  const before = `${addDays(`${today.slice(0, 8)}01`, -1).slice(0, 8)}${String(day).padStart(2, '0')}`;
  return isRealDate(before) ? before : undefined;
}
