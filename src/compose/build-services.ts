import { createCalendar } from '../calendar/calendar.ts';
import type { Config } from '../config.ts';
import { createDropoutStore } from '../dropouts/dropouts-store.ts';
import { createFigures } from '../figures/figures-store.ts';
import { createFiles } from '../files/find-files.ts';
import { createHazardStore } from '../hazards/hazards-store.ts';
import { createIncidentStore } from '../incidents/incidents-store.ts';
import type { Clock } from '../kit/clock.ts';
import { createPhotos } from '../media/photos-store.ts';
import { createGroupCommit } from '../mongo/group-commit.ts';
import { createSerials } from '../mongo/serials.ts';
import { createPeople } from '../people/people.ts';
import type { County } from '../places/county.ts';
import { type CountyStore, createCountyStore } from '../places/county-store.ts';
import type { Services } from '../services.ts';
import type { Database } from './open-database.ts';

/** Everything a command can reach, and the county store that feeds it. */
export interface Built {
  readonly services: Services;
  readonly county: CountyStore;
}

/** Build the stores of the domain on an open database. */
export function buildServices(config: Config, { mongo, sealer }: Database, clock: Clock): Built {
  const county = createCountyStore({ mongo, sealer, clock });
  const files = {
    mongo,
    commit: createGroupCommit(mongo),
    serials: createSerials(mongo),
    sealer,
    tz: config.timeZone,
  };
  const stores = {
    dropouts: createDropoutStore(files),
    hazards: createHazardStore(files),
    incidents: createIncidentStore(files),
  };
  const townshipOf = async (schoolId: string): Promise<string | undefined> => {
    const place = (await county.current()).byId(schoolId);
    return place?.kind === 'school' ? place.townshipId : undefined;
  };
  const people = createPeople({
    mongo,
    sealer,
    admins: config.admins,
    roster: () => county.county(),
    townshipOf,
  });
  return {
    county,
    services: {
      ...stores,
      people,
      places: county,
      calendar: { current: async () => calendarOf(await county.county()) },
      files: createFiles(stores),
      figures: createFigures(mongo),
      photos: createPhotos({ mongo, sealer, clock }),
    },
  };
}

const calendars = new WeakMap<County, ReturnType<typeof createCalendar>>();

/** One calendar per version of the county: building it costs more than asking it. */
function calendarOf(county: County) {
  const known = calendars.get(county);
  if (known) return known;
  const made = createCalendar({ terms: county.terms, ...county.workdays });
  calendars.set(county, made);
  return made;
}
