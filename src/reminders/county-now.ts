import type { Calendar } from '../calendar/types.ts';
import { type LocalDate, localDate } from '../kit/local-date.ts';
import type { KnownGroup, Person } from '../people/types.ts';
import type { County } from '../places/county.ts';
import type { Gazetteer } from '../places/gazetteer.ts';

/** The county as it is at one moment: who and what is there. */
export interface CountyNow {
  readonly now: Date;
  readonly today: LocalDate;
  readonly timeZone: string;
  readonly calendar: Calendar;
  readonly gazetteer: Gazetteer;
  readonly districts: County['districts'];
  readonly people: readonly Person[];
  readonly groups: readonly KnownGroup[];
}

/** Where that is read. */
export interface CountySources {
  readonly people: { everyone(): Promise<readonly Person[]>; groups(): Promise<readonly KnownGroup[]> };
  readonly county: () => Promise<Pick<County, 'gazetteer' | 'districts'>>;
  readonly calendar: { current(): Promise<Calendar> };
  readonly timeZone: string;
}

/** Reads the county as it is now. */
export async function countyNow(sources: CountySources, now: Date): Promise<CountyNow> {
  const { people, timeZone } = sources;
  const [calendar, { gazetteer, districts }, persons, groups] = await Promise.all([
    sources.calendar.current(),
    sources.county(),
    people.everyone(),
    people.groups(),
  ]);
  const today = localDate(now, timeZone);
  return { now, today, timeZone, calendar, gazetteer, districts, people: persons, groups };
}
