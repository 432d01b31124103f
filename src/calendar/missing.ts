import type { LocalDate } from '../kit/local-date.ts';
import { daysOff } from './holidays.ts';
import { isPublished } from './national-days.ts';
import { DEFAULT_SEASONS } from './seasons.ts';
import type { TermBook } from './terms.ts';
import type { Missing, Season, Term } from './types.ts';

/** What the county file says, and what is made of it. */
interface Said {
  readonly named: readonly Term[];
  readonly own: readonly Season[];
  readonly work: readonly LocalDate[];
  readonly book: TermBook;
  readonly isWorkday: (day: LocalDate) => boolean;
}

/** What neither the national arrangement nor the county file says about the year. */
export function missingIn(year: number, { named, own, work, book, isWorkday }: Said): Missing {
  const all = book.within(`${year}-01-01`, `${year}-12-31`);
  const terms = all.filter((term) => !named.includes(term));
  const off = daysOff('春节', year, isWorkday);
  const isOff = (day: LocalDate): boolean => off !== undefined && off.first <= day && day <= off.last;
  const seasons = DEFAULT_SEASONS.filter(({ name }) => !own.some((one) => one.name === name));
  return {
    // Who writes down a day that is worked instead knows the arrangement.
    arrangement: !isPublished(year) && !work.some((day) => day.startsWith(`${year}-`)),
    terms,
    termsInSpringFestival: terms.filter(({ from, to }) => isOff(to) || isOff(from)),
    seasons: seasons.map(({ name }) => name),
  };
}
