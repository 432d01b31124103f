import type { Occurrence, Period, PeriodKind, ReadRule, Rule } from '../calendar/rule-types.ts';
import type { Calendar } from '../calendar/types.ts';
import type { LocalDate } from '../kit/local-date.ts';

/** The rule language of `src/calendar`, as the reminders use it. */
export interface RuleBook {
  readRule(text: string): ReadRule;
  /** Every time the rule names in `from..to`, in time order; none for an event's rule. */
  datesOf(rule: Rule, from: LocalDate, to: LocalDate, calendar: Calendar): readonly Occurrence[];
  periodOf(day: LocalDate, kind: PeriodKind, calendar: Calendar): Period;
}
