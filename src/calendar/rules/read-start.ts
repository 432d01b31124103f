import { addDays, daysBetween, isRealDate, type LocalDate } from '../../kit/local-date.ts';
import { type Cursor, pattern } from './cursor.ts';
import { N, numberOf, yearlyDay } from './words.ts';

const DAY = `(?:(?<year>\\d{4})[-/年])?(?<month>${N})[-/月](?<day>${N})[日号]?`;
const COUNTS = '(?:算|计算?|数)?';
const SOURCE = `(?:[从自]${DAY}(?:起|开始)?|${DAY.replace(/\?<(\w+)>/g, '?<$12>')}(?:起|开始))${COUNTS}(?!${'(?:到|至|[-~—–])'})`;
const START = pattern(SOURCE);
/** How it looks, as the inside of a pattern without names. */
export const STARTS_SOURCE = `(?:${SOURCE.replace(/\?<\w+>/g, '?:')})`;

/**
 * Reads `自2026年12月4日`, `从9月4日起`, `9月4日起`: the day that weeks are counted from. Without a year it is the one
 * nearest to `today`.
 */
export function readStart(cursor: Cursor, today: LocalDate | undefined): LocalDate | undefined {
  const found = cursor.take(START);
  if (found === undefined) return undefined;
  const { year, month, day, year2, month2, day2 } = found.groups ?? {};
  const date = yearlyDay(numberOf(month ?? month2), numberOf(day ?? day2));
  const written = year ?? year2;
  if (date === undefined || (written !== undefined && !isRealDate(`${written}-${date}`)))
    return cursor.refuse('没有这一天。', EXAMPLE);
  if (written !== undefined) return `${written}-${date}`;
  return today === undefined ? cursor.refuse('从哪天算起要写年份。', EXAMPLE) : nearest(date, today);
}

const EXAMPLE = '隔周 周五 自2026年12月4日';

function nearest(date: string, today: LocalDate): LocalDate {
  const year = Number(today.slice(0, 4));
  const days = [year, year - 1, year + 1].map((one) =>
    isRealDate(`${one}-${date}`) ? `${one}-${date}` : addDays(`${one}-03-01`, -1),
  );
  const far = (one: LocalDate): number => Math.abs(daysBetween(today, one));
  return days.reduce((best, one) => (far(one) < far(best) ? one : best));
}
