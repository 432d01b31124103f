import { join } from 'node:path';
import { createDocuments } from '../documents/documents.ts';
import { fetchedBy } from '../documents/fetched-by.ts';
import { loadKinds } from '../documents/load-kinds.ts';
import { createPatrolBooks, type PatrolBooks } from '../documents/patrol/patrol-book.ts';
import { createRegister } from '../documents/register-store.ts';
import type { Documents } from '../documents/types.ts';
import { localDate } from '../kit/local-date.ts';
import { loadForms } from '../ledgers/forms.ts';
import { createLedgers, type Ledgers } from '../ledgers/ledgers.ts';
import type { Base } from './base.ts';
import type { BuiltPeople } from './build-people.ts';
import type { Stores } from './build-stores.ts';
import { TEMPLATES_DIR } from './paths.ts';

const FOLDER = join(TEMPLATES_DIR, 'documents');

/** Printed documents, ledgers, and the patrol books of schools. */
export interface BuiltDocuments {
  readonly documents: Documents;
  readonly patrolBooks: PatrolBooks;
  readonly ledgers: Ledgers;
}

/** Documents with the words of the templates. One that cannot be read stops the start. */
export function buildDocuments(
  { config, clock }: Pick<Base, 'config' | 'clock'>,
  { services, shared, county }: Pick<Stores, 'services' | 'shared' | 'county'>,
  { people }: Pick<BuiltPeople, 'people'>,
): BuiltDocuments {
  const { dropouts, hazards, inspections, photos, places, calendar, duties, officerVisits, phones } =
    services;
  return {
    documents: createDocuments({
      ...{ dropouts, hazards, inspections, photos, places, calendar, people },
      kinds: loadKinds(FOLDER),
      register: createRegister(shared),
      rules: async () => (await county.county()).documentRules,
      privacy: async () => (await county.county()).privacyRules,
      timeZone: config.timeZone,
    }),
    patrolBooks: createPatrolBooks({
      ...{ words: join(FOLDER, 'patrol-book.yaml'), places, calendar, clock },
    }),
    ledgers: createLedgers({
      ...{ duties, places, people, fetchedBy, timeZone: config.timeZone },
      forms: loadForms(join(TEMPLATES_DIR, 'ledgers')),
      roster: {
        officers: async () => (await hazards.rules()).officers,
        everyone: () => people.everyone(),
        visits: officerVisits,
        phoneOf: (id) => phones.phoneOf(id),
        since: async () => (await calendar.current()).termOf(localDate(clock.now(), config.timeZone)).from,
      },
    }),
  };
}
