import { defined } from '../../kit/defined.ts';
import { addDays, type LocalDate, weekday } from '../../kit/local-date.ts';
import { type Cursor, pattern } from './cursor.ts';
import type { Base, Weekday } from './plan.ts';
import { AND, N, numberOf, UNIT, UP_TO, unitOf, WEEK, WEEKDAY_SIGN, weekdayOf } from './words.ts';

const EVERY = pattern(
  `(?:每[逢个]?${WEEK}?(?<unit>${UNIT})|(?<daily>天天)|(?<bare>工作日|上学日|教学日)(?:每[天日]|都)?|(?<part>每(?=[早晚])))`,
);
const WEEKEND = pattern('每?[逢个]?(?:周末|双休日)');
const BY_DAYS = pattern(`每隔?(?:半个?月|${N}天|${N}个月)`);
const WEEKS = pattern(
  `(?<even>每?双${WEEK})|(?<odd>每?单${WEEK})|每?隔(?<gap>${N})?个?${WEEK}(?!${WEEKDAY_SIGN}${WEEK})|` +
    `每(?<every>${N})个?${WEEK}(?:一次)?|(?<every2>${N})个?${WEEK}一次|每[逢个]?${WEEK}|逢?(?=${WEEK})`,
);
const FIRST_DAY = pattern(`(?:逢|每)?(?:${WEEK})?(?<day>${WEEKDAY_SIGN})`);
const NEXT_DAY = pattern(`${AND}?(?:每?${WEEK})?(?<day>${WEEKDAY_SIGN})`);
const LAST_DAY = pattern(`${UP_TO}(?:${WEEK})?(?<day>${WEEKDAY_SIGN})`);
/** Longer than that nobody counts in weeks. */
const MOST_WEEKS = 26;

/** Reads `每天`, `每个工作日`, `每个上学日`. */
export function readEvery(cursor: Cursor): Base | undefined {
  const found = cursor.take(EVERY);
  if (found === undefined) return undefined;
  const { unit, bare } = found.groups ?? {};
  return { kind: 'every', unit: unitOf(unit ?? bare ?? '天') };
}

/** Days of weeks; `every` of those that are counted from a day, which may be written behind. */
export interface DraftWeekly {
  readonly kind: 'draftWeekly';
  readonly weeks: '每' | '单' | '双';
  /** 2 for 隔周. */
  readonly every?: number;
  /** None were written: the day that is counted from says which. */
  readonly weekdays: readonly Weekday[];
}

/** Reads `每周五`, `每周一三五`, `每周一至周五`, `双周 周五`, `隔周五`, `每三周 周一`, `周五`, `每周末`. */
export function readWeekly(cursor: Cursor): DraftWeekly | undefined {
  if (cursor.take(BY_DAYS)) return cursor.refuse('不能几天、几个月一轮，请写星期几或几号。', '每月1日、15日');
  if (cursor.take(WEEKEND) !== undefined) return { kind: 'draftWeekly', weeks: '每', weekdays: [6, 7] };
  const found = cursor.take(WEEKS);
  if (found === undefined) return undefined;
  const every = intervalOf(found);
  if (every !== undefined && (every < 1 || every > MOST_WEEKS))
    return cursor.refuse(`最多隔${MOST_WEEKS - 1}周。`, '隔周 周五 自2026年12月4日');
  const weekdays = readWeekdays(cursor);
  if (weekdays.length === 0 && every === undefined) return cursor.refuse('后面要写星期几。', '每周五 15:00');
  const { even, odd } = found.groups ?? {};
  const weeks = even !== undefined ? '双' : odd !== undefined ? '单' : '每';
  return { kind: 'draftWeekly', weeks, ...defined({ every }), weekdays };
}

/** Every how many weeks, where that is said: 隔两周 is every third. */
function intervalOf(found: RegExpExecArray): number | undefined {
  const { gap, every, every2 = every } = found.groups ?? {};
  if (/隔/.test(found[0])) return numberOf(gap ?? '1') + 1;
  return every2 === undefined ? undefined : numberOf(every2);
}

function readWeekdays(cursor: Cursor): readonly Weekday[] {
  const first = cursor.take(FIRST_DAY);
  if (first === undefined) return [];
  const days = [weekdayOf(first.groups?.day ?? '')];
  for (let more = true; more; ) {
    const until = cursor.take(LAST_DAY);
    const next = until ?? cursor.take(NEXT_DAY);
    more = next !== undefined;
    if (next === undefined) continue;
    const day = weekdayOf(next.groups?.day ?? '');
    const from = days.at(-1) ?? day;
    days.push(...(until === undefined ? [day] : daysUpTo(from, day)));
  }
  return [...new Set(days)].sort((a, b) => a - b);
}

/** Those after one day up to another: 周日到周二 are 1 and 2. */
function daysUpTo(from: Weekday, day: Weekday): readonly Weekday[] {
  const n = (day - from + 7) % 7;
  return Array.from({ length: n }, (_, step) => ((from + step) % 7) + 1);
}

/**
 * The weeks with the day they are counted from: the one written, else the first such day from today on. Where nobody
 * knows today every second week is an even one.
 */
export function settledWeekly(
  { weeks, every, weekdays: written }: DraftWeekly,
  start: LocalDate | undefined,
  today: LocalDate | undefined,
): Base | undefined {
  const weekdays = written.length === 0 && start !== undefined ? [weekday(start)] : written;
  if (weekdays.length === 0) return undefined;
  if (start === undefined && (every === undefined || every === 1)) return { kind: 'weekly', weeks, weekdays };
  if (weeks !== '每') return undefined;
  const from = start ?? (today && firstOf(weekdays, today));
  if (from !== undefined) return { kind: 'paced', every: every ?? 1, weekdays, from };
  return every === 2 ? { kind: 'weekly', weeks: '双', weekdays } : undefined;
}

function firstOf(weekdays: readonly Weekday[], today: LocalDate): LocalDate {
  let day = today;
  while (!weekdays.includes(weekday(day))) day = addDays(day, 1);
  return day;
}
