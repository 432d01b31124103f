import { periodOf } from '../calendar/periods.ts';
import type { Occurrence, Period } from '../calendar/rule-types.ts';
import { datesOf } from '../calendar/rules/dates-of.ts';
import type { Calendar } from '../calendar/types.ts';
import { defined } from '../kit/defined.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { LeadStep, Reminder, ReminderOccasion, ReminderPart } from './types.ts';

/**
 * Every time the reminder comes round with T in `from..to`, in time order: one a period, the first of those its
 * rules name there. Whether it is on is not asked; one that hangs on an event has none.
 */
export function occasionsOf(
  reminder: Reminder,
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): readonly ReminderOccasion[] {
  const firsts = new Map<string, { readonly period: Period; readonly at: Occurrence }>();
  for (const at of timesOf(reminder, from, to, calendar)) {
    const period = periodOf(dayItself(at), reminder.period, calendar);
    if (!firsts.has(period.key)) firsts.set(period.key, { period, at });
  }
  return [...firsts.values()].flatMap(({ period, at }) => {
    const first = period.from === period.to ? at : firstIn(reminder, period, calendar);
    if (first === undefined || first.day < from) return [];
    return [occasionAt(reminder, period, first, calendar)];
  });
}

/** The reminder as it comes round at this time: for events, which no rule foresees, and for trying out. */
export function occasionAt(
  reminder: Reminder,
  period: Period,
  { day, time, named, holiday }: Occurrence,
  calendar: Calendar,
): ReminderOccasion {
  const steps = reminder.parts.flatMap((part) =>
    part.lead.map((lead) => ({ part, step: lead.step, day: stepDay(day, lead, calendar) })),
  );
  const due = firstDue(reminder, day, calendar);
  const id = `${reminder.id}:${period.key}`;
  return { id, reminder, period, day, time, steps, ...defined({ due, named, holiday }) };
}

function firstDue({ parts }: Reminder, t: LocalDate, calendar: Calendar): ReminderOccasion['due'] {
  return parts
    .filter(({ answer }) => answer !== undefined)
    .map((part) => ({ day: dueDayOf({ day: t }, part, calendar), time: part.due.time }))
    .sort((a, b) => (`${a.day}${a.time}` < `${b.day}${b.time}` ? -1 : 1))[0];
}

function stepDay(t: LocalDate, { offset, workdays }: LeadStep, calendar: Calendar): LocalDate {
  return workdays === true ? calendar.addWorkdays(t, offset) : workdayAt(t, offset, calendar);
}

/** The workday `offset` days from T: up to T the last workday before a day off, after T the first one behind it. */
function workdayAt(t: LocalDate, offset: number, calendar: Calendar): LocalDate {
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
  const offsets = parts.flatMap(({ lead, due }) => [
    ...lead.map(({ offset, workdays }) => (workdays === true ? offset * 2 : offset)),
    due.offset,
  ]);
  return {
    before: Math.max(0, ...offsets.map((offset) => -offset)) + DAYS_OFF,
    after: Math.max(0, ...offsets) + DAYS_OFF,
  };
}

/** More days off than that in a row no office has. */
const DAYS_OFF = 14;

/** The day that a rule names, before 遇休 moved it. */
export const dayItself = ({ day, named = day }: Pick<Occurrence, 'day' | 'named'>): LocalDate => named;

/**
 * T may lie before the period it belongs to, or behind it (开学前3天, 每月1日 遇休提前): so it is looked for on both sides.
 */
function firstIn(reminder: Reminder, period: Period, calendar: Calendar): Occurrence | undefined {
  const around = timesOf(
    reminder,
    addDays(period.from, -DAYS_BESIDE),
    addDays(period.to, DAYS_BESIDE),
    calendar,
  );
  return around.find((at) => periodOf(dayItself(at), reminder.period, calendar).key === period.key);
}

const DAYS_BESIDE = 31;

/** What its rules name in `from..to` while it is valid, and in a term if it keeps to them, in time order. */
function timesOf(
  { when, from: first, to: last, inTerm = false }: Reminder,
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): readonly Occurrence[] {
  const begin = first !== undefined && first > from ? first : from;
  const end = last !== undefined && last < to ? last : to;
  if (begin > end) return [];
  return when
    .flatMap((rule) => datesOf(rule, begin, end, calendar))
    .filter(({ day }) => !inTerm || calendar.termsWithin(day, day).length > 0)
    .sort((a, b) => (`${a.day} ${a.time}` < `${b.day} ${b.time}` ? -1 : 1));
}
