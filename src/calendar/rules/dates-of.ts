import { defined } from '../../kit/defined.ts';
import { addDays, type LocalDate, weekday, weekStart } from '../../kit/local-date.ts';
import type { Occurrence, Rule } from '../rule-types.ts';
import type { Calendar } from '../types.ts';
import { baseDays } from './base-days.ts';
import { testWithin } from './days-within.ts';
import { holidayAt } from './holiday-at.ts';
import type { DatePlan, OnRest, Shift, Weekday } from './plan.ts';
import { planOf } from './read-rule.ts';

/**
 * The times the rule names in `from..to`, both days included, in order and each once. Empty for a rule with an
 * event, for a season the county does not have, and, where lunar or solar dates are needed, outside 2001 to 2099.
 */
export function datesOf(
  rule: Rule,
  from: LocalDate,
  to: LocalDate,
  calendar: Calendar,
): readonly Occurrence[] {
  const plan = planOf(rule);
  if (plan === undefined || 'event' in plan || to < from) return [];
  const margin = marginOf(plan);
  const [first, last] = [addDays(from, -margin), addDays(to, margin)];
  const inside = plan.within === undefined ? () => true : testWithin(plan.within, first, last, calendar);
  const times = baseDays(plan, first, last, calendar)
    .filter(inside)
    .flatMap((base) => timesOf(base, plan, calendar))
    .filter(({ day }) => from <= day && day <= to);
  const byDay = new Map(times.toReversed().map((one) => [one.day, one]));
  return [...byDay.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
}

/** What becomes of a base day: nothing, or one time. */
function timesOf(base: LocalDate, plan: DatePlan, calendar: Calendar): readonly Occurrence[] {
  const named = moved(base, plan, calendar);
  const [day] = rested(named, plan.onRest, calendar);
  if (day === undefined) return [];
  const holiday = plan.base.kind === 'stretch' ? holidayAt(plan.base.name, base, calendar) : undefined;
  return [{ day, time: plan.time, ...defined({ named: named === day ? undefined : named, holiday }) }];
}

/** The longest rest a day may be moved over, a week more for 所在周. */
const MARGIN_DAYS = 30;
/** The longest vacation that school days are counted over. */
const VACATION_DAYS = 100;

/** A week may end in the next month. */
const WEEK_DAYS = 7;

/** How many days may lie between a base day and what becomes of it. */
function marginOf({ shift, inWeek, onRest }: DatePlan): number {
  if (shift === undefined) return inWeek === undefined && onRest === undefined ? WEEK_DAYS : MARGIN_DAYS;
  const days = Math.abs(shift.n);
  if (shift.unit === '天') return days + MARGIN_DAYS;
  if (typeof shift.unit === 'number') return 7 * days + MARGIN_DAYS;
  return days * 3 + MARGIN_DAYS + (shift.unit === '上学日' ? VACATION_DAYS : 0);
}

function moved(day: LocalDate, { inWeek, shift }: DatePlan, calendar: Calendar): LocalDate {
  const start = inWeek === undefined ? day : addDays(weekStart(day), inWeek - 1);
  return shift === undefined ? start : shifted(start, shift, calendar);
}

function shifted(day: LocalDate, { n, unit }: Shift, calendar: Calendar): LocalDate {
  if (unit === '天') return addDays(day, n);
  if (typeof unit === 'number') return nthWeekday(day, n, unit);
  return unit === '工作日' ? calendar.addWorkdays(day, n) : calendar.addSchoolDays(day, n);
}

/** The n-th such day of the week after the day, before it when negative. */
function nthWeekday(day: LocalDate, n: number, wanted: Weekday): LocalDate {
  const far = n > 0 ? wanted - weekday(day) : weekday(day) - wanted;
  const days = ((far + 6) % 7) + 1 + 7 * (Math.abs(n) - 1);
  return addDays(day, n > 0 ? days : -days);
}

function rested(day: LocalDate, onRest: OnRest | undefined, calendar: Calendar): readonly LocalDate[] {
  if (onRest === undefined || calendar.isWorkday(day)) return [day];
  if (onRest === '跳过') return [];
  return [onRest === '提前' ? calendar.workdayUntil(day) : calendar.workdayFrom(day)];
}
