import type { Entry, EntryDocument } from './casefiles/entry.ts';
import type { FileType } from './casefiles/file-type.ts';
import { type Filling, type FillingFacts, fillEntries } from './casefiles/fill-entries-store.ts';
import { nextState } from './casefiles/transitions.ts';
import { DIRECTIVE_FILE } from './digests/directive-file.ts';
import { DROPOUT_FILE } from './dropouts/dropout-document.ts';
import { DUTY_FILE } from './duties/duty-document.ts';
import { RETURN_FILE } from './duties/return-document.ts';
import { HAZARD_FILE } from './hazards/hazard-document.ts';
import { INCIDENT_FILE } from './incidents/incident-file.ts';
import { CHECK_FILE } from './inspections/check-document.ts';
import { PERMIT_FILE } from './inspections/permit-document.ts';
import { VISIT_FILE } from './inspections/visit-document.ts';
import type { Mongo } from './mongo/connect.ts';
import { CHANGES_FILE } from './reminders/change-file.ts';
import { SUPERVISION_FILE } from './supervision/supervision-document.ts';

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
  // Opening was no entry of a duty then.
  fileType({ type: DUTY_FILE, first: (duty) => led(DUTY_FILE, duty, 'open') ?? 'open' }),
  fileType({ type: RETURN_FILE, first: (one) => led(RETURN_FILE, one, undefined) ?? 'open' }),
  fileType({ type: SUPERVISION_FILE, first: () => 'issued' }),
  fileType({ type: VISIT_FILE, first: () => 'came' }),
  fileType({ type: CHECK_FILE, first: () => 'assigned' }),
  fileType({ type: PERMIT_FILE, first: () => 'held' }),
  fileType({ type: CHANGES_FILE, first: () => 'changed', kind: 'changed' }),
];

/** Collections that are listed by area and state, and by who is next. */
export const LISTED_FILES = [DROPOUT_FILE, HAZARD_FILE, DIRECTIVE_FILE].map(({ collection }) => collection);

function fileType<E extends Entry, D extends EntryDocument<E>>(filling: Filling<E, D>): CaseFileType {
  return {
    collection: filling.type.collection,
    fill: (db, facts) => fillEntries(db, filling, facts),
  };
}

/** Where the first entry led from `before`, by the table. */
function led<E extends Entry, D extends EntryDocument<E>>(
  { moves }: FileType<E, D>,
  { entries: [first] }: { readonly entries: readonly { readonly kind?: E['kind'] }[] },
  before: E['to'] | undefined,
): E['to'] | undefined {
  return first?.kind && nextState(moves[first.kind as E['kind']], before);
}
