import { addDays, daysBetween, isRealDate, type LocalDate } from '../../kit/local-date.ts';
import { daysOff, HOLIDAY_NAMES } from '../holidays.ts';
import { holidayBefore } from '../terms.ts';
import type { Calendar, Season, Term } from '../types.ts';

/** Days in a row, both ends included. */
export interface Stretch {
  readonly first: LocalDate;
  readonly last: LocalDate;
  /** The day a festival is held for. */
  readonly anchor?: LocalDate;
}

/** A vacation is part of the year: looking this far finds the terms on both of its sides. */
const YEAR_DAYS = 400;
/** From so many days on, days off are more than a day at home. */
const HOLIDAY_DAYS = 3;

/**
 * The seasons, vacations or holidays of that name around `from..to`, in order; some may lie outside. 节假日 for schools
 * are those that end lessons: not those inside a vacation.
 */
export function stretchesOf(
  name: string,
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
  whose: 'schools' | 'offices' = 'schools',
): readonly Stretch[] {
  if (name === '寒假' || name === '暑假' || name === '寒暑假')
    return vacationsAround(from, to, calendar).filter((vacation) => name.includes(vacation.name.charAt(0)));
  const years = yearsAround(from, to);
  if (name === '节假日' || name === '小长假') {
    const all = holidays(years, calendar, name === '小长假' ? HOLIDAY_DAYS : 1);
    return whose === 'offices' ? all : all.filter(({ first }) => isInTerm(addDays(first, -1), calendar));
  }
  if (HOLIDAY_NAMES.includes(name))
    return years.flatMap((year) => daysOff(name, year, calendar.isWorkday) ?? []);
  const season = calendar.seasons.find((each) => each.name === name);
  return season === undefined ? [] : years.map((year) => seasonOf(season, year));
}

/** The vacations between the terms around `from..to`, named by the term that follows. */
export function vacationsAround(
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): readonly (Stretch & { readonly name: string })[] {
  const terms = calendar.termsWithin(addDays(from, -YEAR_DAYS), addDays(to, YEAR_DAYS));
  return terms
    .flatMap((term, n) => {
      const next = terms[n + 1];
      return next === undefined ? [] : [between(term, next)];
    })
    .filter(({ first, last }) => first <= last);
}

function between(term: Term, next: Term): Stretch & { readonly name: string } {
  return { name: holidayBefore(next), first: addDays(term.to, 1), last: addDays(next.from, -1) };
}

/** The years of `from..to` and one on either side: the days of a year may lie in the next. */
export function yearsAround(from: LocalDate, to: LocalDate): readonly number[] {
  const first = Number(from.slice(0, 4)) - 1;
  const last = Number(to.slice(0, 4)) + 1;
  return Array.from({ length: last - first + 1 }, (_, n) => first + n);
}

// 中秋 inside 国庆 is one holiday.
function holidays(years: readonly number[], { isWorkday }: Calendar, least: number): readonly Stretch[] {
  const all = years.flatMap((year) => HOLIDAY_NAMES.flatMap((name) => daysOff(name, year, isWorkday) ?? []));
  return merged(all).filter(({ first, last }) => daysBetween(first, last) + 1 >= least);
}

const isInTerm = (day: LocalDate, { termOf }: Calendar): boolean => day <= termOf(day).to;

function merged(stretches: readonly Stretch[]): readonly Stretch[] {
  const whole: Stretch[] = [];
  for (const { first, last } of stretches.toSorted((a, b) => (a.first < b.first ? -1 : 1))) {
    const before = whole.at(-1);
    if (before === undefined || first > before.last) whole.push({ first, last });
    else if (last > before.last) whole[whole.length - 1] = { first: before.first, last };
  }
  return whole;
}

function seasonOf({ from, to }: Season, year: number): Stretch {
  return { first: realDay(year, from), last: realDay(to < from ? year + 1 : year, to) };
}

// 02-29 is 02-28 in other years.
function realDay(year: number, day: string): LocalDate {
  return isRealDate(`${year}-${day}`) ? `${year}-${day}` : `${year}-02-28`;
}
