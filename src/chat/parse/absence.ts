import type { Calendar } from '../../calendar/types.ts';
import { readNumeral } from '../../kit/chinese-numerals.ts';
import { addDays, type LocalDate } from '../../kit/local-date.ts';
import { dayStamp } from './day.ts';
import type { DateFound } from './explicit-date.ts';

/** How people say that a child is not at school, as the inside of a regular expression. */
export const STAYS_AWAY =
  '(?:(?:没[有得]?|[冇莫][得有]?|未|不)再?(?:来|到|去|返|回|在)(?:过)?(?:学校|校|上学|上课|读书|报到|了)*|(?:没有?|未|不)(?:上学|上课|报到|露面|露过面|见人|见到人?|见着人?)(?:了)?|缺勤|缺课|缺席|旷课|旷学|逃学|逃课)';
const LOST = '(?:失联|联系不上|找不到人|不见了?|不见人)';
const COUNT = '(\\d{1,3}|[一二两俩三仨四五六七八九十百]{1,4}|大?半|个把)';
const UNIT =
  '(个?(?:来|多|几|余|把)?(?:个?上学日|个?学习日|个?工作日|天|日|个?星期|个?礼拜|周|[多半]?个?[多半]?月|年(?![级纪(\\d])))';
const LEAD = '(?:已经?|连续|接近|将近|近|快|大约|大概|约|有|差不多|整整|都|至今|达|长达|超过|了){0,6}';
const END = '(?:多|左右|以上|了|[咯啦喽哦嘞嘛吧])*';
const TAIL = '(?:多|左右|以上|时间|了|都|就|一直|也|,| )*';

const COUNT_THEN_AWAY = new RegExp(
  `${LEAD} ?(?<![\\d第月.-])${COUNT}${UNIT}${TAIL}(?:(?=${LOST})|${STAYS_AWAY}(?:了)?)`,
  'g',
);
const AWAY_THEN_COUNT = new RegExp(
  `(?:(?<=${LOST}${LEAD})|${LEAD}${STAYS_AWAY})${LEAD} ?${COUNT}${UNIT}${END}`,
  'g',
);
const COUNT_ALONE = new RegExp(
  `(?<![^\\s,;。\\ue000])${LEAD}${COUNT}${UNIT}${END}(?![^\\s,;。\\ue000])`,
  'g',
);
const COUNT_AGO = new RegExp(`${LEAD}(?<![\\d第月.-])${COUNT}${UNIT}多?(?:以|之)?前(?![后天])`, 'g');

/** 10天没来, 缺勤8天, 三天未到校, 半个月没来, 三天前, a lone 10天: counted back from today. Text is half width. */
export function findAbsences(text: string, today: LocalDate, calendar: Calendar): readonly DateFound[] {
  return [COUNT_THEN_AWAY, AWAY_THEN_COUNT, COUNT_ALONE, COUNT_AGO].flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = countBack(match[1] ?? '', match[2] ?? '', today, calendar);
      return value === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, value }];
    }),
  );
}

function countBack(written: string, unit: string, today: LocalDate, calendar: Calendar) {
  const count = readCount(written);
  if (count === undefined || count === 0) return undefined;
  if (/.日$/.test(unit) && /[学作]/.test(unit)) return schoolDaysBack(Math.ceil(count), today, calendar);
  if (unit.endsWith('年')) return monthsBack(count * 12, today);
  if (unit.endsWith('月')) return isMonth(unit, written, count) ? monthsBack(count, today) : undefined;
  if (written.endsWith('半')) return /天|日/.test(unit) ? undefined : addDays(today, -4);
  return addDays(today, -(/天|日/.test(unit) ? count : count * 7));
}

/** 十月 is October; only 两月 and 半月 are so many months. 一个半月 could be rounded either way. */
function isMonth(unit: string, written: string, count: number): boolean {
  if (/半个?月$/.test(unit)) return false;
  return unit !== '月' || count < 1 || /[两俩仨把]/.test(written);
}

// 两三天, 七八天: the larger one.
function readCount(written: string): number | undefined {
  if (written === '半') return 0.5;
  if (written === '大半') return 2 / 3;
  if (written === '个把') return 1;
  const guess = /^([一二两三四五六七八九])([二三四五六七八九])$/.exec(written);
  return readNumeral(guess ? (guess[2] ?? '') : written);
}

const LONGEST_DAYS = 400;
function schoolDaysBack(count: number, today: LocalDate, calendar: Calendar): LocalDate | undefined {
  let left = count;
  for (let back = 1; back <= LONGEST_DAYS; back += 1) {
    const day = addDays(today, -back);
    if (calendar.isSchoolDay(day)) left -= 1;
    if (left === 0) return day;
  }
  return undefined;
}

const MONTH_DAYS = 30;
function monthsBack(count: number, today: LocalDate): LocalDate {
  if (count < 1) return addDays(today, -Math.round(count * MONTH_DAYS));
  const months = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 - Math.floor(count);
  const first = dayStamp(Math.floor(months / 12), (months % 12) + 1, 1);
  const day = addDays(first, Number(today.slice(8)) - 1);
  return day.slice(0, 7) === first.slice(0, 7) ? day : addDays(first, 27);
}
