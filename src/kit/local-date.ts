/** A civil date `YYYY-MM-DD` in the county's time zone. Such strings compare in time order. */
export type LocalDate = string;

const DAY_MS = 86_400_000;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** The civil date of an instant in an IANA time zone. */
export function localDate(instant: Date, tz: string): LocalDate {
  return stamp(instant, tz).slice(0, 10);
}

/** The wall-clock time of an instant in an IANA time zone, `HH:mm`. */
export function localTime(instant: Date, tz: string): string {
  return stamp(instant, tz).slice(11, 16);
}

/** Whether the text is a date of the calendar written `YYYY-MM-DD`: `2026-02-29` is not. */
export function isRealDate(text: string): text is LocalDate {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && fromDays(toDays(text)) === text;
}

/** The date `days` days later (earlier when negative). */
export function addDays(day: LocalDate, days: number): LocalDate {
  return fromDays(toDays(day) + days);
}

/** Days from `from` to `to`: 1 for neighbours, negative when `to` comes first. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return toDays(to) - toDays(from);
}

/** Day of the week, Monday 1 to Sunday 7. */
export function weekday(day: LocalDate): number {
  // Day 0 (1970-01-01) was a Thursday.
  return ((((toDays(day) + 3) % 7) + 7) % 7) + 1;
}

/** The Monday on or before the date. */
export function weekStart(day: LocalDate): LocalDate {
  return addDays(day, 1 - weekday(day));
}

/** The first day of the date's month. */
export function monthStart(day: LocalDate): LocalDate {
  return `${day.slice(0, 7)}-01`;
}

/** The last day of the date's month. */
export function monthEnd(day: LocalDate): LocalDate {
  return addDays(monthStart(addDays(monthStart(day), 31)), -1);
}

function toDays(day: LocalDate): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / DAY_MS;
}

function fromDays(days: number): LocalDate {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

// sv-SE writes `2026-11-24 08:00`; building a formatter is slow, formatting is not.
function stamp(instant: Date, tz: string): string {
  let formatter = formatters.get(tz);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('sv-SE', {
      timeZone: tz,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    formatters.set(tz, formatter);
  }
  return formatter.format(instant);
}

/** `2026-11-12` as people say it: 11月12日. */
export function spokenDate(day: LocalDate): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

/** `2026-11-12` as papers print it: 2026年11月12日. */
export function printedDate(day: LocalDate): string {
  return `${day.slice(0, 4)}年${spokenDate(day)}`;
}
