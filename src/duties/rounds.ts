import { addDays, daysBetween, type LocalDate } from '../kit/local-date.ts';

/** A moment as the county's clock shows it. */
export interface LocalMoment {
  readonly now: Date;
  readonly today: LocalDate;
  /** `HH:mm` */
  readonly time: string;
}

/** A moment ahead, and the day and time it is in the county. */
export interface Ahead {
  readonly at: Date;
  readonly day: LocalDate;
  readonly time: string;
}

type IsWorkday = (day: LocalDate) => boolean;

/** Reminders go out at these times of a workday and at no other. */
export const ROUNDS = ['10:00', '16:00'] as const;
/** When 明早 asks again. */
const MORNING = '08:30';
/** No calendar has that many days off in a row. */
const FARTHEST = 60;

/** 明早: half past eight on the next workday. */
export function nextMorning(moment: LocalMoment, isWorkday: IsWorkday): Ahead {
  return ahead(moment, workdayFrom(addDays(moment.today, 1), isWorkday), MORNING);
}

/** The next round of reminders that is not on a day before `from`. */
export function nextRound(moment: LocalMoment, isWorkday: IsWorkday, from: LocalDate = moment.today): Ahead {
  const { today, time } = moment;
  if (from <= today && isWorkday(today)) {
    const round = ROUNDS.find((one) => one > time);
    if (round !== undefined) return ahead(moment, today, round);
  }
  const first = from > today ? from : addDays(today, 1);
  return ahead(moment, workdayFrom(first, isWorkday), ROUNDS[0]);
}

/**
 * When units may be asked once more. The etiquette: nobody is asked twice on a day, so not on the day the duty was
 * opened and not on a day it was urged already.
 */
export function nextAsking(
  duty: { readonly openedOn: LocalDate; readonly urgedOn?: LocalDate },
  moment: LocalMoment,
  isWorkday: IsWorkday,
): Ahead & { readonly notToday: boolean } {
  const notToday = [duty.openedOn, duty.urgedOn].includes(moment.today);
  const from = notToday ? addDays(moment.today, 1) : moment.today;
  return { ...nextRound(moment, isWorkday, from), notToday };
}

function workdayFrom(day: LocalDate, isWorkday: IsWorkday): LocalDate {
  let one = day;
  for (let n = 0; n < FARTHEST && !isWorkday(one); n += 1) one = addDays(one, 1);
  return one;
}

/** The instant of a day and time of the county, seen from `moment`: before it too. Days have 24 hours, as in China. */
export function momentOf(moment: LocalMoment, day: LocalDate, time: string): Date {
  return ahead(moment, day, time).at;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;

function ahead({ now, today, time }: LocalMoment, day: LocalDate, at: string): Ahead {
  const minutes = daysBetween(today, day) * DAY_MINUTES + minutesOf(at) - minutesOf(time);
  const onTheMinute = Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS;
  return { at: new Date(onTheMinute + minutes * MINUTE_MS), day, time: at };
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
