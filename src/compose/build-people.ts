import { defined } from '../kit/defined.ts';
import { safeError } from '../log.ts';
import type { ConvertIds } from '../people/aliases.ts';
import { createContacts } from '../people/contacts.ts';
import { recordedOnTrail } from '../people/on-trail.ts';
import { createPeople } from '../people/people.ts';
import { createStanding } from '../people/standing.ts';
import { createWaiting } from '../people/waiting-store.ts';
import { createListedSince } from '../places/listed-since-store.ts';
import type { Services } from '../services.ts';
import type { Base } from './base.ts';
import type { Stores } from './build-stores.ts';

/** Who the people are, where they are reached, and what waits for their next word. */
export type BuiltPeople = Pick<Services, 'people' | 'contacts' | 'waiting'>;

type PeopleBase = Pick<Base, 'config' | 'database' | 'clock' | 'log'>;

/** The people of this county. `convert` turns WeCom's encrypted ids into those of the roster. */
export function buildPeople(
  base: PeopleBase,
  { county, services: { trail } }: Pick<Stores, 'county'> & { readonly services: Pick<Services, 'trail'> },
  convert?: ConvertIds,
): BuiltPeople {
  const { config, database, clock, log } = base;
  const { mongo, sealer } = database;
  const { wecomSocket, wecomApp, dingtalk } = config.platforms;
  const onError = (error: Error): void =>
    log.warn({ code: 'people', err: safeError(error) }, 'a note about people was lost');
  const unrecorded = createPeople({
    ...{ mongo, sealer, onError },
    admins: config.admins,
    roster: () => county.county(),
    listedSince: createListedSince(mongo),
    townshipOf: async (schoolId) => {
      const place = (await county.current()).byId(schoolId);
      return place?.kind === 'school' ? place.townshipId : undefined;
    },
    ...defined({ convert }),
  });
  const people = recordedOnTrail(unrecorded, trail);
  const contacts = createContacts({
    ...{ mongo, sealer, clock, onError },
    channels: {
      wecomSocket: wecomSocket !== undefined,
      wecomApp: wecomApp !== undefined,
      dingtalkPerson: dingtalk !== undefined,
    },
    webhookOf: county.webhookOf,
  });
  const waiting = createWaiting({ mongo, sealer, clock, standing: createStanding(people) });
  return { people, contacts, waiting };
}
