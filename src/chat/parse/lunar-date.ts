import { lunarDay } from '../../calendar/lunar.ts';
import { readNumeral } from '../../kit/chinese-numerals.ts';
import type { LocalDate } from '../../kit/local-date.ts';
import type { DateFound } from './explicit-date.ts';

const MONTH = '(正|冬|腊|\\d{1,2}|[一二三四五六七八九十]{1,2})月';
const DAY = '(初[一二三四五六七八九十]|廿[一二三四五六七八九]?|\\d{1,2}|[一二三四五六七八九十]{1,3})';
/** Said to be lunar; or known as such by its words: 冬月十二, 十月初三. */
const LUNAR = [
  new RegExp(`(?:农历|阴历|老历|旧历)的?(?:今年|去年)?${MONTH}(?:份)?${DAY}[日号]?`, 'gu'),
  new RegExp(`(?<![一-龥\\d])(正|冬|腊)月${DAY}`, 'gu'),
  new RegExp(`(?<!\\d)${MONTH}(初[一二三四五六七八九十])(?![年班级中])`, 'gu'),
];
const NAMED: Readonly<Record<string, number>> = { 正: 1, 冬: 11, 腊: 12 };

/** Days of the lunar calendar, the last of that name that has been: 农历九月二十, 十月初三, 腊月廿三. Text is half width. */
export function findLunarDates(text: string, today: LocalDate): readonly DateFound[] {
  return LUNAR.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const value = lastOf(match[1] ?? '', match[2] ?? '', today);
      return value === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, value }];
    }),
  );
}

function lastOf(writtenMonth: string, writtenDay: string, today: LocalDate): LocalDate | undefined {
  const month = NAMED[writtenMonth] ?? readNumeral(writtenMonth);
  const day = readDay(writtenDay);
  if (month === undefined || day === undefined) return undefined;
  const year = Number(today.slice(0, 4));
  return [year, year - 1, year - 2]
    .map((one) => lunarDay(one, month, day))
    .find((one) => one !== undefined && one <= today);
}

function readDay(written: string): number | undefined {
  if (written.startsWith('廿')) return 20 + (readNumeral(written.slice(1)) ?? 0);
  return readNumeral(written.replace(/^初/u, ''));
}
