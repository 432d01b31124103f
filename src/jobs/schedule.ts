import { parse } from 'node-cron';
import { localDate, localTime, weekday } from '../kit/local-date.ts';

/** Milliseconds of a minute: slots lie on whole minutes. */
export const MINUTE_MS = 60_000;

/** When something is due, in a time zone. */
export interface Schedule {
  /** The slots later than `after` and not later than `upTo`, in order. Takes time with the distance of the two. */
  slots(after: Date, upTo: Date): readonly Date[];
}

/** The minute that an instant lies in. */
export function minuteOf(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / MINUTE_MS) * MINUTE_MS);
}

/**
 * The schedule of a cron expression of five fields. A minute is a slot when the wall clock of `timeZone` reads so, as
 * node-cron has it: day of month and day of week must both fit, a time that summer time leaves out is none, one that
 * it repeats is two. Throws when the expression is none, or asks for more than numbers (`L`, `mon#1`).
 */
export function readSchedule(expression: string, timeZone: string): Schedule {
  const matches = matcherOf(expression);
  const reading = wallClock(timeZone);
  return {
    slots: (after, upTo) => {
      const found: Date[] = [];
      const end = minuteOf(upTo).getTime();
      for (let at = minuteOf(after).getTime() + MINUTE_MS; at <= end; at += MINUTE_MS) {
        if (matches(reading(at))) found.push(new Date(at));
      }
      return found;
    },
  };
}

/** What a clock on the wall shows. Months from 1, Sunday is 0. */
interface WallTime {
  readonly minute: number;
  readonly hour: number;
  readonly dayOfMonth: number;
  readonly month: number;
  readonly dayOfWeek: number;
}

const FIELDS = ['minute', 'hour', 'dayOfMonth', 'month', 'dayOfWeek'] as const;

function matcherOf(expression: string): (time: WallTime) => boolean {
  if (expression.trim().split(/\s+/).length !== FIELDS.length)
    throw new Error(`A schedule has five fields: ${expression}`);
  const parsed = parse(expression);
  const allowed = FIELDS.map((field) => {
    const values: readonly (number | string)[] = parsed[field];
    if (values.some((value) => typeof value !== 'number'))
      throw new Error(`A schedule is written in numbers: ${expression}`);
    return [field, new Set(values)] as const;
  });
  return (time) => allowed.every(([field, values]) => values.has(time[field]));
}

// Asking for the local time is slow, and zones differ by whole quarters of an hour: one question serves a quarter.
const QUARTER_MS = 15 * MINUTE_MS;
const KEPT_QUARTERS = 1_000;

function wallClock(timeZone: string): (at: number) => WallTime {
  const quarters = new Map<number, WallTime>();
  return (at) => {
    const start = Math.floor(at / QUARTER_MS) * QUARTER_MS;
    let quarter = quarters.get(start);
    if (quarter === undefined) {
      if (quarters.size >= KEPT_QUARTERS) quarters.clear();
      quarter = wallTime(new Date(start), timeZone);
      quarters.set(start, quarter);
    }
    return { ...quarter, minute: quarter.minute + (at - start) / MINUTE_MS };
  };
}

function wallTime(instant: Date, timeZone: string): WallTime {
  const day = localDate(instant, timeZone);
  const [hour, minute] = localTime(instant, timeZone).split(':').map(Number);
  return {
    minute: minute ?? 0,
    hour: hour ?? 0,
    dayOfMonth: Number(day.slice(8, 10)),
    month: Number(day.slice(5, 7)),
    dayOfWeek: weekday(day) % 7,
  };
}
