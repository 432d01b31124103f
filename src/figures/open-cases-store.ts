import type { Mongo } from '../mongo/connect.ts';

const COLLECTIONS = ['dropouts', 'hazards'] as const;
/** Where a file names a place. */
const FIELDS = ['areaId', 'schoolId', 'placeId'] as const;

/**
 * How many open cases and hazards name each of these places. A place of the county file may not vanish while it
 * has some. Reads the index of open files only.
 */
export function createOpenCases(
  mongo: Mongo,
): (placeIds: readonly string[]) => Promise<ReadonlyMap<string, number>> {
  return async (placeIds) => {
    const counts = new Map<string, number>(placeIds.map((id) => [id, 0]));
    for (const name of COLLECTIONS) {
      const named = FIELDS.map((field) => ({ [field]: { $in: placeIds } }));
      const projection = Object.fromEntries(FIELDS.map((field) => [field, 1]));
      for await (const file of mongo.collection(name).find({ open: true, $or: named }, { projection })) {
        countOnce(counts, new Set(FIELDS.map((field) => file[field] as string | undefined)));
      }
    }
    return counts;
  };
}

function countOnce(counts: Map<string, number>, places: ReadonlySet<string | undefined>): void {
  for (const place of places) {
    const count = place === undefined ? undefined : counts.get(place);
    if (place !== undefined && count !== undefined) counts.set(place, count + 1);
  }
}
