import { type CaseFileServices, createAppends } from '../casefiles/append-store.ts';
import { entryPlace, tellSealed } from '../casefiles/follow-up.ts';
import { defined } from '../kit/defined.ts';
import { localDate } from '../kit/local-date.ts';
import type { Sealer } from '../privacy/types.ts';
import type { OfficerVisits, VisitCount } from './officer-visits.ts';
import { VISIT_FILE } from './visit-document.ts';

/** Visits of the six officers in MongoDB. */
export function createOfficerVisits(services: CaseFileServices & { readonly sealer: Sealer }): OfficerVisits {
  const { sealer, tz } = services;
  const { files, append } = createAppends(services, VISIT_FILE);
  return {
    record:
      ({ kind, officer, schoolId, areaId, about, by, at, tell }) =>
      async (key) => {
        const on = localDate(at, tz);
        // Both sides may write one visit down: it is one.
        const _id = kind === 'came' ? `${on}:${schoolId}:${officer}` : key;
        const place = entryPlace(VISIT_FILE.collection, _id, key);
        const fresh = { _id, officer, schoolId, areaId, on, ...defined({ about }) };
        const after = tell.map((one) => tellSealed(sealer, place, one));
        await append({ _id }, { key, kind, by, at }, () => ({ fresh, after }));
      },

    counts: async (schoolId, from) => {
      const counts = new Map<string, VisitCount>();
      const found = files.find({ schoolId, on: { $gte: from } }, { projection: { officer: 1, state: 1 } });
      for await (const { officer, state } of found) {
        const { came, called } = counts.get(officer) ?? { came: 0, called: 0 };
        counts.set(officer, {
          came: came + (state === 'came' ? 1 : 0),
          called: called + (state === 'called' ? 1 : 0),
        });
      }
      return counts;
    },
  };
}
