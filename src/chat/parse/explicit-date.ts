import { NUMERAL, readNumeral } from '../../kit/chinese-numerals.ts';
import { addDays, type LocalDate, monthStart } from '../../kit/local-date.ts';
import { fullYear, pastDay } from './day.ts';
import type { FoundAt } from './slate.ts';

/** A date found, or `future` for one that can only lie ahead. */
export type DateFound = FoundAt<LocalDate | 'future'>;

const YEAR = '(?:(\\d{4}|\\d{2}|[零一二三四五六七八九]{4})年|(去年|今年|前年))?';
const CHINESE = new RegExp(`(?<![\\d历])${YEAR} ?(${NUMERAL})月份? ?(${NUMERAL})[日号]?(?![\\d天个月])`, 'g');
const NUMERIC = /(?<![\d.])(20\d{2})(?:([-./])(\d{1,2})\2(\d{1,2})|(\d{2})(\d{2}))(?!\d)/g;
// 11-12, 11.12, 11/12; not 1.5米, not part of a longer number.
const SHORT = /(?<![\d.\-/A-Za-z])(\d{1,2})([-./])(\d{1,2})(?![\d米元%公斤千克厘吨万倍小度级班]|[-./]\d)/g;
const IN_MONTH = /(上个?月|本月|这个?月|当月) ?(\d{1,2}|[一二三四五六七八九十]{1,3})[日号]/g;
const DAY_ONLY =
  /(?<=^|[^\d月年第一-龥]|[自从于男女级班])(\d{1,2}|[一二三四五六七八九十]{1,3})[日号](?![楼门线教宿车栋院舍桌房间室机口井学同人位])/g;

/** Dates written out: 2026年11月12日, 11月12日, 2026-11-12, 11-12, 上月15号, 12号. Text is half width. */
export function findExplicitDates(text: string, today: LocalDate): readonly DateFound[] {
  return [
    ...all(text, CHINESE, (m) => chinese(m, today)),
    ...all(text, NUMERIC, (m) => numeric(m, today)),
    ...all(text, SHORT, (m) => monthDay(m[1], m[3], today)),
    ...all(text, IN_MONTH, (m) => inMonth(m, today)),
    ...all(text, DAY_ONLY, (m) => dayOnly(m, today)),
  ];
}

function all(
  text: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => LocalDate | 'future' | undefined,
): DateFound[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const value = read(match);
    return value === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, value }];
  });
}

function chinese(match: RegExpExecArray, today: LocalDate) {
  const [, written, spoken, month, day] = match;
  const thisYear = Number(today.slice(0, 4));
  const back = { 今年: 0, 去年: 1, 前年: 2 }[spoken ?? ''];
  const year = back === undefined ? written && fullYear(written) : thisYear - back;
  return year ? calendarDay(year, month, day, today) : monthDay(month, day, today);
}

function numeric(match: RegExpExecArray, today: LocalDate) {
  return calendarDay(Number(match[1]), match[3] ?? match[5], match[4] ?? match[6], today);
}

function calendarDay(year: number, month = '', day = '', today: LocalDate) {
  const numbers = { month: readNumeral(month), day: readNumeral(day) };
  if (numbers.month === undefined || numbers.day === undefined) return undefined;
  return pastDay({ year, month: numbers.month, day: numbers.day }, today);
}

function monthDay(month = '', day = '', today: LocalDate) {
  const numbers = { month: readNumeral(month), day: readNumeral(day) };
  if (!numbers.month || !numbers.day || numbers.month > 12) return undefined;
  return pastDay({ month: numbers.month, day: numbers.day }, today);
}

function inMonth(match: RegExpExecArray, today: LocalDate) {
  const base = match[1]?.startsWith('上') ? addDays(monthStart(today), -1) : today;
  return calendarDay(Number(base.slice(0, 4)), String(Number(base.slice(5, 7))), match[2], today);
}

function dayOnly(match: RegExpExecArray, today: LocalDate) {
  const day = readNumeral(match[1] ?? '');
  return day ? pastDay({ day }, today) : undefined;
}
