import { NUMERAL, readNumeral } from '../../kit/chinese-numerals.ts';
import type { Unit, Weekday } from './plan.ts';

/** A number in digits or Chinese. */
export const N = NUMERAL;
/** 周, 星期, 礼拜. */
export const WEEK = '(?:星期|礼拜|周)';
// 周三点 is no Wednesday, and 周15:00 no Monday.
const DAY_SIGN = '(?:[一二三四五六日天](?![点时])|[1-7](?![\\d:点时]))';
/** One character for a day of the week. */
export const WEEKDAY_SIGN = DAY_SIGN;
/** Where one day of the week in a row ends at another. */
export const UP_TO = '(?:到|至|[-~—–])';
/** Between two of a list. */
export const AND = '(?:[、和及跟与]|以及)';
/** What days are counted by. */
export const UNIT = '(?:工作日|上班日|上学日|教学日|在校日|天|日)';

/** Monday 1 to Sunday 7 for its character. */
export function weekdayOf(sign: string): Weekday {
  return '一二三四五六日'.indexOf(sign.replace('天', '日')) + 1 || Number(sign);
}

/** The unit a word means. */
export function unitOf(word: string): Unit {
  if (/工作日|上班日/.test(word)) return '工作日';
  return /上学日|教学日|在校日/.test(word) ? '上学日' : '天';
}

/** The number, or -1 for something like 十百 that is none. */
export function numberOf(text: string | undefined): number {
  return readNumeral(text ?? '') ?? -1;
}

/** The days of a month's list that are there at most: 4月31日 is none. */
export const LONGEST_MONTHS: readonly number[] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `MM-DD` of a day that some year has; undefined for another. */
export function yearlyDay(month: number, day: number): string | undefined {
  const longest = LONGEST_MONTHS[month - 1];
  if (longest === undefined || day < 1 || day > longest) return undefined;
  return `${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
