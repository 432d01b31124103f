import { createCalendar } from '../calendar/calendar.ts';
import { namesSomebody } from '../chat/names-somebody.ts';
import { createDropoutStore } from '../dropouts/dropouts-store.ts';
import { createDutyStore } from '../duties/duties-store.ts';
import { createFigures } from '../figures/figures-store.ts';
import { createFiles } from '../files/find-files.ts';
import { createHazardStore } from '../hazards/hazards-store.ts';
import { createIncidentStore } from '../incidents/incidents-store.ts';
import { createPhotos } from '../media/photos-store.ts';
import type { FileServices } from '../mongo/file-collection.ts';
import { createGroupCommit } from '../mongo/group-commit.ts';
import { createSerials } from '../mongo/serials.ts';
import type { County } from '../places/county.ts';
import { type CountyStore, createCountyStore } from '../places/county-store.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Services } from '../services.ts';
import type { Base } from './base.ts';
import { buildInspections } from './build-inspections.ts';

/** What a county's records are kept in. Nothing of it speaks to anybody. */
export interface Stores {
  readonly services: Omit<
    Services,
    'people' | 'contacts' | 'waiting' | 'tell' | 'reminders' | 'digests' | 'deliveries' | 'doctor'
  >;
  readonly county: CountyStore;
  /** What collections of files share, for stores that are built later. */
  readonly shared: FileServices & { readonly sealer: Sealer; readonly tz: string };
}

/** Build the stores of the domain on an open database. */
export function buildStores({
  config,
  database,
  clock,
}: Pick<Base, 'config' | 'database' | 'clock'>): Stores {
  const { mongo, sealer } = database;
  const tz = config.timeZone;
  const county = createCountyStore({ mongo, sealer, clock });
  const shared = { mongo, commit: createGroupCommit(mongo), serials: createSerials(mongo), sealer, tz };
  const files = {
    dropouts: createDropoutStore(shared),
    hazards: createHazardStore(shared),
    incidents: createIncidentStore(shared),
  };
  return {
    county,
    shared,
    services: {
      ...files,
      ...buildInspections(shared),
      duties: createDutyStore({ mongo, sealer, tz }),
      places: county,
      namesSomebody: async (words) => namesSomebody(words, await county.current()),
      calendar: { current: async () => calendarOf(await county.county()) },
      files: createFiles(files),
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
  const made = createCalendar({ terms: county.terms, seasons: county.seasons, ...county.workdays });
  calendars.set(county, made);
  return made;
}
