import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { Term } from './types.ts';

/** The terms of a county, asked by day. */
export interface TermBook {
  /** Those of the day's year and the years beside it, in order. */
  around(day: LocalDate): readonly Term[];
  /** The term that holds the day, or the last one before it. */
  of(day: LocalDate): Term;
  /** Those that touch `from..to`, in order. */
  within(from: LocalDate, to: LocalDate): readonly Term[];
}

/** The county's terms, filled up with the usual ones of a year where the county names none. */
export function createTermBook(named: readonly Term[]): TermBook {
  const byYear = new Map<number, readonly Term[]>();

  const around = (day: LocalDate): readonly Term[] => {
    const year = Number(day.slice(0, 4));
    const known = byYear.get(year);
    if (known) return known;
    const made = termsAround(year, named);
    byYear.set(year, made);
    return made;
  };

  const of = (day: LocalDate): Term => {
    const term = around(day).findLast(({ from }) => from <= day);
    if (term === undefined) throw new Error(`No term begins before ${day}.`);
    return term;
  };

  const within = (from: LocalDate, to: LocalDate): readonly Term[] => {
    if (to < from) return [];
    const first = Number(from.slice(0, 4));
    const years = Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, n) => first + n);
    const all = years.flatMap((year) => around(`${year}-01-01`));
    const byStart = new Map(all.map((term) => [term.from, term]));
    return [...byStart.values()].filter((term) => term.from <= to && from <= term.to);
  };

  return { around, of, within };
}

/** The holiday before the term: 暑假 ends in late summer, 寒假 in spring. */
export function holidayBefore(term: Term): '寒假' | '暑假' {
  const month = Number(addDays(term.from, -1).slice(5, 7));
  return month >= 6 && month <= 11 ? '暑假' : '寒假';
}

function termsAround(year: number, named: readonly Term[]): readonly Term[] {
  const usual = [year - 1, year, year + 1].flatMap(usualTerms);
  const free = usual.filter((term) => !named.some((other) => term.from <= other.to && other.from <= term.to));
  // Terms of every year to come may be named: only those near the year are looked through for each day.
  const near = named.filter((term) => term.to >= `${year - 2}-01-01` && term.from <= `${year + 1}-12-31`);
  return [...near, ...free].sort((a, b) => (a.from < b.from ? -1 : 1));
}

function usualTerms(year: number): Term[] {
  return [
    { name: `${year}年春季学期`, from: `${year}-02-15`, to: `${year}-07-15` },
    { name: `${year}年秋季学期`, from: `${year}-09-01`, to: `${year + 1}-01-31` },
  ];
}
