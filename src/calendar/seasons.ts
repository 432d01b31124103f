import type { LocalDate } from '../kit/local-date.ts';
import type { Season } from './types.ts';

/**
 * The seasons of a county that names none of its own. Both are local: 防溺水 months follow the southern bureaus that
 * begin in April and end with October, 汛期 the flood season of the Yangtze basin's flood offices.
 */
export const DEFAULT_SEASONS: readonly Season[] = [
  { name: '防溺水季', from: '04-01', to: '10-31' },
  { name: '汛期', from: '05-01', to: '09-30' },
];

/** The county's seasons and, under names it does not use, the default ones. */
export function allSeasons(named: readonly Season[]): readonly Season[] {
  const known = new Set(named.map(({ name }) => name));
  return [...named, ...DEFAULT_SEASONS.filter(({ name }) => !known.has(name))];
}

/** Whether the day lies in the season; a season that ends before it begins runs over New Year. */
export function seasonHolds({ from, to }: Season, day: LocalDate): boolean {
  const date = day.slice(5);
  return from <= to ? from <= date && date <= to : from <= date || date <= to;
}
