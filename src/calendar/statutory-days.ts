import { addDays, type LocalDate, weekday } from '../kit/local-date.ts';
import { lunarDay } from './lunar.ts';
import { solarTerm } from './solar-terms.ts';

const byYear = new Map<number, ReadonlySet<LocalDate>>();

/**
 * Whether the day is a public holiday by law: 《全国年节及纪念日放假办法》 as in force since 2025. This is known for
 * every year; which days are moved beside it is announced year by year. A holiday of one day that falls on a
 * weekend is made up on the Monday.
 */
export function isStatutoryHoliday(day: LocalDate): boolean {
  const year = Number(day.slice(0, 4));
  const known = byYear.get(year);
  if (known) return known.has(day);
  const made = new Set(statutoryDays(year));
  byYear.set(year, made);
  return made.has(day);
}

function statutoryDays(year: number): readonly LocalDate[] {
  const single = [`${year}-01-01`, solarTerm(year, '清明'), lunarDay(year, 5, 5), lunarDay(year, 8, 15)];
  return [
    ...single.filter((day) => day !== undefined).flatMap(withMonday),
    ...run(addNewYearsEve(lunarDay(year, 1, 1)), 4),
    ...run(`${year}-05-01`, 2),
    ...run(`${year}-10-01`, 3),
  ];
}

const addNewYearsEve = (newYear: LocalDate | undefined): LocalDate | undefined =>
  newYear === undefined ? undefined : addDays(newYear, -1);

function run(first: LocalDate | undefined, days: number): readonly LocalDate[] {
  return first === undefined ? [] : Array.from({ length: days }, (_, n) => addDays(first, n));
}

function withMonday(day: LocalDate): readonly LocalDate[] {
  return weekday(day) < 6 ? [day] : [day, addDays(day, 8 - weekday(day))];
}
