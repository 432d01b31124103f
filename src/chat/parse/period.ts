import type { Calendar } from '../../calendar/types.ts';
import { NUMERAL, readNumeral } from '../../kit/chinese-numerals.ts';
import { addDays, type LocalDate, monthEnd, monthStart, weekStart } from '../../kit/local-date.ts';
import type { FieldValues } from '../fields.ts';
import { findDates } from './date.ts';
import { findDateRanges } from './date-range.ts';
import { dayStamp } from './day.ts';
import { dayLabel } from './day-label.ts';
import type { FoundAt } from './slate.ts';

type Period = FieldValues['period'];
type Reader = (match: RegExpExecArray, today: LocalDate, calendar: Calendar) => Period | undefined;

const FORMS: readonly (readonly [RegExp, Reader])[] = [
  [/(?:本|这一?|当)个?(?:周|星期|礼拜)(?![一二三四五六日天])/g, (_, today) => week(weekStart(today), '本周')],
  [
    /上一?个?(?:周|星期|礼拜)(?![一二三四五六日天])/g,
    (_, today) => week(addDays(weekStart(today), -7), '上周'),
  ],
  [/(?:本|这|当)个?月(?!\s*\d|[一二三四五六七八九十]+[日号])/g, (_, today) => month(today, '本月')],
  [
    /上个?月(?!\s*\d|[一二三四五六七八九十]+[日号])/g,
    (_, today) => month(addDays(monthStart(today), -1), '上月'),
  ],
  [
    /(?:本|这)个?学期|(?<![上下每两个一])学期(?:以来)?/g,
    (_, today, calendar) => term(today, calendar, '本学期'),
  ],
  [/上个?学期/g, (_, today, calendar) => term(addDays(calendar.termOf(today).from, -1), calendar, '上学期')],
  [/(?:本|这)个?学年/g, (_, today) => schoolYear(today)],
  [/(?:本|这)个?季度?/g, (_, today) => quarter(today, '本季度')],
  [/上个?季度/g, (_, today) => quarter(addDays(quarter(today, '').from, -1), '上季度')],
  [/今年|本年度?(?!\s*\d)/g, (_, today) => year(Number(today.slice(0, 4)), '今年')],
  [/去年|上年度?/g, (_, today) => year(Number(today.slice(0, 4)) - 1, '去年')],
  [
    new RegExp(`(?:最近|近|过去)(${NUMERAL}|半)(个月|个?星期|周|天|日)|(${NUMERAL})天(?:以内|之内|内)`, 'g'),
    lately,
  ],
  [
    new RegExp(
      `(?:(20\\d{2})年|(今年|去年))?(?<!\\d)(${NUMERAL})月份?(?![\\d日号]|[一二三四五六七八九十]+[日号])`,
      'g',
    ),
    named,
  ],
];

/** 本周, 上月, 本学期, 9月, 近7天, 9-1..11-24, 11月1日以来, a single day. Text is half width; first match first. */
export function findPeriods(text: string, today: LocalDate, calendar: Calendar): readonly FoundAt<Period>[] {
  const ranges = findDateRanges(text, today, calendar);
  if (ranges.length > 0) return ranges;
  const forms = FORMS.flatMap(([pattern, read]) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = read(match, today, calendar);
      return value ? [{ start: match.index, end: match.index + match[0].length, value }] : [];
    }),
  ).sort((a, b) => a.start - b.start || b.end - a.end);
  return forms.length > 0 ? forms : singleDays(text, today, calendar);
}

function singleDays(text: string, today: LocalDate, calendar: Calendar): readonly FoundAt<Period>[] {
  return findDates(text, today, calendar).flatMap((found) => {
    if (found.value === 'future') return [];
    const onwards = /(?:以来|至今|起|开始|之后|以后|后|到现在)/.test(text.slice(found.start, found.end));
    const day = found.value;
    const label = dayLabel(day, today);
    const value = onwards ? { from: day, to: today, label: `${label}以来` } : { from: day, to: day, label };
    return [{ start: found.start, end: found.end, value }];
  });
}

function week(from: LocalDate, label: string): Period {
  return { from, to: addDays(from, 6), label };
}

function month(day: LocalDate, label: string): Period {
  return { from: monthStart(day), to: monthEnd(day), label };
}

function term(day: LocalDate, calendar: Calendar, label: string): Period {
  const { from, to } = calendar.termOf(day);
  return { from, to, label };
}

function year(number: number, label: string): Period {
  return { from: dayStamp(number, 1, 1), to: dayStamp(number, 12, 31), label };
}

function schoolYear(today: LocalDate): Period {
  const start = Number(today.slice(0, 4)) - (today.slice(5) < '09-01' ? 1 : 0);
  return { from: dayStamp(start, 9, 1), to: dayStamp(start + 1, 8, 31), label: '本学年' };
}

function quarter(day: LocalDate, label: string): Period {
  const first = Math.floor((Number(day.slice(5, 7)) - 1) / 3) * 3 + 1;
  const from = dayStamp(Number(day.slice(0, 4)), first, 1);
  return { from, to: monthEnd(dayStamp(Number(day.slice(0, 4)), first + 2, 1)), label };
}

function lately(match: RegExpExecArray, today: LocalDate): Period | undefined {
  const count = match[1] === '半' ? 0.5 : readNumeral(match[1] ?? match[3] ?? '');
  const unit = match[2] ?? '天';
  const days = Math.round((count ?? 0) * (unit.endsWith('月') ? 30 : /天|日/.test(unit) ? 1 : 7));
  if (days < 1 || days > 3660) return undefined;
  return { from: addDays(today, 1 - days), to: today, label: `近${days}天` };
}

function named(match: RegExpExecArray, today: LocalDate): Period | undefined {
  const number = readNumeral(match[3] ?? '');
  if (!number || number > 12) return undefined;
  const thisYear = Number(today.slice(0, 4));
  const spoken = match[1] ? Number(match[1]) : match[2] && thisYear - (match[2] === '去年' ? 1 : 0);
  const meant = spoken || (dayStamp(thisYear, number, 1) <= today ? thisYear : thisYear - 1);
  return month(dayStamp(meant, number, 1), meant === thisYear ? `${number}月` : `${meant}年${number}月`);
}
