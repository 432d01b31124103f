import type { LocalDate } from '../kit/local-date.ts';
import { DEFAULT_SEASONS } from './default-seasons.ts';
import type { Season } from './types.ts';

/** The county's seasons and, under names it does not use, the default ones. */
export function allSeasons(named: readonly Season[]): readonly Season[] {
  const known = new Set(named.map(({ name }) => name));
  return [...named, ...DEFAULT_SEASONS.filter(({ name }) => !known.has(name))];
}

/** Whether the day lies in the season; a season that ends before it begins runs over New Year. */
export function holds({ from, to }: Season, day: LocalDate): boolean {
  const date = day.slice(5);
  return from <= to ? from <= date && date <= to : from <= date || date <= to;
}
