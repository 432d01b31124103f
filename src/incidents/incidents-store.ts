import { createNumberedFiles, type NumberedServices } from '../casefiles/numbered-store.ts';
import { begun, entryOf } from '../casefiles/plan-entry.ts';
import { defined } from '../kit/defined.ts';
import type { Sealer } from '../privacy/types.ts';
import { INCIDENT_FILE, type StoredIncident } from './incident-file.ts';
import type { Incident, IncidentStore } from './types.ts';

type StoredEntry = StoredIncident['entries'][number];

/** Incidents in MongoDB. */
export function createIncidentStore(services: NumberedServices & { readonly sealer: Sealer }): IncidentStore {
  const incidents = createNumberedFiles(services, INCIDENT_FILE, 'T');
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
          sealed: services.sealer.seal(words, `incidents:${key}:sealed`),
          ...begun(entryOf<StoredEntry>({ key, kind: 'reported', to: 'reported', by, at, tz: services.tz })),
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
    reporterKey: stored.reporterKey,
    entries: stored.entries,
  };
}
