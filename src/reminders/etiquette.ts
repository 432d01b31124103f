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
  /** The days on which the person got a message of this kind: those of this week are enough. */
  readonly spokenOn: readonly LocalDate[];
}

/**
 * Which of the things a person has to hear he hears now, all in one message; none of them when he must be left alone.
 * At most one message a day and three a week; the third is kept for what must be done today or tomorrow; nothing on
 * days off; nothing that is of no use any more.
 */
export function sayNow<T extends Speakable>(items: readonly T[], moment: Moment): readonly T[] {
  const { today, isWorkday, spokenOn } = moment;
  const useful = items.filter(({ latest }) => latest >= today);
  if (!isWorkday || useful.length === 0 || spokenOn.includes(today)) return [];
  const left = MOST_A_WEEK - spokenThisWeek(today, spokenOn);
  if (left <= 0) return [];
  return left > 1 || useful.some((item) => isPressing(item, today)) ? useful : [];
}

/** It must be done, or heard, today or tomorrow. */
function isPressing({ latest, deadline }: Speakable, today: LocalDate): boolean {
  const last = deadline ?? latest;
  return last >= today && last <= addDays(today, 1);
}

function spokenThisWeek(today: LocalDate, spokenOn: readonly LocalDate[]): number {
  const monday = weekStart(today);
  const sunday = addDays(monday, 6);
  return new Set(spokenOn.filter((day) => day >= monday && day <= sunday)).size;
}
