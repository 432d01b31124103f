import { addDays, daysBetween, type LocalDate } from '../kit/local-date.ts';
import type { HazardLevel } from './types.ts';

/** Days within which a hazard of each level has to be closed, counted from its report. */
export type LimitDays = Readonly<Record<HazardLevel, number>>;

/** The county's default: no national text sets a number of days, so this is data of ours and nobody's law. */
export const DEFAULT_LIMIT_DAYS: LimitDays = { 一般: 7, 重大: 3 };

/** The last day on which the hazard is still in time. */
export function dueOn(
  { level, reportedOn }: { readonly level: HazardLevel; readonly reportedOn: LocalDate },
  limits: LimitDays = DEFAULT_LIMIT_DAYS,
): LocalDate {
  return addDays(reportedOn, limits[level]);
}

/** How many days a hazard that is still open is over its time on that day; 0 while it is not. */
export function overdueDays(
  hazard: { readonly level: HazardLevel; readonly reportedOn: LocalDate },
  on: LocalDate,
  limits: LimitDays = DEFAULT_LIMIT_DAYS,
): number {
  return Math.max(0, daysBetween(dueOn(hazard, limits), on));
}
