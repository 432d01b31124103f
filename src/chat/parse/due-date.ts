import type { Calendar } from '../../calendar/types.ts';
import { NUMERAL, readNumeral } from '../../kit/chinese-numerals.ts';
import { addDays, isRealDate, type LocalDate, monthEnd, weekStart } from '../../kit/local-date.ts';
import type { FieldValues } from '../fields.ts';
import { dayStamp } from './day.ts';
import type { FoundAt } from './slate.ts';

type DueDate = FieldValues['dueDate'];

/** What the reading of a day ahead rests on. */
interface Now {
  readonly today: LocalDate;
  readonly calendar: Pick<Calendar, 'addWorkdays'>;
}

type Read = (match: RegExpExecArray, now: Now) => LocalDate | undefined;

const SMALL = '(\\d{1,2}|[一二两三四五六七八九十]{1,3})';
// Behind a day told in numbers these make another thing of it: 1-2年级, 3-5人.
const NO_DAY = '(?![\\d年级班人分小米元%]|[-./]\\d)';

/** Each way to tell a day, and how it is read. */
const WAYS: readonly (readonly [string, Read])[] = [
  [`(?:(20\\d{2})年|(今年|明年))${SMALL}月${SMALL}[日号]?`, (m, now) => writtenDay(m, now)],
  ['(?<!\\d)(20\\d{2})[-./](\\d{1,2})[-./](\\d{1,2})(?!\\d)[日号]?', (m) => realDay(m[1], m[2], m[3])],
  [`(?<![\\d年])(\\d{1,2})月(\\d{1,2})(?!\\d)[日号]?`, (m, now) => nextDay(m[1], m[2], now)],
  [
    '(?<![\\d年零一二三四五六七八九十])([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]',
    (m, now) => nextDay(m[1], m[2], now),
  ],
  [`(?<![\\d.\\-/A-Za-z])(\\d{1,2})[-/](\\d{1,2})${NO_DAY}`, (m, now) => nextDay(m[1], m[2], now)],
  // 到明年9月: its first day, so that nobody is looked for too late.
  [
    `(?<=[到至][\\s:]?)(?:(20\\d{2})年|(今年|明年))?${SMALL}月份?(底|末)?(?![\\d一二三四五六七八九十日号])`,
    (m, now) => ofMonth(m, now),
  ],
  [`(本月|这个月|下个?月)(?:(底|末)|${SMALL}[日号])`, (m, now) => inMonth(m, now)],
  ['(月底|月末)', (_, { today }) => monthEnd(today)],
  ['(?:今年)?年底', (_, { today }) => `${today.slice(0, 4)}-12-31`],
  [`(?<![\\d月第)一-龥])${SMALL}[日号](?=之前|以前|前)`, (m, now) => nextOfMonth(m[1], now)],
  ['(今天|今日|当天|明天|明日|大后天|后天)', (m, { today }) => addDays(today, NEAR[m[1] ?? ''] ?? 0)],
  [
    '(本|这|下下|下)?个?(?:周|星期|礼拜)([一二三四五六日天])(?![年级班中小大校所])',
    (m, now) => weekdayAhead(m, now),
  ],
  [
    `(?<![\\d第])${NUMERAL.replace('(?:', '(')}(个?工作日|天|日|个?(?:周|星期|礼拜)|个月)(?:之内|以内|内|之后|以后|后)`,
    (m, now) => within(m, now),
  ],
];

const NEAR: Readonly<Record<string, number>> = { 明天: 1, 明日: 1, 后天: 2, 大后天: 3 };
const TIME = '(?: ?(上午|下午|晚上|中午)?(\\d{1,2})(?::(\\d{2})|[点时](半|\\d{1,2}分?)?))?';
const BEFORE = '(?: ?(?:之前|以前|前|止))?';

const PATTERNS = WAYS.map(([way, read]) => ({
  pattern: new RegExp(`${way}(?<clock>${TIME})${BEFORE}`, 'g'),
  read,
}));

/** The date of a document is no deadline: 依据 2026年11月3日会议纪要. */
const OF_DOCUMENT = /(?:依据|根据|按照?)[\s:]*[^\s,。;]*(?<![到至])$/;
const MARKED = /(?:前|止|内)$/;

/**
 * Days that may lie ahead, with a time of day where one is told: 12月20日, 周五前, 下周三17点, 3天内, 月底. Without a year
 * it is the next such day from today on. Those that say until when come first. Text is half width.
 */
export function findDueDates(
  text: string,
  today: LocalDate,
  calendar: Now['calendar'],
): readonly FoundAt<DueDate>[] {
  const found = PATTERNS.flatMap(({ pattern, read }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const day = read(match, { today, calendar });
      if (
        day === undefined ||
        OF_DOCUMENT.test(text.slice(Math.max(0, match.index - LONGEST_BASIS), match.index))
      )
        return [];
      const time = timeOf(match.groups);
      const value = time === undefined ? { day } : { day, time };
      return [{ start: match.index, end: match.index + match[0].length, value }];
    }),
  );
  const apart = found.filter(
    (one) => !lasts(text, one) && !found.some((other) => other !== one && covers(other, one)),
  );
  return apart.sort((a, b) => rank(text, a) - rank(text, b) || a.start - b.start);
}

