import { instantOf } from '../kit/instant-of.ts';
import { addDays, type LocalDate, localDate, weekday } from '../kit/local-date.ts';

/** Whether a civil day is a workday of the county. */
export type IsWorkday = (day: LocalDate) => boolean;

/** A place in time that the page offers to go to. */
export interface Stop {
  readonly id: string;
  /** As a button says it: `今天 16:00`. */
  readonly label: string;
  /** What happens there: `提醒`. */
  readonly what?: string;
  readonly at: Date;
}

/** When things happen: the day's turn, end of quiet hours, digest, 明早, reminders, reminders, the evening's digest. */
const TIMES = ['00:30', '08:00', '08:10', '08:30', '10:00', '16:00', '17:10'] as const;
const DAY_MS = 86_400_000;
/** The longest holidays are shorter. */
const DAYS_AHEAD = 30;

/** Where something may happen between two instants, in order; `to` itself is the last one. */
export function instantsUntil(from: Date, to: Date, tz: string): readonly Date[] {
  const last = localDate(to, tz);
  const between: Date[] = [];
  for (let day = localDate(from, tz); day <= last; day = addDays(day, 1)) {
    between.push(...TIMES.map((time) => instantOf(day, time, tz)).filter((at) => at > from && at < to));
  }
  return [...between, to];
}

/** The places in time to go to from `now`, the nearest first: a digest, the two hours of reminders, a week. */
export function stopsFrom(now: Date, isWorkday: IsWorkday, tz: string): readonly Stop[] {
  const today = localDate(now, tz);
  const next = (id: string, time: string, what: string): Stop[] => {
    const day = nextWorkday(now, time, isWorkday, tz);
    if (day === undefined) return [];
    const which = day === today ? '今天' : '下个工作日';
    return [{ id, label: `${which} ${time.replace(/^0/, '')}`, what, at: instantOf(day, time, tz) }];
  };
  const stops = [
    ...next('digest', '08:10', '日报'),
    ...next('morning', '10:00', '提醒'),
    ...next('afternoon', '16:00', '提醒'),
    { id: 'week', label: '一周后', at: new Date(now.getTime() + 7 * DAY_MS) },
  ];
  return stops.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function nextWorkday(now: Date, time: string, isWorkday: IsWorkday, tz: string): LocalDate | undefined {
  const today = localDate(now, tz);
  const days = Array.from({ length: DAYS_AHEAD }, (_, ahead) => addDays(today, ahead));
  return days.find((day) => isWorkday(day) && instantOf(day, time, tz) > now);
}

/** 周一 … 周日. */
export function weekdayWord(day: LocalDate): string {
  return `周${'一二三四五六日'[weekday(day) - 1]}`;
}
