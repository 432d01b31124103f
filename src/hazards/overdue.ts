import { standing } from '../casefiles/undo.ts';
import { addDays, daysBetween, type LocalDate } from '../kit/local-date.ts';
import type { HazardLevel } from './level.ts';
import { type HazardState, isClockStopped } from './states.ts';

/** What an entry says about the days of a hazard. */
export interface DuedEntry {
  readonly id?: string;
  /** The id of the entry that this one undoes. */
  readonly undoes?: string;
  /** The day on which it happened; without one it moves no day. */
  readonly on?: LocalDate;
  readonly to: HazardState;
  readonly data?: { readonly due?: LocalDate };
}

/** A hazard as far as its days follow from it. */
export interface DuedHazard {
  readonly level: HazardLevel;
  readonly reportedOn: LocalDate;
  readonly entries?: readonly DuedEntry[];
}

/** Of hazards that were reported before the day they are due on stood in them: data of ours and nobody's law. */
const EARLIER_DAYS: Readonly<Record<HazardLevel, number>> = { 一般: 7, 重大: 3 };

/**
 * The last day on which the hazard is in time, as things stand on that day: the newest one that was set, and the days
 * on which nothing could be done since then.
 */
export function dueOn({ level, reportedOn, entries = [] }: DuedHazard, on?: LocalDate): LocalDate {
  const past = standing(
    entries.filter((entry) => on === undefined || entry.on === undefined || entry.on <= on),
  );
  const set = past.findLastIndex(({ data }) => data?.due !== undefined);
  const due = past[set]?.data?.due ?? addDays(reportedOn, EARLIER_DAYS[level]);
  return addDays(due, stoppedDays(past.slice(Math.max(0, set)), on));
}

/** How many days a hazard that is still open is over its time on that day; 0 while it is not. */
export function overdueDays(hazard: DuedHazard, on: LocalDate): number {
  return Math.max(0, daysBetween(dueOn(hazard, on), on));
}

/** Days since the report, and those of them on which whoever rectifies could do something. */
export function daysOf(
  { reportedOn, entries = [] }: DuedHazard,
  on: LocalDate,
): { readonly gross: number; readonly net: number } {
  const gross = daysBetween(reportedOn, on);
  return { gross, net: gross - stoppedDays(standing(entries), on) };
}

/** Days of pauses and of waiting for other offices; one that goes on counts up to `on`. */
function stoppedDays(entries: readonly DuedEntry[], on: LocalDate | undefined): number {
  let days = 0;
  let since: LocalDate | undefined;
  for (const entry of entries) {
    if (entry.on === undefined) continue;
    const stopped = isClockStopped(entry.to);
    if (stopped && since === undefined) since = entry.on;
    if (stopped || since === undefined) continue;
    days += daysBetween(since, entry.on);
    since = undefined;
  }
  return since === undefined || on === undefined ? days : days + daysBetween(since, on);
}
