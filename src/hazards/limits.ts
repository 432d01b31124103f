import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { HazardRules } from '../places/hazard-rules.ts';
import type { HazardLevel } from './level.ts';

/** The day on which a hazard that is reported on that day is due by the county's rules: of a major one its plan. */
export function firstDue(level: HazardLevel, on: LocalDate, { days, planDays }: HazardRules): LocalDate {
  return addDays(on, level === '重大' ? planDays : days);
}
