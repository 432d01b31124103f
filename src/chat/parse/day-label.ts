import type { LocalDate } from '../../kit/local-date.ts';

/** `11月12日`, with the year when it is not this one. */
export function dayLabel(day: LocalDate, today: LocalDate): string {
  const short = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
  return day.slice(0, 4) === today.slice(0, 4) ? short : `${day.slice(0, 4)}年${short}`;
}
