import { addDays, type LocalDate } from '../kit/local-date.ts';
import { isPublished } from './national-days.ts';

interface Holiday {
  /** How people call it, marks like 节 and 假期 already cut off. */
  readonly words: readonly string[];
  /** The day the holiday is held for; always inside the days off. */
  readonly anchor: (year: number) => LocalDate;
  /** Days off from the anchor on by the general rule, for years whose arrangement is not published yet. */
  readonly days: number;
}

const HOLIDAYS: readonly Holiday[] = [
  { words: ['元旦', '新年'], anchor: (year) => `${year}-01-01`, days: 1 },
  { words: ['春', '过年'], anchor: (year) => lunar(year, '1/1'), days: 7 },
  { words: ['清明'], anchor: (year) => `${year}-04-0${pureBrightness(year)}`, days: 1 },
  { words: ['五一', '劳动'], anchor: (year) => `${year}-05-01`, days: 5 },
  { words: ['端午'], anchor: (year) => lunar(year, '5/5'), days: 1 },
  { words: ['中秋'], anchor: (year) => lunar(year, '8/15'), days: 1 },
  { words: ['国庆', '十一'], anchor: (year) => `${year}-10-01`, days: 7 },
];

/** A holiday's name without 节, 假期 and the like: 国庆长假 and 国庆节 are both 国庆. */
export function holidayWord(name: string): string {
  return name.replace(/(小长假|长假|黄金周|假期|放假|节)+$/, '');
}

/**
 * First day after the public holiday's days off in that year, weekends and county overrides that prolong them
 * included; undefined for a word that names no public holiday. Years without a published arrangement use the
 * general length of the holiday.
 */
export function dayAfterHoliday(
  word: string,
  year: number,
  isWorkday: (day: LocalDate) => boolean,
): LocalDate | undefined {
  const holiday = HOLIDAYS.find(({ words }) => words.includes(word));
  if (holiday === undefined) return undefined;
  let day = addDays(holiday.anchor(year), isPublished(year) ? 1 : holiday.days);
  while (!isWorkday(day)) day = addDays(day, 1);
  return day;
}

const LUNAR = new Intl.DateTimeFormat('en-u-ca-chinese', {
  timeZone: 'UTC',
  month: 'numeric',
  day: 'numeric',
});

/** The first day of the civil year that the lunar calendar calls `month/day`; leap months are written otherwise. */
function lunar(year: number, monthDay: string): LocalDate {
  let day = `${year}-01-20`;
  while (LUNAR.format(new Date(day)) !== monthDay) day = addDays(day, 1);
  return day;
}

/** The day of April on which the sun term falls; the usual approximation, right for 2001 to 2099. */
function pureBrightness(year: number): number {
  const y = year % 100;
  return Math.floor(y * 0.2422 + 4.81) - Math.floor(y / 4);
}
