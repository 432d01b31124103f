import type { Services } from '../services.ts';
import type { BuiltDocuments } from './build-documents.ts';
import type { BuiltPeople } from './build-people.ts';
import type { Stores } from './build-stores.ts';

/** What reminders, digests and jobs are built over: the stores, the people, and the way to tell them something. */
export interface Built extends Omit<Stores, 'services'> {
  readonly ledgers: BuiltDocuments['ledgers'];
  readonly services: Stores['services'] & BuiltPeople & Pick<Services, 'tell' | 'alarm' | 'documents'>;
}
