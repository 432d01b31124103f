import type { LocalDate } from '../../kit/local-date.ts';
import { type Cursor, pattern } from './cursor.ts';
import type { OnRest, Shift, Weekday } from './plan.ts';
import { REST_BEGINS, readRest } from './read-rest.ts';
import { COUNTED_FROM_SOURCE, readShift, unnamed } from './read-shift.ts';
import { readStart, STARTS_SOURCE } from './read-start.ts';
import { readTime, TIME_SOURCE } from './read-time.ts';
import { N, numberOf, WEEK, WEEKDAY_SIGN, weekdayOf } from './words.ts';

/** What may follow the days of a rule, each once. */
export interface Suffixes {
  readonly shift?: Shift;
  readonly time?: string;
  readonly onRest?: OnRest;
  /** The day that weeks are counted from. */
  readonly start?: LocalDate;
}

/** What counts on from a day. */
export const COUNTED_FROM = pattern(COUNTED_FROM_SOURCE);
const ANY = pattern(`${COUNTED_FROM_SOURCE}|${unnamed(TIME_SOURCE)}|${REST_BEGINS}|${STARTS_SOURCE}`);
const IN_WEEK = pattern(
  `(?:所在的?|那一?|当)${WEEK}的?(?:${WEEK})?(?<day>${WEEKDAY_SIGN})?|` +
    `(?<way>之?前|之?后|上|下)(?<n>${N})?个?${WEEK}${WEEK}(?<day2>${WEEKDAY_SIGN})`,
);

/** Whether something that follows the days of a rule stands right here, or nothing does. */
export function seesSuffix(cursor: Cursor): boolean {
  return cursor.done() || cursor.sees(ANY);
}

/** Instead of a day: one of its week, or of a week before or after. */
export interface InWeek {
  readonly inWeek?: Weekday;
  readonly shift?: Shift;
}

/** Reads `所在周 周一`, `前一周周一`. */
export function readInWeek(cursor: Cursor): InWeek {
  const found = cursor.take(IN_WEEK);
  if (found === undefined) return {};
  const { day, way, n, day2 } = found.groups ?? {};
  if (way !== undefined && day2 !== undefined) {
    const days = 7 * numberOf(n ?? '1');
    return { inWeek: weekdayOf(day2), shift: { n: /前|上/.test(way) ? -days : days, unit: '天' } };
  }
  if (day !== undefined) return { inWeek: weekdayOf(day) };
  cursor.refuse('后面要写星期几。', '每年 5月12日 所在周 周一');
  return {};
}

/** Reads everything that is left, refusing what is no suffix or there twice. */
export function readSuffixes(cursor: Cursor, before: Suffixes, today: LocalDate | undefined): Suffixes {
  let read = before;
  while (!cursor.done() && !cursor.trouble) {
    const next = readSuffix(cursor, today);
    if (next === undefined) cursor.refuseNext((word) => `看不懂“${word}”。`);
    else if (Object.keys(next).some((key) => key in read)) cursor.refuse('这一项写了两遍，请删去一处。');
    else read = { ...read, ...next };
  }
  return read;
}

function readSuffix(cursor: Cursor, today: LocalDate | undefined): Suffixes | undefined {
  const start = readStart(cursor, today);
  if (start !== undefined || cursor.trouble) return start === undefined ? undefined : { start };
  const shift = readShift(cursor);
  if (shift !== undefined || cursor.trouble) return shift === undefined ? undefined : { shift };
  const time = readTime(cursor);
  if (time !== undefined || cursor.trouble) return time === undefined ? undefined : { time };
  const onRest = readRest(cursor);
  return onRest === undefined ? undefined : { onRest };
}
