import { grouped } from '../kit/grouped.ts';
import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { ReminderOccasion } from './types.ts';

/** A day as it is spoken, with the year where it is another one than today's. */
export const dated = (day: LocalDate, today: LocalDate): string =>
  `${day.slice(0, 4) === today.slice(0, 4) ? '' : `${day.slice(0, 4)}年`}${spokenDate(day)}`;

/** Those that come round more often in a year than that are told in one line, */
export const OFTEN = 6;
/** and up to so many times with their days. */
const LISTED = 12;

/** A year of them: those that come seldom under their months, those that come often in a line each. */
export function byMonth(occasions: readonly ReminderOccasion[], year: LocalDate) {
  const all = grouped(occasions, ({ reminder }) => reminder.id);
  const often = [...all.values()]
    .filter((mine) => mine.length > OFTEN)
    .map((mine) => ({ name: mine[0]?.reminder.name ?? '', rules: rulesOf(mine), ...spanOf(mine, year) }));
  const months = grouped(
    occasions.filter(({ reminder }) => (all.get(reminder.id)?.length ?? 0) <= OFTEN),
    ({ day }) => Number(day.slice(5, 7)),
  );
  const lines = (mine: readonly ReminderOccasion[]) =>
    mine.map((one) => ({ ...dayLine(one, year), name: one.reminder.name }));
  return { months: [...months].map(([month, mine]) => ({ month, lines: lines(mine) })), often };
}

const rulesOf = ([one]: readonly ReminderOccasion[]): readonly string[] =>
  one?.reminder.when.map(({ text }) => text) ?? [];

/** How often, from when to when, and while they are few on which days. */
export function spanOf(occasions: readonly ReminderOccasion[], today: LocalDate) {
  const days = occasions.map(({ day }) => dated(day, today));
  return {
    n: days.length,
    from: days[0] ?? '',
    to: days.at(-1) ?? '',
    days: days.length > LISTED ? [] : days,
  };
}

/** T, the day units hear of it where that is another one, and by when they must answer. */
export function dayLine({ day, due, steps }: ReminderOccasion, today: LocalDate) {
  const [notice] = steps
    .filter(({ step }) => step === 'notice')
    .map((one) => one.day)
    .sort();
  return {
    day: dated(day, today),
    notice: notice === undefined || notice === day ? undefined : dated(notice, today),
    due: due && `${dated(due.day, today)}${due.time}`,
  };
}
