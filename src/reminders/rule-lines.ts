import type { Occurrence } from '../calendar/rule-types.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { type Guessed, spokenDay } from './calendar-lines.ts';
import type { Reminder, ReminderOccasion } from './types.ts';

/** New dates of a reminder as they were read: for whoever wrote them. */
export interface RuleLines {
  readonly rules: readonly string[];
  readonly days: readonly string[];
  /** Where the rules name more days than it comes round: how often it does. */
  readonly once: string | undefined;
}

/** Of a change that is not about dates. */
export const NO_RULES: RuleLines = { rules: [], days: [], once: undefined };

const HOW_OFTEN = {
  次: undefined,
  周: '每周',
  月: '每月',
  季: '每季度',
  学期: '每学期',
  年: '每年',
} as const;

/** What the rules say, their next days, and that the reminder passes over some of them. */
export function ruleLines(
  { when, event, period }: Pick<Reminder, 'when' | 'event' | 'period'>,
  {
    coming,
    named,
    today,
    guessed,
  }: {
    readonly coming: readonly ReminderOccasion[];
    readonly named: readonly Occurrence[];
    readonly today: LocalDate;
    readonly guessed: Guessed;
  },
): RuleLines {
  if (event !== undefined) return NO_RULES;
  const isPassedOver = ({ day }: Occurrence): boolean =>
    coming.some((one) => one.day !== day && one.period.from <= day && day <= one.period.to);
  return {
    rules: when.map(({ text }) => text),
    days: named.map((one) => spokenDay(one, today, guessed)),
    once: named.some(isPassedOver) ? HOW_OFTEN[period] : undefined,
  };
}
