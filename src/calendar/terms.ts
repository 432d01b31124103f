import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { Term } from './types.ts';

/** The county's terms, filled up with the usual ones of the years around `day` where the county names none. */
export function termsAround(day: LocalDate, named: readonly Term[]): readonly Term[] {
  const year = Number(day.slice(0, 4));
  const usual = [year - 1, year, year + 1].flatMap(usualTerms);
  const free = usual.filter((term) => !named.some((other) => term.from <= other.to && other.from <= term.to));
  return [...named, ...free].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The last of the terms that began on or before the day. */
export function lastBegun(terms: readonly Term[], day: LocalDate): Term | undefined {
  return terms.findLast((term) => term.from <= day);
}

/** The holiday before the term: 暑假 ends in late summer, 寒假 in spring. */
export function holidayBefore(term: Term): '寒假' | '暑假' {
  const month = Number(addDays(term.from, -1).slice(5, 7));
  return month >= 6 && month <= 11 ? '暑假' : '寒假';
}

function usualTerms(year: number): Term[] {
  return [
    { name: `${year}年春季学期`, from: `${year}-02-15`, to: `${year}-07-15` },
    { name: `${year}年秋季学期`, from: `${year}-09-01`, to: `${year + 1}-01-31` },
  ];
}
