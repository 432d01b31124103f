import type { Occurrence, Period } from '../calendar/rule-types.ts';
import type { Calendar } from '../calendar/types.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { RuleBook } from './rule-book.ts';
import type { Reminder, ReminderOccasion, ReminderPart } from './types.ts';

/** What planning rests on. */
export interface PlanParts {
  readonly rules: Pick<RuleBook, 'datesOf' | 'periodOf'>;
  readonly calendar: Calendar;
}

/**
 * Every time the reminder comes round with T in `from..to`, in time order: one a period, the first of those its
 * rules name there. Whether it is on is not asked; one that hangs on an event has none.
 */
export function occasionsOf(
  reminder: Reminder,
  from: LocalDate,
  to: LocalDate,
  parts: PlanParts,
): readonly ReminderOccasion[] {
  const periods = new Map<string, Period>();
  for (const { day } of timesOf(reminder, from, to, parts)) {
    const period = parts.rules.periodOf(day, reminder.period, parts.calendar);
    periods.set(period.key, period);
  }
  return [...periods.values()].flatMap((period) => {
    const first = firstIn(reminder, period, parts);
    if (first === undefined || first.day < from || first.day > to) return [];
    return [occasionAt(reminder, period, first, parts.calendar)];
  });
}

/** The reminder as it comes round at this time: for events, which no rule foresees, and for trying out. */
export function occasionAt(
  reminder: Reminder,
  period: Period,
  { day, time }: Occurrence,
  calendar: Calendar,
): ReminderOccasion {
  const steps = reminder.parts.flatMap((part) =>
    part.lead.map(({ step, offset }) => ({ part, step, day: workdayAt(day, offset, calendar) })),
  );
  return { id: `${reminder.id}:${period.key}`, reminder, period, day, time, steps };
}

/** The workday `offset` days from T: up to T the last workday before a day off, after T the first one behind it. */
export function workdayAt(t: LocalDate, offset: number, calendar: Calendar): LocalDate {
  const day = addDays(t, offset);
  return offset > 0 ? calendar.workdayFrom(day) : calendar.workdayUntil(day);
}

/** The day of a part's deadline: a workday, and never before its notice. */
export function dueDayOf(
  { day }: Pick<ReminderOccasion, 'day'>,
  { due }: ReminderPart,
  calendar: Calendar,
): LocalDate {
  return workdayAt(day, due.offset, calendar);
}

/** How many days its steps may reach before T and behind it, days off they are moved over included. */
export function reachOf({ parts }: Reminder): { readonly before: number; readonly after: number } {
  const offsets = parts.flatMap(({ lead, due }) => [...lead.map(({ offset }) => offset), due.offset]);
  return {
    before: Math.max(0, ...offsets.map((offset) => -offset)) + DAYS_OFF,
    after: Math.max(0, ...offsets) + DAYS_OFF,
  };
}

/** More days off than that in a row no office has. */
const DAYS_OFF = 14;

function firstIn(reminder: Reminder, period: Period, parts: PlanParts): Occurrence | undefined {
  // A rule's day may lie outside the period it belongs to (开学前3天): then it is looked for around it.
  const around = timesOf(reminder, addDays(period.from, -DAYS_AROUND), period.to, parts);
  return around.find(
    ({ day }) => parts.rules.periodOf(day, reminder.period, parts.calendar).key === period.key,
  );
}

const DAYS_AROUND = 92;

function timesOf(
  reminder: Reminder,
  from: LocalDate,
  to: LocalDate,
  { rules, calendar }: PlanParts,
): readonly Occurrence[] {
  const { from: first = from, to: last = to } = reminder;
  const begin = first > from ? first : from;
  const end = last < to ? last : to;
  if (begin > end) return [];
  return reminder.when
    .flatMap((rule) => rules.datesOf(rule, begin, end, calendar))
    .sort((a, b) => (`${a.day} ${a.time}` < `${b.day} ${b.time}` ? -1 : 1));
}
