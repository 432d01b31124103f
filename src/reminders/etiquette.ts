import type { Calendar } from '../calendar/types.ts';
import { addDays, type LocalDate, weekStart } from '../kit/local-date.ts';

/** At most so many messages a person and week, Monday to Sunday. */
export const MOST_A_WEEK = 3;

/** What the etiquette must know of something a person has to hear. */
export interface Speakable {
  /** After that day it is of no use: it is dropped, not said late. */
  readonly latest: LocalDate;
  /** The day an answer is due, where one is and the day is not over. */
  readonly deadline?: LocalDate;
}

/** What the etiquette must know of the day and of the person. */
export interface Moment {
  readonly today: LocalDate;
  readonly isWorkday: boolean;
  /** No other workday comes this week: there is nothing left to keep a message for. */
  readonly endsWeek: boolean;
  /**
   * What is due after this week and by this day would be heard too late next week: less than two workdays would be
   * left of the first chance to hear it.
   */
  readonly nextWeekIsLateFor: LocalDate;
  /** The days on which the person got a message of this kind: those of this week are enough. */
  readonly spokenOn: readonly LocalDate[];
}

/** What the etiquette must know of the day, the same for everybody. */
export function dayOf(
  today: LocalDate,
  calendar: Pick<Calendar, 'isWorkday' | 'workdayFrom' | 'addWorkdays'>,
): Omit<Moment, 'spokenOn'> {
  const firstChance = calendar.workdayFrom(addDays(weekStart(today), 7));
  return {
    today,
    isWorkday: calendar.isWorkday(today),
    endsWeek: calendar.workdayFrom(addDays(today, 1)) > addDays(weekStart(today), 6),
    nextWeekIsLateFor: calendar.addWorkdays(firstChance, 1),
  };
}

/**
 * Which of the things that a person has to hear are heard now, all in one message; none of them when they must be left alone.
 * At most one message a day and three a week; the third is kept for what must be done today or tomorrow, and for what
 * next week's first message would be too late for, until the week's last workday; nothing on days off; nothing that is of no use any more.
 */
export function sayNow<T extends Speakable>(items: readonly T[], moment: Moment): readonly T[] {
  const { today, isWorkday, spokenOn } = moment;
  const useful = items.filter(({ latest }) => latest >= today);
  if (!isWorkday || useful.length === 0 || spokenOn.includes(today)) return [];
  const left = MOST_A_WEEK - spokenThisWeek(today, spokenOn);
  if (left <= 0) return [];
  return left > 1 || moment.endsWeek || useful.some((item) => isPressing(item, moment)) ? useful : [];
}

/** It must be done, or heard, today or tomorrow, or so early next week that it has to be said this week. */
function isPressing(
  { latest, deadline }: Speakable,
  { today, nextWeekIsLateFor }: Pick<Moment, 'today' | 'nextWeekIsLateFor'>,
): boolean {
  const last = deadline ?? latest;
  if (last < today) return false;
  const thisWeek = last <= addDays(weekStart(today), 6);
  return last <= addDays(today, 1) || (!thisWeek && last <= nextWeekIsLateFor);
}

function spokenThisWeek(today: LocalDate, spokenOn: readonly LocalDate[]): number {
  const monday = weekStart(today);
  const sunday = addDays(monday, 6);
  return new Set(spokenOn.filter((day) => day >= monday && day <= sunday)).size;
}
