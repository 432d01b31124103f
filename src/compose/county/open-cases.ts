import type { Mongo } from '../../mongo/connect.ts';
import type { OpenCasesOf } from '../../places/county-changes.ts';

/** What cases and hazards say about where they belong. */
interface Located {
  readonly open: boolean;
  readonly areaId: string;
  readonly schoolId?: string;
  readonly placeId?: string;
}

/** Counts open dropout cases and hazards by township, school and spot; one file counts for each of them once. */
export function openCasesIn(mongo: Mongo): OpenCasesOf {
  const collections = ['dropouts', 'hazards'].map((name) => mongo.collection<Located>(name));
  return async (placeIds) => {
    const within = { $in: [...placeIds] };
    const filter = { open: true, $or: [{ areaId: within }, { schoolId: within }, { placeId: within }] };
    const projection = { areaId: 1, schoolId: 1, placeId: 1 };
    const found = await Promise.all(collections.map((each) => each.find(filter, { projection }).toArray()));
    const counts = new Map<string, number>();
    for (const { areaId, schoolId, placeId } of found.flat())
      for (const id of new Set([areaId, schoolId, placeId]))
        if (id !== undefined && placeIds.includes(id)) counts.set(id, (counts.get(id) ?? 0) + 1);
    return counts;
  };
}
