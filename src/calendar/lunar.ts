import { addDays, type LocalDate } from '../kit/local-date.ts';
import { FIRST_LUNAR_YEAR, FIRST_NEW_YEAR, LUNAR_YEARS } from './lunar-years.ts';

interface LunarYear {
  readonly newYear: LocalDate;
  /** Days of the twelve regular months. */
  readonly months: readonly number[];
  /** The month after which the leap month comes, 0 for none, and its days. */
  readonly leap: number;
  readonly leapDays: number;
}

const YEARS = readYears();

/**
 * The date of a day of the lunar year that begins in that civil year, 2000 to 2099; undefined outside. The month is
 * the regular one, never the leap month of the same number. The 30th of a month of 29 days is its last day.
 */
export function lunarDay(year: number, month: number, day: number): LocalDate | undefined {
  const lunar = YEARS[year - FIRST_LUNAR_YEAR];
  const length = lunar?.months[month - 1];
  if (lunar === undefined || length === undefined || day < 1 || day > 30) return undefined;
  return addDays(lunar.newYear, daysBefore(lunar, month) + Math.min(day, length) - 1);
}

function daysBefore({ months, leap, leapDays }: LunarYear, month: number): number {
  const regular = months.slice(0, month - 1).reduce((sum, days) => sum + days, 0);
  return regular + (leap > 0 && leap < month ? leapDays : 0);
}

// One after the other: each year begins where the one before ends.
function readYears(): readonly LunarYear[] {
  const years: LunarYear[] = [];
  let newYear: LocalDate = FIRST_NEW_YEAR;
  for (const bits of LUNAR_YEARS) {
    const year = readYear(newYear, bits);
    years.push(year);
    newYear = addDays(newYear, daysBefore(year, 13));
  }
  return years;
}

function readYear(newYear: LocalDate, bits: number): LunarYear {
  const months = Array.from({ length: 12 }, (_, n) => (bits & (1 << (15 - n)) ? 30 : 29));
  return { newYear, months, leap: bits & 0xf, leapDays: bits & 0x10000 ? 30 : 29 };
}
