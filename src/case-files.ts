import type { Entry, EntryDocument } from './casefiles/entry.ts';
import { type Filling, type FillingFacts, fillEntries } from './casefiles/fill-entries-store.ts';
import { DIRECTIVE_FILE } from './digests/directive-file.ts';
import { DROPOUT_FILE } from './dropouts/dropout-document.ts';
import { HAZARD_FILE } from './hazards/hazard-document.ts';
import { INCIDENT_FILE } from './incidents/incident-file.ts';
import type { Mongo } from './mongo/connect.ts';

/** A type of file, as the relay and the migrations go through all of them. */
interface CaseFileType {
  readonly collection: string;
  /** See `fillEntries`. */
  fill(db: Mongo['db'], facts: FillingFacts): Promise<void>;
}

/**
 * Every type of file that grows by entries, with the state its first entry led to before entries said so. A new type
 * of file is one line more.
 */
export const CASE_FILES: readonly CaseFileType[] = [
  fileType({ type: DROPOUT_FILE, first: ({ relapse }) => (relapse ? 'relapsed' : 'suspected') }),
  fileType({ type: HAZARD_FILE, first: () => 'reported' }),
  fileType({ type: INCIDENT_FILE, first: () => 'reported' }),
  fileType({ type: DIRECTIVE_FILE, first: () => 'open' }),
];

/** Collections that are listed by area and state, and by who is next. */
export const LISTED_FILES = [DROPOUT_FILE, HAZARD_FILE, DIRECTIVE_FILE].map(({ collection }) => collection);

function fileType<E extends Entry, D extends EntryDocument<E>>(filling: Filling<E, D>): CaseFileType {
  return {
    collection: filling.type.collection,
    fill: (db, facts) => fillEntries(db, filling, facts),
  };
}
