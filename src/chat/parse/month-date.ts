import { readNumeral } from '../../kit/chinese-numerals.ts';
import { addDays, type LocalDate, monthStart } from '../../kit/local-date.ts';
import { pastDay } from './day.ts';
import type { DateFound } from './explicit-date.ts';

const PART = '(初|中旬|上旬|下旬|中|底|末)?';
/** A month says since when only where something has been so from then on: 9月走的, 10月份以来, 从上个月底. */
const GOES_ON =
  '(?=(?:份|开始|以来|之?后|以后|过后|就|起|[,， ])*(?:起|以来|开始|之?后|以后|过后|就|没|未|不|走|跑|离|出去|出门|去了?|辍|失|缺|旷))';
const SPOKEN = new RegExp(`(?<![前后个\\d])(上上个?|上个?|这个?|本)月${PART}(?!\\d)${GOES_ON}`, 'gu');
const NAMED = new RegExp(
  `(?<![\\d年历个第一二三四五六七八九十])(?:(今年|去年) ?)?(\\d{1,2}|[一二三四五六七八九十]{1,2})月${PART}(?! ?[\\d一二三四五六七八九十])${GOES_ON}`,
  'gu',
);
const FIRST_DAY: Readonly<Record<string, number>> = { 中: 11, 中旬: 11, 下旬: 21, 底: 25, 末: 25 };

/** Months told without a day, by the first day meant: 9月走的, 10月份以来, 上月底就没来. Text is half width. */
export function findMonthDates(text: string, today: LocalDate): readonly DateFound[] {
  return [
    ...[...text.matchAll(SPOKEN)].map((match) => ({ match, value: spoken(match, today) })),
    ...[...text.matchAll(NAMED)].map((match) => ({ match, value: named(match, today) })),
  ].flatMap(({ match, value }) =>
    value === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, value }],
  );
}

function spoken([, which = '', part = '']: RegExpExecArray, today: LocalDate): LocalDate | undefined {
  const last = addDays(monthStart(today), -1);
  const month = which.startsWith('上上')
    ? addDays(monthStart(last), -1)
    : which.startsWith('上')
      ? last
      : today;
  const day = addDays(monthStart(month), (FIRST_DAY[part] ?? 1) - 1);
  return day <= today ? day : undefined;
}

function named([, year, written = '', part = '']: RegExpExecArray, today: LocalDate) {
  const month = readNumeral(written);
  if (month === undefined || month < 1 || month > 12) return undefined;
  const told = year === undefined ? undefined : Number(today.slice(0, 4)) - (year === '去年' ? 1 : 0);
  return pastDay({ ...(told === undefined ? {} : { year: told }), month, day: FIRST_DAY[part] ?? 1 }, today);
}