const LONGEST_BASIS = 60;

const UNTIL = /(?:截止|截至|最迟|不晚于|期限|限期)(?:日期|时间|到|至|于|为|是)?[\s:]*$/;
/** Those that say until when come first, then days by themselves; a day that a title begins with is its own. */
function rank(text: string, { start, end }: FoundAt<DueDate>): number {
  if (MARKED.test(text.slice(start, end)) || UNTIL.test(text.slice(0, start))) return 0;
  return /^[一-龥]/.test(text.slice(end)) ? 2 : 1;
}

/** 12月1日至7日, 12月1日到12月7日: the days something lasts. */
const LASTS =
  /^ ?(?:至|到|-|~|—|－)+ ?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,3})月)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[日号]/;
const lasts = (text: string, { end }: FoundAt<DueDate>): boolean => LASTS.test(text.slice(end));

const covers = (a: FoundAt<DueDate>, b: FoundAt<DueDate>): boolean =>
  a.start <= b.start && a.end >= b.end && (a.end - a.start > b.end - b.start || a.start < b.start);

function realDay(year = '', month = '', day = ''): LocalDate | undefined {
  const read = dayStamp(Number(year), readNumeral(month) ?? 0, readNumeral(day) ?? 0);
  return isRealDate(read) ? read : undefined;
}

function writtenDay([, year, spoken, month, day]: RegExpExecArray, { today }: Now): LocalDate | undefined {
  const thisYear = Number(today.slice(0, 4));
  return realDay(year ?? String(thisYear + (spoken === '明年' ? 1 : 0)), month, day);
}

function ofMonth([, year, spoken, month, end]: RegExpExecArray, now: Now): LocalDate | undefined {
  const thisYear = Number(now.today.slice(0, 4));
  const told = year ?? (spoken && String(thisYear + (spoken === '明年' ? 1 : 0)));
  const first = told === undefined ? nextDay(month, '1', now) : realDay(told, month, '1');
  return first !== undefined && end !== undefined ? monthEnd(first) : first;
}

/** 29 February may be years away. */
const YEARS = 9;
function nextDay(month: string | undefined, day: string | undefined, { today }: Now): LocalDate | undefined {
  const thisYear = Number(today.slice(0, 4));
  const days = Array.from({ length: YEARS }, (_, ahead) => realDay(String(thisYear + ahead), month, day));
  return days.find((one) => one !== undefined && one >= today);
}

function inMonth([, which = '', end, day = '']: RegExpExecArray, { today }: Now): LocalDate | undefined {
  const month = which.startsWith('下') ? addDays(monthEnd(today), 1) : today;
  if (end !== undefined) return monthEnd(month);
  return realDay(month.slice(0, 4), month.slice(5, 7), day);
}

function nextOfMonth(day: string | undefined, { today }: Now): LocalDate | undefined {
  const next = addDays(monthEnd(today), 1);
  return [today, next, addDays(monthEnd(next), 1)]
    .map((month) => realDay(month.slice(0, 4), month.slice(5, 7), day))
    .find((one) => one !== undefined && one >= today);
}

// 周三 that has passed is next week's; 下周三 is always that of the week after this one.
function weekdayAhead([, which = '', sign = '']: RegExpExecArray, { today }: Now): LocalDate {
  const ahead = { 下: 7, 下下: 14 }[which] ?? 0;
  const day = addDays(weekStart(today), '一二三四五六日'.indexOf(sign.replace('天', '日')) + ahead);
  return day < today ? addDays(day, 7) : day;
}

/** Nothing is asked for so far ahead. */
const MOST_DAYS = 400;
function within(
  [, written = '', unit = '']: RegExpExecArray,
  { today, calendar }: Now,
): LocalDate | undefined {
  const count = readNumeral(written) ?? 0;
  if (count < 1 || count > MOST_DAYS) return undefined;
  if (unit.endsWith('工作日')) return calendar.addWorkdays(today, count);
  if (unit.endsWith('月')) return monthsAhead(count, today);
  return addDays(today, /天|日/.test(unit) ? count : count * 7);
}

function monthsAhead(count: number, today: LocalDate): LocalDate {
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + count;
  const first = dayStamp(Math.floor(months / 12), (months % 12) + 1, 1);
  const day = addDays(first, Number(today.slice(8)) - 1);
  return day.slice(0, 7) === first.slice(0, 7) ? day : monthEnd(first);
}

const CLOCK = new RegExp(`^${TIME}$`);
function timeOf({ clock = '' }: Readonly<Record<string, string>> = {}): string | undefined {
  const [, part, hours, minutes, spoken] = CLOCK.exec(clock) ?? [];
  if (hours === undefined) return undefined;
  const hour = Number(hours) + (part !== undefined && part !== '上午' && Number(hours) < 12 ? 12 : 0);
  const past = minutes ?? (spoken === '半' ? '30' : (spoken ?? '0').replace('分', ''));
  if (hour > 23 || Number(past) > 59) return undefined;
  return `${String(hour).padStart(2, '0')}:${past.padStart(2, '0')}`;
}
