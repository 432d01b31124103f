import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import { createFileCollection, type FileDocument, type FileServices } from '../mongo/file-collection.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Incident, IncidentStore } from './types.ts';

/** Collection of the incidents. */
export const INCIDENTS = 'incidents';

interface StoredIncident extends FileDocument {
  readonly areaId?: string;
  readonly reporter: By;
  /** The sealed words of the report. */
  readonly sealed: Buffer;
}

/** Incidents in MongoDB. */
export function createIncidentStore(services: FileServices & { readonly sealer: Sealer }): IncidentStore {
  const incidents = createFileCollection<StoredIncident>(services, INCIDENTS, 'T');
  return {
    report:
      ({ words, areaId, by, at, on }) =>
      async (key) => {
        const stored = await incidents.openOnce(key, on, (no, serial) => ({
          _id: key,
          no,
          serial,
          open: true,
          ...defined({ areaId }),
          reportedAt: at,
          reportedOn: on,
          reporterKey: by.key,
          reporter: by,
          sealed: services.sealer.seal(words, `${INCIDENTS}:${key}:sealed`),
          entries: [{ id: key, kind: 'reported', at, by }],
          v: 1,
        }));
        return toIncident(stored);
      },
    find: async (no) => {
      const stored = await incidents.byNo(no);
      return stored === undefined ? undefined : toIncident(stored);
    },
  };
}

function toIncident(stored: StoredIncident): Incident {
  return {
    id: stored._id,
    no: stored.no,
    ...defined({ areaId: stored.areaId }),
    reportedAt: stored.reportedAt,
    reportedOn: stored.reportedOn,
    reporter: stored.reporter,
  };
}
