import { type Cursor, pattern } from './cursor.ts';
import type { Pick, Span, Unit, Weekday } from './plan.ts';
import { LONGEST_MONTHS, N, numberOf, UNIT, unitOf, WEEK, WEEKDAY_SIGN, weekdayOf } from './words.ts';

const DATES = pattern(
  `(?<days>${N}(?:(?:[日号]?[、和及]|[日号])${N})*)[日号]|(?<bare>\\d{1,2})(?![\\d:点时个天周星礼年月])`,
);
const END = pattern('(?:月|季度?|年|学?期)?(?:底|末(?!月)|结束)|(?<first>[月年]?初)');
/** 月底前最后一个工作日 may be the last day itself. */
const UP_TO_END = pattern('(?:月|季度?|年)?(?:底|末)之?前?(?=最后|倒数)');
const VAGUE = pattern('(?<part>[上中下]旬|月中)');
const IN_WEEK = pattern(
  `(?:第(?<n>${N})|(?<last>最后一?|倒数第一)|(?<first>首))个?${WEEK}(?!${WEEKDAY_SIGN})(?:${WEEK}(?<day>${WEEKDAY_SIGN}))?`,
);
const NTH = pattern(
  `(?:第(?<n>${N})|(?<first>首)|倒数第(?<back>${N})|最后(?<last>${N})?)个?(?:(?<unit>${UNIT})|${WEEK}(?<day>${WEEKDAY_SIGN}))`,
);

/** Reads which day of the span: `25日`, `10日、25日`, `最后5个工作日`, `第2周 周四`, `底`. */
export function readPick(cursor: Cursor, span: Span): Pick | undefined {
  cursor.take(UP_TO_END);
  return readDates(cursor, span) ?? readEnd(cursor, span) ?? readWeek(cursor, span) ?? readNth(cursor, span);
}

// What a span of each kind has at most, so that a number nobody meant is found at once.
const MOST = {
  周: { 天: 7, 工作日: 7, 上学日: 7, weekday: 1, week: 1 },
  段: { 天: 366, 工作日: 150, 上学日: 150, weekday: 53, week: 53 },
  年: { 天: 366, 工作日: 262, 上学日: 230, weekday: 53, week: 53 },
  季: { 天: 92, 工作日: 66, 上学日: 66, weekday: 14, week: 14 },
  月: { 天: 31, 工作日: 23, 上学日: 23, weekday: 5, week: 5 },
  学期: { 天: 200, 工作日: 150, 上学日: 150, weekday: 30, week: 30 },
};

function most(span: Span, what: Unit | 'weekday' | 'week'): number {
  return MOST['month' in span && span.month !== undefined ? '月' : span.of][what];
}

function readDates(cursor: Cursor, span: Span): Pick | undefined {
  const found = cursor.take(DATES);
  if (found === undefined) return undefined;
  const days = (found.groups?.days ?? found.groups?.bare ?? '').split(/[日号]?[、和及]|[日号]/).map(numberOf);
  const month = span.of === '年' ? span.month : undefined;
  if (span.of !== '月' && !('month' in span && span.month !== undefined)) return refuseDates(cursor, span);
  const longest = month === undefined ? 31 : (LONGEST_MONTHS[month - 1] ?? 31);
  if (days.some((day) => day < 1 || day > longest))
    return cursor.refuse(
      month === undefined ? '一个月只有1到31日。' : `${month}月只有1到${longest}日。`,
      month === undefined ? '每月25日' : `每年 ${month}月${longest}日`,
    );
  return { by: 'date', days: [...new Set(days)].sort((a, b) => a - b) };
}

function refuseDates(cursor: Cursor, span: Span): undefined {
  if (span.of === '季') return cursor.refuse('季度里的日期要写明是第几个月。', '每季度 末月20日');
  if (span.of === '学期' || span.of === '段' || span.of === '周')
    return cursor.refuse('学期里的日子请写第几周星期几，或第几个上学日。', '每学期 第2周 周一');
  return cursor.refuse('日期前面要写月份。', '每年 4月10日');
}

function readEnd(cursor: Cursor, span: Span): Pick | undefined {
  if (cursor.take(VAGUE)) return cursor.refuse('要写明是哪一天。', '每月15日');
  const found = cursor.take(END);
  if (found === undefined) return undefined;
  if (found.groups?.first === undefined) return { by: 'nth', n: -1, what: '天' };
  return span.of === '月' || ('month' in span && span.month !== undefined)
    ? { by: 'date', days: [1] }
    : { by: 'nth', n: 1, what: '天' };
}

function readWeek(cursor: Cursor, span: Span): Pick | undefined {
  const found = cursor.take(IN_WEEK);
  if (found === undefined) return undefined;
  const { n, last, first, day } = found.groups ?? {};
  const number = last === undefined ? numberOf(first === undefined ? n : '1') : -1;
  if (number === 0 || Math.abs(number) > most(span, 'week') || (last === undefined && number < 0))
    return cursor.refuse(`周数要在1到${most(span, 'week')}之间。`, '每学期 第2周 周一');
  return { by: 'week', n: number, weekday: day === undefined ? 1 : weekdayOf(day) };
}

function readNth(cursor: Cursor, span: Span): Pick | undefined {
  const found = cursor.take(NTH);
  if (found === undefined) return undefined;
  const { n, first, back, last, unit, day } = found.groups ?? {};
  const forward = n !== undefined || first !== undefined;
  const number = forward ? numberOf(n ?? '1') : numberOf(back ?? last ?? '1');
  const what: Unit | Weekday = unit === undefined ? weekdayOf(day ?? '') : unitOf(unit);
  const limit = most(span, typeof what === 'number' ? 'weekday' : what);
  if (number < 1 || number > limit) return cursor.refuse(`这里最多数到第${limit}个。`, '每月 最后一个工作日');
  return { by: 'nth', n: forward ? number : -number, what };
}
