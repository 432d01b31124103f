import type { Calendar, Term } from '../calendar/types.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';

/** When a child who is back is looked at again (巩固回访). */
export const RETENTION_CHECKS = ['7天', '30天', '期末', '下学期初', '一年'] as const;
/** One of RETENTION_CHECKS. */
export type RetentionCheck = (typeof RETENTION_CHECKS)[number];

/** A check and its day. */
export interface DueCheck {
  readonly check: RetentionCheck;
  readonly on: LocalDate;
}

/** A check answers what is due by then, and what would be within so many days. */
const EARLY_DAYS = 3;
const MOST_HOLIDAYS = 200;

type Days = Pick<Calendar, 'termOf' | 'termsWithin' | 'addSchoolDays'>;

/** The checks that follow from a return that day, in order: all of them on school days, none in vacations. */
export function checksAfter(calendar: Days, returned: LocalDate): readonly DueCheck[] {
  const [term, next] = termsFrom(calendar, returned);
  const days: Readonly<Record<RetentionCheck, LocalDate>> = {
    '7天': calendar.addSchoolDays(addDays(returned, 7), 0),
    '30天': calendar.addSchoolDays(addDays(returned, 30), 0),
    期末: calendar.addSchoolDays(addDays(term.to, 1), -1),
    下学期初: calendar.addSchoolDays(next.from, 0),
    一年: calendar.addSchoolDays(addDays(returned, 365), 0),
  };
  const all = RETENTION_CHECKS.map((check) => ({ check, on: days[check] }));
  return all.sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
}

/** The checks that one made that day answers. */
export function answeredBy(open: readonly DueCheck[], on: LocalDate): readonly RetentionCheck[] {
  return open.filter((due) => due.on <= addDays(on, EARLY_DAYS)).map(({ check }) => check);
}

/** The term that the child is in or comes into, and the one after it. */
function termsFrom(calendar: Days, day: LocalDate): readonly [Term, Term] {
  const held = calendar.termOf(day);
  const term = held.to >= day ? held : after(calendar, held);
  return [term, after(calendar, term)];
}

function after(calendar: Days, { to }: Term): Term {
  const from = addDays(to, 1);
  const [next] = calendar.termsWithin(from, addDays(from, MOST_HOLIDAYS));
  return next ?? calendar.termOf(addDays(from, MOST_HOLIDAYS));
}
