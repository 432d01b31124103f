import type { Calendar } from '../../calendar/types.ts';
import { NUMERAL, readNumeral } from '../../kit/chinese-numerals.ts';
import { isRealDate, type LocalDate, monthEnd } from '../../kit/local-date.ts';
import type { FieldValues } from '../fields.ts';
import { findDates } from './date.ts';
import { dayStamp } from './day.ts';
import { dayLabel } from './day-label.ts';
import type { FoundAt } from './slate.ts';

type Period = FieldValues['period'];

const DAY =
  '(?:(?:20\\d{2}年)?\\d{1,2}月\\d{1,2}[日号]?|[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号]|20\\d{2}[-./]\\d{1,2}[-./]\\d{1,2}|\\d{1,2}[-./]\\d{1,2}|今天|昨天|前天|今日|昨日|(?:上|本|这)?(?:周|星期)[一二三四五六日天])';
const TO = ' ?(?:到|至|~|\\.{2,3}|…|-) ?';
const DAYS = new RegExp(`(?<![\\d.-])(${DAY})${TO}(${DAY}|现在|目前|\\d{1,2}[日号]?)(?!\\d)`, 'g');
const MONTHS = new RegExp(
  `(?<![\\d一二三四五六七八九十])(${NUMERAL})月?份?${TO}(${NUMERAL})月份?(?![\\d])`,
  'g',
);
const MONTH_TO_NOW = new RegExp(
  `(?<![\\d一二三四五六七八九十])(${NUMERAL})月份?(?:到|至)(?:现在|目前|今天|今日|如今)`,
  'g',
);

/** 9-1..11-24, 9月1日到11月24日, 11月1日-12日, 9月至11月. The first day lies in the past, the second after it. */
export function findDateRanges(
  text: string,
  today: LocalDate,
  calendar: Calendar,
): readonly FoundAt<Period>[] {
  const days = [...text.matchAll(DAYS)].flatMap((match) =>
    at(match, daysRange(match[1] ?? '', match[2] ?? '', today, calendar)),
  );
  if (days.length > 0) return days;
  return [
    ...[...text.matchAll(MONTH_TO_NOW)].flatMap((match) => at(match, monthToNow(numberOf(match[1]), today))),
    ...[...text.matchAll(MONTHS)].flatMap((match) =>
      at(match, monthsRange(numberOf(match[1]), numberOf(match[2]), today)),
    ),
  ];
}

const at = (match: RegExpExecArray, value: Period | undefined): readonly FoundAt<Period>[] =>
  value ? [{ start: match.index, end: match.index + match[0].length, value }] : [];

const numberOf = (written = ''): number => readNumeral(written) ?? 0;

function monthToNow(first: number, today: LocalDate): Period | undefined {
  if (first < 1 || first > 12) return undefined;
  const thisYear = Number(today.slice(0, 4));
  const year = dayStamp(thisYear, first, 1) <= today ? thisYear : thisYear - 1;
  const from = dayStamp(year, first, 1);
  return { from, to: today, label: `${dayLabel(from, today)}以来` };
}

function daysRange(first: string, last: string, today: LocalDate, calendar: Calendar): Period | undefined {
  const from = firstDay(first, today, calendar);
  if (from === undefined) return undefined;
  const to = lastDay(last, from, today, calendar);
  if (to === undefined || to < from) return undefined;
  return { from, to, label: `${dayLabel(from, today)}至${dayLabel(to, today)}` };
}

// 12-1..1-15 read in November began last year.
function firstDay(first: string, today: LocalDate, calendar: Calendar): LocalDate | undefined {
  const found = findDates(first, today, calendar)[0]?.value;
  if (found !== 'future') return found;
  const [month, day, more] = first.match(/\d+/g) ?? [];
  const lastYear = dayStamp(Number(today.slice(0, 4)) - 1, Number(month), Number(day));
  return more === undefined && isRealDate(lastYear) ? lastYear : undefined;
}

function lastDay(last: string, from: LocalDate, today: LocalDate, calendar: Calendar): LocalDate | undefined {
  if (/^(?:现在|目前)$/.test(last)) return today;
  const numbers = (/^(?:(\d{1,2})[月\-./])?(\d{1,2})[日号]?$/.exec(last) ?? []).slice(1);
  if (numbers[1] === undefined) {
    const found = findDates(last, today, calendar)[0]?.value;
    return found === 'future' ? (last.match(/20\d{2}/) ? explicit(last) : undefined) : found;
  }
  const month = numbers[0] === undefined ? Number(from.slice(5, 7)) : Number(numbers[0]);
  const year = Number(from.slice(0, 4));
  const same = dayStamp(year, month, Number(numbers[1]));
  const day = same < from ? dayStamp(year + 1, month, Number(numbers[1])) : same;
  return isRealDate(day) ? day : undefined;
}

function explicit(written: string): LocalDate | undefined {
  const [year, month, day] = written.match(/\d+/g) ?? [];
  const text = dayStamp(Number(year), Number(month), Number(day));
  return isRealDate(text) ? text : undefined;
}

function monthsRange(first: number, last: number, today: LocalDate): Period | undefined {
  if (first < 1 || first > 12 || last < 1 || last > 12) return undefined;
  const thisYear = Number(today.slice(0, 4));
  const year = dayStamp(thisYear, first, 1) <= today ? thisYear : thisYear - 1;
  const from = dayStamp(year, first, 1);
  const to = monthEnd(dayStamp(last < first ? year + 1 : year, last, 1));
  return { from, to, label: `${year === thisYear ? '' : `${year}年`}${first}月至${last}月` };
}
