import type { LocalDate } from '../kit/local-date.ts';
import type { AreaParts } from './partition.ts';

/** What can be counted (see `rules.ts` for the words each rule is printed with). */
export type Subject = 'dropouts' | 'relapses' | 'hazards';

/** What to count. No period: everything open now; with one: what was reported in it, withdrawn ones left out. */
export interface CountQuery {
  readonly subject: Subject;
  readonly period?: { readonly from: LocalDate; readonly to: LocalDate };
  /** Only these areas (township ids and `outside`); absent: all. */
  readonly areaIds?: readonly string[];
  readonly schoolId?: string;
}

/** Counts by area id; areas without any are absent. Exact, read from indexes, never from a running counter. */
export interface Figures {
  countByArea(query: CountQuery): Promise<ReadonlyMap<string, number>>;
  /** The partition of all cases now, by area id; areas without any case are absent. Read from the heads. */
  partition(areaIds?: readonly string[]): Promise<ReadonlyMap<string, AreaParts>>;
  /** Hazards that are open now, by school id; schools without any are absent. */
  openHazardsBySchool(): Promise<ReadonlyMap<string, number>>;
}
