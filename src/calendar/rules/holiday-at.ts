import type { LocalDate } from '../../kit/local-date.ts';
import { daysOff, HOLIDAY_NAMES } from '../holidays.ts';
import type { Calendar } from '../types.ts';
import { yearsAround } from './stretches.ts';

/** The public holiday, or the two of them in one, whose days off hold the day; undefined for a stretch of another kind. */
export function holidayAt(stretch: string, day: LocalDate, { isWorkday }: Calendar): string | undefined {
  if (HOLIDAY_NAMES.includes(stretch)) return stretch;
  if (stretch !== '节假日' && stretch !== '小长假') return undefined;
  const names = HOLIDAY_NAMES.filter((name) =>
    yearsAround(day, day).some((year) => {
      const off = daysOff(name, year, isWorkday);
      return off !== undefined && off.first <= day && day <= off.last;
    }),
  );
  return names.join('、') || undefined;
}
