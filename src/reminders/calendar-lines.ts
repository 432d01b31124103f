import type { Calendar } from '../calendar/types.ts';
import { grouped } from '../kit/grouped.ts';
import { type LocalDate, spokenDate, weekday } from '../kit/local-date.ts';
import type { ReminderOccasion } from './types.ts';

/** A day as it is spoken, with the year where it is another one than today's. */
export const dated = (day: LocalDate, today: LocalDate): string =>
  `${day.slice(0, 4) === today.slice(0, 4) ? '' : `${day.slice(0, 4)}年`}${spokenDate(day)}`;

/** The same with its day of the week. */
const dayOfWeek = (day: LocalDate, today: LocalDate): string =>
  `${dated(day, today)}${WEEKDAYS[weekday(day) - 1] ?? ''}`;

const WEEKDAYS = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

/** Those that come round more often in a year than that are told in one line, */
export const OFTEN = 7;
/** and up to so many times with their days. */
const LISTED = 12;

/** Whether nobody knows the holidays of the year yet. */
export type Guessed = (year: number) => boolean;

/** A year of them: those that come seldom under their months, those that come often in a line each. */
export function byMonth(occasions: readonly ReminderOccasion[], year: LocalDate, guessed: Guessed) {
  const all = grouped(occasions, ({ reminder }) => reminder.id);
  const often = [...all.values()]
    .filter((mine) => mine.length > OFTEN)
    .map((mine) => ({ name: mine[0]?.reminder.name ?? '', rules: rulesOf(mine), ...spanOf(mine, year) }));
  const months = grouped(
    occasions.filter(({ reminder }) => (all.get(reminder.id)?.length ?? 0) <= OFTEN),
    ({ day }) => Number(day.slice(5, 7)),
  );
  const lines = (mine: readonly ReminderOccasion[]) =>
    mine.map((one) => ({ ...dayLine(one, year, guessed), name: one.reminder.name }));
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
    days: days.length > LISTED ? [] : occasions.map(({ day }) => dayOfWeek(day, today)),
  };
}

/** T, what day it is, the day units hear of it where that is another one, and by when they must answer. */
export function dayLine(occasion: ReminderOccasion, today: LocalDate, guessed: Guessed) {
  const { day, due, steps } = occasion;
  const [notice] = steps
    .filter(({ step }) => step === 'notice')
    .map((one) => one.day)
    .sort();
  return {
    day: dayOfWeek(day, today),
    about: aboutDay(occasion, guessed),
    notice: notice === undefined || notice === day ? undefined : dated(notice, today),
    due: due && `${dated(due.day, today)}${due.time}`,
  };
}

/** Which holiday a day is about, whether that is a guess, and the day itself where another is meant: 清明，暂按规则推算. */
function aboutDay(
  { day, named, holiday }: Pick<ReminderOccasion, 'day' | 'named' | 'holiday'>,
  guessed: Guessed,
) {
  const guess = holiday !== undefined && guessed(Number(day.slice(0, 4)));
  const words = [holiday, named && `${spokenDate(named)}遇休`, guess ? '暂按规则推算' : undefined];
  return words.filter((word) => word !== undefined).join('，') || undefined;
}

/** Looks at each year once. */
export function guessedBy(calendar: Pick<Calendar, 'missing'>): Guessed {
  const years = new Map<number, boolean>();
  return (year) => {
    const known = years.get(year) ?? calendar.missing(year).arrangement;
    years.set(year, known);
    return known;
  };
}

/** `2027年4月2日周五（清明，暂按规则推算）` */
export function spokenDay(
  one: Pick<ReminderOccasion, 'day' | 'named' | 'holiday'>,
  today: LocalDate,
  guessed: Guessed,
): string {
  const about = aboutDay(one, guessed);
  return `${dayOfWeek(one.day, today)}${about === undefined ? '' : `（${about}）`}`;
}
