/**
 * The days of the simulated school year, kept by hand and read by nothing else: the observer does not ask the
 * program's calendar. 2026 follows the published arrangement (中秋 9-25..27, 国庆 10-1..7, worked 9-20 and 10-10);
 * for 2027, which nobody has published yet, the county file names these days itself.
 */

/** The county's terms. */
export const TERMS = [
  { name: '2026年秋季学期', from: '2026-09-01', to: '2027-01-29' },
  { name: '2027年春季学期', from: '2027-02-22', to: '2027-07-09' },
] as const;

/** Days off of 2027 that are no weekends; 春节 is 2027-02-06, 清明 4-5, 端午 6-9. */
export const RESTING: readonly string[] = [
  '2027-01-01',
  '2027-02-05',
  '2027-02-08',
  '2027-02-09',
  '2027-02-10',
  '2027-02-11',
  '2027-02-12',
  '2027-04-05',
  '2027-05-03',
  '2027-05-04',
  '2027-05-05',
  '2027-06-09',
];

/** Weekend days of 2027 that are worked instead. */
export const WORKING: readonly string[] = ['2027-02-20', '2027-05-08'];

const OFF_2026 = new Set([
  '2026-09-25',
  '2026-10-01',
  '2026-10-02',
  '2026-10-05',
  '2026-10-06',
  '2026-10-07',
]);
const ON_2026 = new Set(['2026-09-20', '2026-10-10']);
const OFF = new Set([...OFF_2026, ...RESTING]);
const ON = new Set([...ON_2026, ...WORKING]);

/** Whether people work that day, `YYYY-MM-DD`, from 2026-09-01 to 2027-08-31. */
export function isWorked(day: string): boolean {
  if (ON.has(day)) return true;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !OFF.has(day);
}

/** The day `days` after, `YYYY-MM-DD`. */
export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Monday of the day's week. */
export function weekOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return plusDays(day, -((weekday + 6) % 7));
}

/** The instant of a wall-clock time in the county, `HH:mm`. */
export function at(day: string, time: string): Date {
  return new Date(`${day}T${time}:00+08:00`);
}

/** The county's day of an instant. */
export function dayOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** The county's wall-clock time of an instant, `HH:mm`. */
export function timeOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
}
