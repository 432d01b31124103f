import type { LocalDate } from '../kit/local-date.ts';
import type { AreaBalance, Between } from './balance.ts';
import type { AreaParts } from './partition.ts';
import type { AreaRecognition } from './recognition.ts';
import type { RegisterAsk, RegisterFigures } from './register.ts';
import type { Statistic } from './statistic.ts';

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

/** Whose cases: those of these areas (township ids and `outside`), of that school; all when absent. */
export interface FigureScope {
  readonly areaIds?: readonly string[];
  readonly schoolId?: string;
}

/** Counts by area id; areas without any are absent. Exact, read from indexes, never from a running counter. */
export interface Figures {
  countByArea(query: CountQuery): Promise<ReadonlyMap<string, number>>;
  /** The partition of all cases now; areas without any case are absent. Read from the heads. */
  partition(scope?: FigureScope): Promise<ReadonlyMap<string, AreaParts>>;
  /** What came and went in a stretch that reaches up to now or ended before, by area. */
  balance(between: Between, scope?: FigureScope): Promise<readonly AreaBalance[]>;
  /** What became of those who began to count in it, by area. */
  recognition(between: Between, scope?: FigureScope): Promise<readonly AreaRecognition[]>;
  /** The columns of the statistic T6 for it. Reads every case of the scope: for reports, not for conversations. */
  statistic(between: Between, scope?: FigureScope): Promise<Statistic>;
  /** What the register said at the instant of each question, and who came back since `from`; in their order. */
  register(from: Date, asks: readonly RegisterAsk[]): Promise<readonly RegisterFigures[]>;
  /** Hazards that are open now, by school id; schools without any are absent. */
  openHazardsBySchool(): Promise<ReadonlyMap<string, number>>;
}
