import { type Cursor, pattern } from './cursor.ts';
import type { OnRest, Shift, Weekday } from './plan.ts';
import { N, numberOf, UNIT, unitOf, WEEK, WEEKDAY_SIGN, weekdayOf } from './words.ts';

/** What may follow the days of a rule, each once. */
export interface Suffixes {
  readonly shift?: Shift;
  readonly time?: string;
  readonly onRest?: OnRest;
}

const COUNTED = `(?:${UNIT}|${WEEK})`;
const SHIFT_SOURCE =
  `(?<way>之?前|之?后|以前|以后|提前|推迟)(?<n>${N})个?(?<unit>${COUNTED})|` +
  `(?<n2>${N})个?(?<unit2>${COUNTED})(?:之|以)?(?<way2>前|后)`;
const SHIFT = pattern(SHIFT_SOURCE);
const BARE_WAY = pattern('之?前|之?后|以前|以后');
/** What counts on from a day. */
export const COUNTED_FROM = pattern(`${unnamed(SHIFT_SOURCE)}|之?前|之?后|以前|以后|所在`);
const TIME_SOURCE = `(?<part>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚)?(?<hour>\\d{1,2}|[零一二两三四五六七八九十]{1,3})(?::(?<minute>\\d{2})|[点时](?:(?<half>半)|(?<quarter>[一三])刻|(?<minute2>${N})分?|[钟整])?)`;
const TIME = pattern(TIME_SOURCE);
const REST = pattern(
  '(?:如果?|若|凡)?[遇逢]到?(?:休息日|休假|休|法定|节假日|节日|假日|假期|假|周末|双休日?|非工作日)+(?:则|就|时)?(?:往[前后])?(?<how>提前|顺延|推迟|延后|后延|跳过|不发|取消)?',
);
const ANY = pattern(
  `${unnamed(SHIFT_SOURCE)}|${unnamed(TIME_SOURCE)}|(?:如果?|若)?[遇逢]|之?前|之?后|以前|以后|所在`,
);
const IN_WEEK = pattern(`(?:所在的?|那一?|当)${WEEK}的?(?:${WEEK})?(?<day>${WEEKDAY_SIGN})?`);

/** Whether something that follows the days of a rule stands right here, or nothing does. */
export function seesSuffix(cursor: Cursor): boolean {
  return cursor.done() || cursor.sees(ANY);
}

/** Reads `所在周 周一`. */
export function readInWeek(cursor: Cursor): Weekday | undefined {
  const found = cursor.take(IN_WEEK);
  if (found === undefined) return undefined;
  const day = found.groups?.day;
  return day === undefined ? cursor.refuse('后面要写星期几。', '每年 5月12日 所在周 周一') : weekdayOf(day);
}

/** Reads everything that is left, refusing what is no suffix or there twice. */
export function readSuffixes(cursor: Cursor): Suffixes {
  const read: { shift?: Shift; time?: string; onRest?: OnRest } = {};
  while (!cursor.done() && !cursor.trouble) {
    const next = readSuffix(cursor);
    if (next === undefined) cursor.refuseNext((word) => `看不懂“${word}”。`);
    else if (Object.keys(next).some((key) => key in read)) cursor.refuse('这一项写了两遍，请删去一处。');
    else Object.assign(read, next);
  }
  return read;
}

function readSuffix(cursor: Cursor): Suffixes | undefined {
  return readShift(cursor) ?? readTime(cursor) ?? readRest(cursor);
}

// A year, and more than half of a school year.
const LONGEST = { 天: 366, 工作日: 120, 上学日: 120 };

function readShift(cursor: Cursor): Suffixes | undefined {
  const found = cursor.take(SHIFT);
  if (found === undefined) return cursor.take(BARE_WAY) && cursor.refuse('这里要写多少天。', '开学前3天');
  const { way, way2, n, n2, unit, unit2 } = found.groups ?? {};
  const word = unit ?? unit2 ?? '天';
  const count = numberOf(n ?? n2) * (/^(?:周|星期|礼拜)$/.test(word) ? 7 : 1);
  const longest = LONGEST[unitOf(word)];
  if (count < 1 || count > longest) return cursor.refuse(`天数要在1到${longest}之间。`, '5月12日 前14天');
  const isBefore = /前/.test(way ?? way2 ?? '');
  return { shift: { n: isBefore ? -count : count, unit: unitOf(word) } };
}

function readTime(cursor: Cursor): Suffixes | undefined {
  const found = cursor.take(TIME);
  if (found === undefined) return undefined;
  const { part = '', hour: written, half, quarter, minute, minute2 } = found.groups ?? {};
  const number = numberOf(written);
  const hour = isLater(part, number) ? number + 12 : number;
  const minutes =
    half !== undefined ? 30 : quarter !== undefined ? numberOf(quarter) * 15 : minutesOf(minute ?? minute2);
  if (hour < 0 || hour > 23 || minutes < 0 || minutes > 59)
    return cursor.refuse('时间只有0:00到23:59。', '每周五 15:00');
  return { time: `${String(hour).padStart(2, '0')}:${String(minutes).padStart(2, '0')}` };
}

const minutesOf = (text: string | undefined): number => (text === undefined ? 0 : numberOf(text));

// 下午3点 is 15:00, 中午1点 is 13:00; 下午15点 is what it says.
function isLater(part: string, hour: number): boolean {
  if (part === '中午') return hour < 5;
  return /下午|傍晚|晚/.test(part) && hour < 12;
}

const HOW: Readonly<Record<string, OnRest>> = {
  提前: '提前',
  顺延: '顺延',
  推迟: '顺延',
  延后: '顺延',
  后延: '顺延',
  跳过: '跳过',
  不发: '跳过',
  取消: '跳过',
};

function readRest(cursor: Cursor): Suffixes | undefined {
  const found = cursor.take(REST);
  if (found === undefined) return undefined;
  const onRest = HOW[found.groups?.how ?? ''];
  return onRest === undefined ? cursor.refuse('后面要写提前、顺延或跳过。', '每月28日 遇休提前') : { onRest };
}

function unnamed(source: string): string {
  return `(?:${source.replace(/\?<\w+>/g, '?:')})`;
}
