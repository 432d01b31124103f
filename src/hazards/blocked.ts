import { daysBetween, type LocalDate } from '../kit/local-date.ts';
import type { HazardRow } from './hazard-list.ts';

/** What a hazard that cannot go on waits for. */
export type Waits = '资金' | '部门';

/** How many wait, for how much money, and how long the oldest has waited. */
export interface BlockedSum {
  readonly n: number;
  /** In whole fen; 0: nobody said how much. */
  readonly money: number;
  readonly longest: number;
}

type Blocked = Pick<HazardRow, 'state' | 'reason' | 'money' | 'since'>;

/** What it waits for: referred ones another office. */
export const waitsOf = ({ state, reason }: Blocked): Waits =>
  state === 'paused' && reason === '资金' ? '资金' : '部门';

/** How long it has waited. */
export const daysWaiting = ({ since }: Blocked, today: LocalDate): number =>
  Math.max(0, daysBetween(since, today));

/** The sum over hazards that wait; money is counted where money is what is missing. Pure. */
export function sumOf(rows: readonly Blocked[], today: LocalDate): BlockedSum {
  const money = rows.filter((row) => waitsOf(row) === '资金').reduce((sum, row) => sum + (row.money ?? 0), 0);
  return { n: rows.length, money, longest: Math.max(0, ...rows.map((row) => daysWaiting(row, today))) };
}
