import type { AlarmFacts } from '../doctor/probes/alarms.ts';
import { PATIENCE_MS } from '../incidents/alarm.ts';
import { reachPerson } from '../incidents/reach-person.ts';
import type { IncidentStore } from '../incidents/types.ts';
import type { Clock } from '../kit/clock.ts';
import type { CountyStore } from '../places/county-store.ts';
import type { BuiltPeople } from './build-people.ts';

/** What they are read from. */
export interface AlarmFactParts extends Pick<BuiltPeople, 'people' | 'contacts'> {
  readonly county: Pick<CountyStore, 'county'>;
  readonly incidents: Pick<IncidentStore, 'unanswered'>;
  readonly clock: Clock;
}

/** Who would hear of an emergency now, for the doctor. */
export async function alarmFacts(parts: AlarmFactParts): Promise<AlarmFacts> {
  const { people, contacts, county, incidents, clock } = parts;
  const { dutyContacts } = await county.county();
  const known = new Map((await people.everyone()).map((person) => [person.id, person]));
  const kinds = await Promise.all(
    dutyContacts.map(async ({ kind, persons }) => {
      const reached = await Promise.all(persons.map((id) => reachPerson(contacts, id, known.get(id))));
      return { kind, persons: persons.length, reached: reached.filter(({ pushed }) => pushed).length };
    }),
  );
  const before = new Date(clock.now().getTime() - PATIENCE_MS);
  return { kinds, unanswered: await incidents.unanswered(before) };
}
