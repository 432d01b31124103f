import { join } from 'node:path';
import { createTrail } from '../audit/trail-store.ts';
import { createCalendar } from '../calendar/calendar.ts';
import { createFiles } from '../casefiles/find-files.ts';
import type { NumberedServices } from '../casefiles/numbered-store.ts';
import type { Relay } from '../casefiles/relay-store.ts';
import { mayMeanSomebody } from '../chat/may-mean-somebody.ts';
import { namesSomebody } from '../chat/names-somebody.ts';
import { DROPOUT_FILE } from '../dropouts/dropout-document.ts';
import { createDropoutStore } from '../dropouts/dropouts-store.ts';
import { createDutyStore } from '../duties/duties-store.ts';
import { createFigures } from '../figures/figures-store.ts';
import { HAZARD_FILE } from '../hazards/hazard-document.ts';
import { createHazardStore } from '../hazards/hazards-store.ts';
import { createCriteria } from '../hazards/load-criteria.ts';
import { INCIDENT_FILE } from '../incidents/incident-file.ts';
import { createIncidentStore } from '../incidents/incidents-store.ts';
import { CHECK_FILE } from '../inspections/check-document.ts';
import { createPhotos } from '../media/photos-store.ts';
import { createBulkUpdates } from '../mongo/bulk-updates.ts';
import { createGroupCommit } from '../mongo/group-commit.ts';
import { createSerials } from '../mongo/serials.ts';
import { createLastFiles } from '../people/last-files-store.ts';
import type { County } from '../places/county.ts';
import { type CountyStore, createCountyStore } from '../places/county-store.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Services } from '../services.ts';
import { SUPERVISION_FILE } from '../supervision/supervision-document.ts';
import { createSupervisions } from '../supervision/supervisions-store.ts';
import type { Base } from './base.ts';
import { buildInspections } from './build-inspections.ts';
import { buildRelay } from './build-relay.ts';
import { TEMPLATES_DIR } from './paths.ts';

/** What a county's records are kept in. Nothing of it speaks to anybody. */
export interface Stores {
  readonly services: Omit<
    Services,
    | ('people' | 'contacts' | 'waiting' | 'tell' | 'alarm' | 'documents' | 'signIns' | 'fullViews')
    | ('reminders' | 'digests' | 'deliveries' | 'doctor')
  >;
  readonly county: CountyStore;
  /** What collections of files share, for stores that are built later. */
  readonly shared: NumberedServices & { readonly sealer: Sealer };
  /** Carries out what follows from entries, once it knows where to. */
  readonly relay: Relay;
}

/** Build the stores of the domain on an open database. */
export function buildStores({
  config,
  database,
  clock,
  log,
}: Pick<Base, 'config' | 'database' | 'clock' | 'log'>): Stores {
  const { mongo, sealer } = database;
  const tz = config.timeZone;
  const county = createCountyStore({ mongo, sealer, clock });
  const relay = buildRelay({ database, log });
  const shared = {
    ...{ mongo, sealer, tz, relay: relay.file },
    commit: createGroupCommit(mongo),
    updates: createBulkUpdates(mongo),
    serials: createSerials(mongo),
  };
  const caseRules = async () => {
    const now = await county.county();
    return { rules: now.dropoutRules, calendar: calendarOf(now) };
  };
  const hazardRules = async () => (await county.county()).hazardRules;
  const files = {
    dropouts: createDropoutStore({ ...shared, caseRules }),
    hazards: createHazardStore({ ...shared, hazardRules }),
    criteria: createCriteria(join(TEMPLATES_DIR, 'criteria'), async () => (await hazardRules()).criteria),
    incidents: createIncidentStore(shared),
  };
  const inspections = buildInspections(shared);
  const supervisions = createSupervisions(shared);
  return {
    county,
    shared,
    relay,
    services: {
      ...files,
      ...inspections,
      supervisions,
      duties: createDutyStore(shared),
      places: county,
      phones: county,
      namesSomebody: async (words) => namesSomebody(words, await county.current()),
      mayMeanSomebody: async (words) => mayMeanSomebody(words, await county.current()),
      calendar: { current: async () => calendarOf(await county.county()) },
      files: createFiles({
        dropout: { letter: 'K', type: DROPOUT_FILE, find: files.dropouts.find },
        hazard: { letter: 'Y', type: HAZARD_FILE, find: files.hazards.find },
        incident: { letter: 'T', type: INCIDENT_FILE, find: files.incidents.find },
        supervision: { letter: 'B', type: SUPERVISION_FILE, find: supervisions.find },
        check: { letter: 'J', type: CHECK_FILE, find: inspections.checks.find },
      }),
      lastFiles: createLastFiles(mongo),
      figures: createFigures(mongo, async () => (await county.county()).dropoutRules),
      photos: createPhotos({ mongo, sealer, clock }),
      trail: createTrail({ mongo, sealer, clock }),
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
