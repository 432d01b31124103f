import { addDays, daysBetween, type LocalDate, weekStart } from '../kit/local-date.ts';

/** The ISO 8601 week of the day; its year is that of its Thursday. */
export function isoWeek(day: LocalDate): { readonly year: number; readonly week: number } {
  const thursday = addDays(weekStart(day), 3);
  const year = thursday.slice(0, 4);
  return { year: Number(year), week: Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1 };
}
