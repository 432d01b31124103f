import { isRealDate, type LocalDate } from '../../kit/local-date.ts';
import { type Cursor, pattern } from './cursor.ts';
import type { Base, Half, Span } from './plan.ts';
import { readPick } from './read-pick.ts';
import { N, numberOf, WEEK } from './words.ts';

const FULL_DATE = pattern(
  '(?<year>\\d{4})(?:年|[-/.])(?<month>\\d{1,2})(?:月|[-/.])(?<day>\\d{1,2})(?:[日号]|(?!\\d))',
);
const SHORT_DATE = pattern('(?<month>\\d{1,2})[-/.](?<day>\\d{1,2})(?![\\d:])[日号]?');
const MONTH = pattern(`(?<month>${N})月份?`);
const QUARTER = pattern(
  `(?:每个?季度?|季度)(?:(?:第(?<n>${N})个?|(?<first>首)个?|(?<last>末|最后一?个?))月)?|(?=季度?[底末])`,
);
const EVERY_MONTH = pattern('每[逢个]?月|(?=月[底末初])');
const EVERY_WEEK = pattern(`每[逢个]?${WEEK}(?=第|最后|首|倒数)`);
const RELATIVE = pattern(`(?<which>今|明|后)年(?<month>${N})月(?<day>${N})[日号]?`);
const TERM = pattern('(?:每个?)?(?<half>春季?|秋季?|上(?=学期[^间])|下)?学期');
/** 第3周周一 alone is of the term: schools count their weeks. */
const TERM_WEEK = pattern(`(?=第${N}个?${WEEK})`);
const YEAR_END = pattern('(?=年[底末初])');
const PICKED_IN_YEAR = pattern('(?=第|最后|倒数|首)');

/** Reads `2026年11月30日`, `明年3月5日`: that day and no other. */
export function readFullDate(cursor: Cursor, today: LocalDate | undefined): Base | undefined {
  const found = cursor.take(FULL_DATE);
  if (found === undefined) return readRelative(cursor, today);
  const { year = '', month = '', day = '' } = found.groups ?? {};
  return oneDay(cursor, year, month, day);
}

const YEARS_AHEAD: Readonly<Record<string, number>> = { 今: 0, 明: 1, 后: 2 };

function readRelative(cursor: Cursor, today: LocalDate | undefined): Base | undefined {
  const found = cursor.take(RELATIVE);
  if (found === undefined) return undefined;
  if (today === undefined) return cursor.refuse('要写明是哪一年。', '2026年11月30日');
  const { which = '', month, day } = found.groups ?? {};
  const year = Number(today.slice(0, 4)) + (YEARS_AHEAD[which] ?? 0);
  return oneDay(cursor, String(year), String(numberOf(month)), String(numberOf(day)));
}

function oneDay(cursor: Cursor, year: string, month: string, day: string): Base | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (!isRealDate(date) || year < '2001' || year > '2099')
    return cursor.refuse('没有这一天（年份写2001到2099）。', '2026年11月30日');
  return { kind: 'date', day: date };
}

/** Reads a day picked in a year, a quarter, a month or a term. `yearly`: 每年 was just read. */
export function readPicked(cursor: Cursor, yearly: boolean): Base | undefined {
  const short = readShortDate(cursor);
  if (short !== undefined || cursor.trouble) return short;
  const span =
    readMonth(cursor) ??
    readQuarter(cursor) ??
    readMonthly(cursor) ??
    readTerm(cursor, yearly) ??
    readWeekSpan(cursor);
  if (span !== undefined || cursor.trouble) return withPick(cursor, span);
  const inYear = cursor.sees(YEAR_END) || (yearly && cursor.sees(PICKED_IN_YEAR));
  return inYear ? withPick(cursor, { of: '年' }) : undefined;
}

const NEEDS: Readonly<Record<Span['of'], string>> = {
  年: '每年 4月10日',
  季: '每季度 最后5个工作日',
  周: '每周 最后一个上学日',
  段: '暑假 第一个星期一',
  月: '每月25日',
  学期: '每学期 第2周 周一',
};

/** A day picked in the span, which was just read. */
export function withPick(cursor: Cursor, span: Span | undefined): Base | undefined {
  if (span === undefined || cursor.trouble) return undefined;
  const pick = readPick(cursor, span);
  if (pick !== undefined) return { kind: 'pick', span, pick };
  return cursor.refuseNext(() => '这里要写是哪一天。', NEEDS[span.of]);
}

function readShortDate(cursor: Cursor): Base | undefined {
  const found = cursor.take(SHORT_DATE);
  if (found === undefined) return undefined;
  const [month, day] = [numberOf(found.groups?.month), numberOf(found.groups?.day)];
  const date = `2024-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  if (!isRealDate(date)) return cursor.refuse('没有这一天。', '每年 5月12日');
  return { kind: 'pick', span: { of: '年', month }, pick: { by: 'date', days: [day] } };
}

function readMonth(cursor: Cursor): Span | undefined {
  const found = cursor.take(MONTH);
  if (found === undefined) return undefined;
  const month = numberOf(found.groups?.month);
  if (month < 1 || month > 12) return cursor.refuse('月份只有1到12月。', '每年 3月最后一个星期一');
  return { of: '年', month };
}

function readQuarter(cursor: Cursor): Span | undefined {
  const found = cursor.take(QUARTER);
  if (found === undefined) return undefined;
  const { n, first, last } = found.groups ?? {};
  if (n === undefined && first === undefined && last === undefined) return { of: '季' };
  const month = last === undefined ? numberOf(n ?? '1') : 3;
  if (month < 1 || month > 3) return cursor.refuse('一个季度只有3个月。', '每季度 第2个月15日');
  return { of: '季', month };
}

function readMonthly(cursor: Cursor): Span | undefined {
  return cursor.take(EVERY_MONTH) && { of: '月' };
}

function readWeekSpan(cursor: Cursor): Span | undefined {
  return cursor.take(EVERY_WEEK) && { of: '周' };
}

function readTerm(cursor: Cursor, yearly: boolean): Span | undefined {
  const found = cursor.take(TERM) ?? (yearly ? undefined : cursor.take(TERM_WEEK));
  if (found === undefined) return undefined;
  const half = found.groups?.half;
  return half === undefined ? { of: '学期' } : { of: '学期', half: halfOf(half) };
}

/** 春季 or 秋季 for either spelling; a school year begins with its 上学期 in autumn. */
export function halfOf(word: string): Half {
  return /^[春下]/.test(word) ? '春季' : '秋季';
}
