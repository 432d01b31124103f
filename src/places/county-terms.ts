import type { CountyTerm } from './county.ts';
import type { FileTerm } from './file-shape.ts';

const FIRST_YEAR = 2020;
const LAST_YEAR = 2060;

/** Terms with years in them; one that is the same every year (`09-01`..`01-31`) is written out for 2020 to 2060. */
export function datedTerms(terms: readonly FileTerm[]): readonly CountyTerm[] {
  return terms.flatMap((term) => (term.from.length === 5 ? everyYear(term) : [term]));
}

function everyYear({ name, from, to }: FileTerm): CountyTerm[] {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, n) => FIRST_YEAR + n);
  return years.map((year) => ({
    name: `${year}年${name}`,
    from: realDay(year, from),
    to: realDay(to < from ? year + 1 : year, to),
  }));
}

// 02-29 ends a term on 02-28 in other years.
function realDay(year: number, day: string): string {
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  return `${year}-${day === '02-29' && !leap ? '02-28' : day}`;
}
