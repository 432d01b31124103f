import { HOLIDAY_NAMES, holidayNamed } from '../holidays.ts';
import type { Season } from '../types.ts';
import { type Cursor, pattern } from './cursor.ts';
import type { Within } from './plan.ts';
import { readSeasonName } from './read-season.ts';
import { halfOf } from './read-span.ts';
import { AND, N, numberOf, UP_TO, WEEK, yearlyDay } from './words.ts';

const INSIDE = '(?:期间|时段|以内|之内|当中|里面?|内|中(?!秋)|份)?';
const OFTEN = `(?=每|逢|天天|隔|[双单]?${WEEK}|工作日|上学日|教学日|[从自]\\d)`;
const NEXT_YEAR = '(?:次年|来年|第二年|翌年|明年)?';
const SEASON_INSIDE = pattern('(?:节(?![假气前后]))?(?:期间|时段|以内|之内|里面?|内|中(?!秋))?');
const VACATION = pattern(`放?(?<name>寒暑假|寒假|暑假|暑期|假期)${INSIDE}${OFTEN}`);
const HOLIDAY = pattern(
  `(?<name>(?:法定)?节假日|${HOLIDAY_NAMES.join('|')}|过年|劳动|十一)(?:节(?!气)|小长假|长假|假期|放假)*${INSIDE}(?=每[天日个]|天天)`,
);
const TERM = pattern(`(?:(?:每个?)?(?<half>春季?|秋季?)?学期${INSIDE}|(?:上学|在校|开学)期间)${OFTEN}`);
const RANGE = pattern(`(?<from>${N})月?份?${UP_TO}${NEXT_YEAR}(?<to>${N})月${INSIDE}`);
const LIST = pattern(`(?:每年?)?逢?(?<list>${N}(?:(?:月份?${AND}?|${AND})${N})+)月${INSIDE}`);
const PARITY = pattern(`(?:每?[逢个]?)(?:(?<odd>单|奇数?)|双|偶数?)月${INSIDE}`);
const ONE = pattern(`(?<month>${N})月${INSIDE}${OFTEN}`);
const DATES = pattern(
  `[从自]?(?<m>${N})月(?<d>${N})[日号]?(?:起|开始)?${UP_TO}${NEXT_YEAR}(?:(?<m2>${N})月)?(?<d2>${N})[日号]止?${INSIDE}`,
);
const HALF_YEAR = pattern('(?:每个?半年|(?<first>上)半年|(?<second>下)半年)度?');
const QUARTER = pattern('第?(?<n>[一二三四1-4])季度?');
const FROM_END = pattern('[底末]|最后|倒数');
const ALL_ITS_DAYS = pattern(OFTEN);

/** Reads the time of the year that holds the days: a season, a vacation, a term, months, from one date to another. */
export function readWithin(cursor: Cursor, seasons: readonly Season[] | undefined): Within | undefined {
  const quarter = cursor.take(QUARTER)?.groups?.n;
  if (quarter !== undefined) return { in: 'months', months: monthsOfPart(cursor, 3, numberOf(quarter)) };
  const season = readSeasonName(cursor, seasons);
  if (season !== undefined) {
    cursor.take(SEASON_INSIDE);
    return { in: 'season', name: season };
  }
  if (cursor.trouble) return undefined;
  return readDates(cursor) ?? (cursor.trouble ? undefined : (readNamed(cursor) ?? readMonths(cursor)));
}

function readNamed(cursor: Cursor): Within | undefined {
  const vacation = cursor.take(VACATION)?.groups?.name;
  if (vacation !== undefined) return { in: 'stretch', name: vacationNamed(vacation) };
  const holiday = cursor.take(HOLIDAY)?.groups?.name;
  if (holiday !== undefined) {
    const name = holiday.replace('法定', '');
    return { in: 'stretch', name: holidayNamed(name) ?? name };
  }
  const term = cursor.take(TERM);
  if (term === undefined) return undefined;
  const half = term.groups?.half;
  return half === undefined ? { in: 'term' } : { in: 'term', half: halfOf(half) };
}

const vacationNamed = (word: string): string =>
  word === '假期' ? '寒暑假' : word === '暑期' ? '暑假' : word;

const EVERY_SECOND = { odd: [1, 3, 5, 7, 9, 11], even: [2, 4, 6, 8, 10, 12] } as const;

function readMonths(cursor: Cursor): Within | undefined {
  const parity = cursor.take(PARITY);
  if (parity !== undefined)
    return { in: 'months', months: parity.groups?.odd === undefined ? EVERY_SECOND.even : EVERY_SECOND.odd };
  const half = cursor.take(HALF_YEAR);
  if (half !== undefined) {
    const n = half.groups?.first !== undefined ? 1 : half.groups?.second !== undefined ? 2 : undefined;
    return { in: 'months', months: monthsOfPart(cursor, 6, n) };
  }
  const range = cursor.take(RANGE)?.groups;
  if (range !== undefined) return monthsOf(cursor, upTo(numberOf(range.from), numberOf(range.to)));
  const list = cursor.take(LIST)?.groups?.list;
  if (list !== undefined) {
    const months = list.split(/[月份、和及跟与以]+/).map(numberOf);
    return monthsOf(
      cursor,
      [...new Set(months)].sort((a, b) => a - b),
    );
  }
  const month = cursor.take(ONE)?.groups?.month;
  return month === undefined ? undefined : monthsOf(cursor, [numberOf(month)]);
}

/**
 * The first or the last month of the n-th part of a year, or of every part, as the day is picked from its beginning or
 * its end; all its months for 每周五.
 */
function monthsOfPart(cursor: Cursor, length: 3 | 6, n: number | undefined): readonly number[] {
  const place = cursor.sees(FROM_END) ? length - 1 : 0;
  const all = cursor.sees(ALL_ITS_DAYS);
  return upTo(1, 12).filter((month) => {
    const isPart = n === undefined || Math.ceil(month / length) === n;
    return isPart && (all || (month - 1) % length === place);
  });
}

function monthsOf(cursor: Cursor, months: readonly number[]): Within | undefined {
  if (months.every((month) => month >= 1 && month <= 12)) return { in: 'months', months };
  return cursor.refuse('月份只有1到12月。', '4月到10月 每周五');
}

/** 11 to 3 are 11, 12, 1, 2, 3. */
function upTo(from: number, to: number): readonly number[] {
  const n = ((to - from + 12) % 12) + 1;
  if (from > 12 || to > 12) return [from, to];
  return Array.from({ length: n }, (_, step) => ((from - 1 + step) % 12) + 1);
}

function readDates(cursor: Cursor): Within | undefined {
  const found = cursor.take(DATES)?.groups;
  if (found === undefined) return undefined;
  const from = yearlyDay(numberOf(found.m), numberOf(found.d));
  const to = yearlyDay(numberOf(found.m2 ?? found.m), numberOf(found.d2));
  if (from === undefined || to === undefined)
    return cursor.refuse('没有这一天。', '4月15日到10月15日 每周五');
  return { in: 'dates', from, to };
}
