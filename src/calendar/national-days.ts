import chineseDays from 'chinese-days';
import type { LocalDate } from '../kit/local-date.ts';

/** Whether the national arrangement has people work that day, 调休 included; plain weekends in years without one. */
export function isNationalWorkday(day: LocalDate): boolean {
  return chineseDays.isWorkday(atNoon(day));
}

/** Whether the year's days off are known: without them every Monday to Friday passes for a workday. */
export function isPublished(year: number): boolean {
  // National Day lasts three days at least; some of them are workdays unless somebody arranged otherwise.
  return [1, 2, 3].every((day) => !isNationalWorkday(`${year}-10-0${day}`));
}

// The library reads dates by the machine's own zone: noon of that zone is the same date in every one.
function atNoon(day: LocalDate): Date {
  return new Date(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)), 12);
}
