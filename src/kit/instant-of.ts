import { type LocalDate, localDate, localTime } from './local-date.ts';

/** The instant at which the clocks of an IANA time zone show `time` (`HH:mm`) on `day`. */
export function instantOf(day: LocalDate, time: string, tz: string): Date {
  const asUtc = Date.parse(`${day}T${time}:00Z`);
  const shown = Date.parse(`${localDate(new Date(asUtc), tz)}T${localTime(new Date(asUtc), tz)}:00Z`);
  return new Date(asUtc - (shown - asUtc));
}
