import { createCalendar } from '../calendar/calendar.ts';
import { namesSomebody } from '../chat/names-somebody.ts';
import type { Config } from '../config.ts';
import { createDropoutStore } from '../dropouts/dropouts-store.ts';
import { createDutyStore } from '../duties/duties-store.ts';
import { createFigures } from '../figures/figures-store.ts';
import { createFiles } from '../files/find-files.ts';
import { createHazardStore } from '../hazards/hazards-store.ts';
import { createIncidentStore } from '../incidents/incidents-store.ts';
import type { Clock } from '../kit/clock.ts';
import { createPhotos } from '../media/photos-store.ts';
import type { FileServices } from '../mongo/file-collection.ts';
import { createGroupCommit } from '../mongo/group-commit.ts';
import { createSerials } from '../mongo/serials.ts';
import type { ConvertIds } from '../people/aliases.ts';
import { type ConfiguredChannels, createContacts } from '../people/contacts.ts';
import { createPeople } from '../people/people.ts';
import { createTell, type PushWord } from '../people/tell.ts';
import { createWaiting } from '../people/waiting-store.ts';
import type { County } from '../places/county.ts';
import { type CountyStore, createCountyStore } from '../places/county-store.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Services } from '../services.ts';
import { buildInspections } from './build-inspections.ts';
import type { Database } from './open-database.ts';

/** Everything a command can reach, and the county store that feeds it. */
export interface Built {
  /** All but those that look at the outbox, which comes later. */
  readonly services: Omit<Services, 'deliveries' | 'doctor' | 'digests' | 'reminders'>;
  readonly county: CountyStore;
  /** What collections of files share, for stores that are built later. */
  readonly shared: FileServices & { readonly sealer: Sealer; readonly tz: string };
}

/** What the outgoing side lends to the people; all of it may be missing. */
export interface Outside {
  /** Private channels beside DingTalk's one-to-one. */
  readonly channels?: Partial<ConfiguredChannels>;
  /** Hands a private word to the outbox. */
  readonly push?: PushWord;
  /** Converts WeCom's encrypted ids. */
  readonly convert?: ConvertIds;
  /** A background write or a conversion failed. */
  readonly onError?: (error: Error) => void;
}

/** Build the stores of the domain on an open database. */
export function buildServices(
  config: Config,
  { mongo, sealer }: Database,
  clock: Clock,
  outside: Outside = {},
): Built {
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
    ...(outside.convert === undefined ? {} : { convert: outside.convert }),
    ...(outside.onError === undefined ? {} : { onError: outside.onError }),
  });
  const contacts = createContacts({
    mongo,
    sealer,
    clock,
    channels: {
      wecomSocket: false,
      wecomApp: false,
      dingtalkPerson: config.platforms.dingtalk !== undefined,
      ...outside.channels,
    },
    webhookOf: county.webhookOf,
    ...(outside.onError === undefined ? {} : { onError: outside.onError }),
  });
  const waiting = createWaiting({ mongo, sealer, clock });
  const tell = createTell({
    contacts,
    waiting,
    ...(outside.push === undefined ? {} : { push: outside.push }),
  });
  return {
    county,
    shared: files,
    services: {
      ...stores,
      ...buildInspections(files),
      duties: createDutyStore({ mongo, sealer, tz: config.timeZone }),
      people,
      contacts,
      waiting,
      tell,
      places: county,
      namesSomebody: async (words) => namesSomebody(words, await county.current()),
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
  const made = createCalendar({ terms: county.terms, seasons: county.seasons, ...county.workdays });
  calendars.set(county, made);
  return made;
}
