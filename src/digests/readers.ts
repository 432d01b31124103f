import type { Calendar } from '../calendar/types.ts';
import { addDays, type LocalDate, weekStart } from '../kit/local-date.ts';
import type { Role } from '../people/roles.ts';
import { DIGEST_HOURS, type DigestKind, type DigestSettings } from './types.ts';

/** Who may read digests at all. */
export const READERS: readonly Role[] = ['leader', 'bureau', 'township', 'admin'];

/** What decides when somebody reads. */
export interface Reader {
  readonly role: Role;
  readonly post?: string;
  readonly department?: string;
}

const COUNTY_LEADER = /(?:县|区|市|旗|州)(?:长|委|政府|人大|政协)|县领导|区领导|市领导/u;

/** County leaders read weekly, the bureau's leaders each morning and weekly, all others when they ask. */
export function defaultSettings({ role, post = '', department = '' }: Reader): DigestSettings {
  if (role !== 'leader') return { weekly: false };
  return COUNTY_LEADER.test(`${department} ${post}`)
    ? { weekly: true }
    : { morning: DIGEST_HOURS.morning, weekly: true };
}

/** Seasons in which leaders read daily though schools are closed. */
const WATCHFUL = ['防溺水季', '汛期'] as const;

/** Minutes after the reader's hour within which a digest is still given. */
const GRACE_MINUTES = 120;

/** What is due to a reader with these settings at that time of that day, in the order of the kinds. */
export function dueKinds(
  settings: DigestSettings,
  { day, time, calendar }: { readonly day: LocalDate; readonly time: string; readonly calendar: Calendar },
): readonly DigestKind[] {
  if (!calendar.isWorkday(day)) return [];
  const daily = isDailyTime(calendar, day);
  const hours: Partial<Record<DigestKind, string | undefined>> = {
    ...(daily ? { morning: settings.morning, evening: settings.evening } : {}),
    ...(readsWeekly(settings, daily) && isWeeklyDay(calendar, day) ? { weekly: DIGEST_HOURS.weekly } : {}),
    ...(readsAny(settings) && isTermEnd(calendar, day) ? { term: DIGEST_HOURS.term } : {}),
  };
  return KINDS.filter((kind) => {
    const hour = hours[kind];
    return hour !== undefined && isWithin(time, hour);
  });
}

const KINDS: readonly DigestKind[] = ['morning', 'evening', 'weekly', 'term'];

/** Weekly takes the place of daily while schools are closed, except in the seasons that need watching. */
export function isDailyTime(calendar: Calendar, day: LocalDate): boolean {
  const inTerm = day <= calendar.termOf(day).to;
  return inTerm || WATCHFUL.some((season) => calendar.inSeason(season, day));
}

const readsAny = ({ morning, evening, weekly }: DigestSettings): boolean =>
  weekly || morning !== undefined || evening !== undefined;

const readsWeekly = (settings: DigestSettings, daily: boolean): boolean =>
  daily ? settings.weekly : readsAny(settings);

/** Friday, or the last workday before it in the same week. */
function isWeeklyDay(calendar: Calendar, day: LocalDate): boolean {
  const monday = weekStart(day);
  const workdays = [0, 1, 2, 3, 4].map((n) => addDays(monday, n)).filter((one) => calendar.isWorkday(one));
  return workdays.at(-1) === day;
}

function isTermEnd(calendar: Calendar, day: LocalDate): boolean {
  return day === calendar.workdayUntil(calendar.termOf(day).to);
}

/** Whether `time` is at or after the hour, and not more than two hours late. */
export function isWithin(time: string, hour: string): boolean {
  const late = minutes(time) - minutes(hour);
  return late >= 0 && late < GRACE_MINUTES;
}

function minutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

const MARKS: Readonly<Record<DigestKind, string>> = {
  morning: '',
  evening: '晚',
  weekly: '周',
  monthly: '月',
  term: '期',
};

/** What 批示 refers to: `D1124`, `D1124晚`. */
export function tagOf(kind: DigestKind, day: LocalDate): string {
  return `D${day.slice(5, 7)}${day.slice(8, 10)}${MARKS[kind]}`;
}
