import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { DuplicateKey } from '../mongo/errors.ts';
import type { GroupCommit } from '../mongo/group-commit.ts';
import type { Sealer } from '../privacy/types.ts';
import { newInspection, type StoredInspection, toInspection } from './inspection-document.ts';
import type { InspectionForm, Inspections } from './types.ts';

/** Collection of the inspections. */
const INSPECTIONS = 'inspections';

/** What inspections are kept with. */
export interface InspectionServices {
  readonly mongo: Mongo;
  readonly commit: GroupCommit;
  readonly sealer: Sealer;
  readonly forms: readonly InspectionForm[];
}

/** Inspections in MongoDB. */
export function createInspections({ mongo, commit, sealer, forms }: InspectionServices): Inspections {
  const inspections = mongo.db.collection<StoredInspection>(INSPECTIONS, { promoteBuffers: true });
  return {
    forms,

    record: (draft) => async (key) => {
      const made = newInspection(sealer, draft, key);
      try {
        await commit.insert(INSPECTIONS, made);
        return toInspection(sealer, made);
      } catch (error) {
        // Signed already, by an earlier run of the same message: what that one stored counts.
        const stored = error instanceof DuplicateKey ? await inspections.findOne({ _id: key }) : null;
        if (stored === null) throw error;
        return toInspection(sealer, stored);
      }
    },

    lastOf: async (schoolId, limit, by) => {
      const filter = { schoolId, ...defined({ 'by.key': by && { $in: [...by] } }) };
      const newest = inspections.find(filter).sort({ at: -1, _id: -1 }).limit(limit);
      return (await newest.toArray()).map((stored) => toInspection(sealer, stored));
    },
  };
}
