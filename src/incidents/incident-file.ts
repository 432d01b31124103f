import type { Entry } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';
import type { NumberedDocument } from '../casefiles/numbered-store.ts';
import type { By } from '../kit/by.ts';

/** An incident as it lies in the collection `incidents`. */
export interface StoredIncident extends NumberedDocument<Entry<'reported', 'reported'>> {
  readonly areaId?: string;
  readonly reporter: By;
  /** The sealed words of the report. */
  readonly sealed: Buffer;
}

/** The type of file an incident is: so far only the first report of one (突发事件初报). */
export const INCIDENT_FILE: FileType<StoredIncident['entries'][number], StoredIncident> = {
  collection: 'incidents',
  moves: { reported: { from: ['new'], to: 'reported', who: { roles: 'anyone', files: 'seen' } } },
  sight: { ownFor: 'anyone' },
  heads: () => ({ open: true }),
};
