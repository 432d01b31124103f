import type { Calendar } from '../calendar/types.ts';
import { instantOf } from '../kit/instant-of.ts';
import { addDays, type LocalDate, localDate, localTime } from '../kit/local-date.ts';
import type { MayGoOut } from './types.ts';

const QUIET = { from: '20:00', to: '08:00' } as const;

/** Whether nothing that is not urgent goes out at that time of day, `HH:mm`. */
export const isQuietTime = (time: string): boolean => time >= QUIET.from || time < QUIET.to;

/** When non-urgent messages rest. Times of day are `HH:mm` in `timeZone`. */
export interface QuietHours {
  readonly calendar: Calendar;
  readonly timeZone: string;
  readonly from?: string;
  readonly to?: string;
}

// 春节 and 国庆 with their neighbours are at most a fortnight.
const LONGEST_REST_DAYS = 30;

/**
 * Nobody is disturbed from 20:00 to 08:00 nor on days off: `normal` and `low` wait for the next working morning,
 * `high` waits for the next morning only, an emergency never waits.
 */
export function createQuietHours({
  calendar,
  timeZone,
  from = QUIET.from,
  to = QUIET.to,
}: QuietHours): MayGoOut {
  return (at, priority) => {
    if (priority === 'emergency') return true;
    const works = (day: LocalDate): boolean => priority === 'high' || calendar.isWorkday(day);
    const day = localDate(at, timeZone);
    const time = localTime(at, timeZone);
    if (works(day) && time >= to && time < from) return true;
    const first = time < to ? day : addDays(day, 1);
    return instantOf(nextDay(first, works), to, timeZone);
  };
}

function nextDay(first: LocalDate, works: (day: LocalDate) => boolean): LocalDate {
  for (let ahead = 0; ahead < LONGEST_REST_DAYS; ahead += 1) {
    const day = addDays(first, ahead);
    if (works(day)) return day;
  }
  return first;
}
