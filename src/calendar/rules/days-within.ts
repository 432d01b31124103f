import type { LocalDate } from '../../kit/local-date.ts';
import { seasonHolds } from '../seasons.ts';
import type { Calendar } from '../types.ts';
import type { Within } from './plan.ts';
import { stretchesOf } from './stretches.ts';
import { halfOfTerm } from './term-half.ts';

/** Whether days of `from..to` lie inside. */
export function testWithin(
  within: Within,
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): (day: LocalDate) => boolean {
  switch (within.in) {
    case 'season':
      return (day) => calendar.inSeason(within.name, day);
    case 'stretch': {
      const stretches = stretchesOf(within.name, from, to, calendar);
      return (day) => stretches.some(({ first, last }) => first <= day && day <= last);
    }
    case 'term':
      return (day) => {
        const term = calendar.termOf(day);
        return day <= term.to && (within.half === undefined || halfOfTerm(term) === within.half);
      };
    case 'months':
      return (day) => within.months.includes(Number(day.slice(5, 7)));
    case 'dates':
      return (day) => seasonHolds({ name: '', from: within.from, to: within.to }, day);
  }
}
