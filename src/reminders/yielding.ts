import type { Calendar } from '../calendar/types.ts';
import { addDays, daysBetween, type LocalDate, weekStart } from '../kit/local-date.ts';
import { occasionsOf } from './plan.ts';
import type { Reminder, ReminderOccasion } from './types.ts';

/** From Friday to Monday. */
const NEAR_DAYS = 3;
/** Steps of one occasion lie no further apart than that. */
const AROUND_DAYS = 40;

/**
 * Leaves out notices of reminders that yield where one they yield to, which is on, says the same to the same audience in
 * the same week, or over its weekend: nobody hears it twice.
 */
export function yielding(
  active: readonly Reminder[],
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): (occasion: ReminderOccasion) => readonly ReminderOccasion[] {
  const wanted = new Set(active.flatMap(({ yieldsTo = [] }) => yieldsTo));
  const said = active
    .filter(({ id }) => wanted.has(id))
    .flatMap((one) => occasionsOf(one, addDays(from, -AROUND_DAYS), addDays(to, AROUND_DAYS), calendar));
  return (occasion) => {
    const { yieldsTo = [] } = occasion.reminder;
    if (yieldsTo.length === 0) return [occasion];
    const others = said.filter(({ reminder }) => yieldsTo.includes(reminder.id));
    const steps = occasion.steps.filter((step) => !others.some((other) => saysTheSame(other, step)));
    return steps.length === 0 ? [] : [{ ...occasion, steps }];
  };
}

type Step = ReminderOccasion['steps'][number];

function saysTheSame(other: ReminderOccasion, step: Step): boolean {
  return other.steps.some(
    (one) =>
      one.step === 'notice' &&
      one.part.audience === step.part.audience &&
      (weekStart(one.day) === weekStart(step.day) || Math.abs(daysBetween(one.day, step.day)) <= NEAR_DAYS),
  );
}
