import { defined } from '../kit/defined.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { HazardRules } from '../places/hazard-rules.ts';
import type { EntryData } from './decisions.ts';
import type { HazardLevel } from './level.ts';

/** A day that the county's rules set, with the document they stand in if its file names one. */
export type RuledDue = Pick<EntryData, 'due' | 'basis'>;

/** When a hazard that is reported on that day is due by the county's rules: of a major one its plan. */
export function firstDue(level: HazardLevel, on: LocalDate, rules: HazardRules): RuledDue {
  return ruled(addDays(on, level === '重大' ? rules.planDays : rules.days), rules);
}

/** The same of one that needs money. */
export function paidDue(reportedOn: LocalDate, rules: HazardRules): RuledDue {
  return ruled(addDays(reportedOn, rules.moneyDays), rules);
}

function ruled(due: LocalDate, { basis }: HazardRules): RuledDue {
  return { due, ...defined({ basis }) };
}
