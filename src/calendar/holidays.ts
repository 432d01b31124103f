import { addDays, type LocalDate } from '../kit/local-date.ts';
import { lunarDay } from './lunar.ts';
import { isPublished } from './national-days.ts';
import { solarTerm } from './solar-terms.ts';

interface Holiday {
  /** How people call it, marks like 节 and 假期 already cut off; the first is the one we print. */
  readonly words: readonly string[];
  /** The day the holiday is held for; always inside the days off. Undefined outside 2001 to 2099. */
  readonly anchor: (year: number) => LocalDate | undefined;
  /** Days off before the anchor, and from it on, by the general rule: for years not published yet. */
  readonly before: number;
  readonly days: number;
}

/** A public holiday's day of the festival and its days off, weekends beside it included. */
export interface DaysOff {
  readonly anchor: LocalDate;
  readonly first: LocalDate;
  readonly last: LocalDate;
}

type IsWorkday = (day: LocalDate) => boolean;

const HOLIDAYS: readonly Holiday[] = [
  { words: ['元旦', '新年'], anchor: (year) => `${year}-01-01`, before: 0, days: 1 },
  { words: ['春节', '春', '过年'], anchor: (year) => lunarDay(year, 1, 1), before: 1, days: 7 },
  { words: ['清明'], anchor: (year) => solarTerm(year, '清明'), before: 0, days: 1 },
  { words: ['五一', '劳动'], anchor: (year) => `${year}-05-01`, before: 0, days: 5 },
  { words: ['端午'], anchor: (year) => lunarDay(year, 5, 5), before: 0, days: 1 },
  { words: ['中秋'], anchor: (year) => lunarDay(year, 8, 15), before: 0, days: 1 },
  { words: ['国庆', '十一'], anchor: (year) => `${year}-10-01`, before: 0, days: 7 },
];

/** The names of the public holidays as we print them, in the order of the year. */
export const HOLIDAY_NAMES: readonly string[] = HOLIDAYS.map(({ words }) => words[0] ?? '');

/** A holiday's name without 节, 假期 and the like: 国庆长假 and 国庆节 are both 国庆. */
export function holidayWord(name: string): string {
  return name.replace(/(小长假|长假|黄金周|假期|放假|节)+$/, '');
}

/** The printed name of the public holiday that the word means; undefined when it means none. */
export function holidayNamed(word: string): string | undefined {
  return find(word)?.words[0];
}

/** The days off of the named public holiday in that year; undefined for another word or outside 2001 to 2099. */
export function daysOff(name: string, year: number, isWorkday: IsWorkday): DaysOff | undefined {
  const holiday = find(name);
  const anchor = holiday?.anchor(year);
  if (holiday === undefined || anchor === undefined) return undefined;
  const known = isPublished(year);
  const isLong = holiday.days > 1;
  let first = addDays(anchor, known ? 0 : -holiday.before);
  // Weekends beside a long holiday are mostly worked; how, is not known before the year is published.
  if (known || !isLong) while (!isWorkday(addDays(first, -1))) first = addDays(first, -1);
  let next = addDays(anchor, known ? 1 : holiday.days);
  while (!isWorkday(next)) next = addDays(next, 1);
  return { anchor, first, last: addDays(next, -1) };
}

/**
 * First day after the public holiday's days off in that year, weekends and county overrides that prolong them
 * included; undefined for a word that names no public holiday. Years without a published arrangement use the
 * general length of the holiday.
 */
export function dayAfterHoliday(word: string, year: number, isWorkday: IsWorkday): LocalDate | undefined {
  const off = daysOff(word, year, isWorkday);
  return off && addDays(off.last, 1);
}

function find(name: string): Holiday | undefined {
  const word = holidayWord(name);
  return HOLIDAYS.find(({ words }) => words.includes(word));
}
