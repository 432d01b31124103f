import type { mongo } from 'mongoose';
import { DROPOUTS } from '../dropouts/dropouts-store.ts';
import { HAZARDS } from '../hazards/hazards-store.ts';
import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { type CaseOfChild, childrenByArea } from './children.ts';
import type { CountQuery, Figures } from './types.ts';

/** Figures read from the files themselves, over the indexes of open states and report dates. */
export function createFigures(database: Mongo): Figures {
  return {
    countByArea: async (query) => {
      if (query.subject !== 'relapses') return await countFiles(database, query);
      const children = childrenByArea(await relapses(database, query));
      const { areaIds } = query;
      return areaIds === undefined
        ? children
        : new Map([...children].filter(([area]) => areaIds.includes(area)));
    },
    openHazardsBySchool: async () => {
      const ofSchools = database.collection(HAZARDS).aggregate<Group>(openBySchoolPipeline());
      return countsOf(await ofSchools.toArray());
    },
  };
}

interface Group {
  readonly _id: string | null;
  readonly n: number;
}

/** Hazards of no school have no group of theirs. */
const countsOf = (groups: readonly Group[]): ReadonlyMap<string, number> =>
  new Map(groups.flatMap(({ _id, n }) => (_id === null ? [] : [[_id, n] as const])));

/** What is counted: open now, or reported in the period and not withdrawn. */
export function countFilter({ period, schoolId }: Pick<CountQuery, 'period' | 'schoolId'>): mongo.Document {
  return {
    ...(period === undefined
      ? { open: true }
      : { reportedOn: { $gte: period.from, $lte: period.to }, withdrawn: false }),
    ...defined({ schoolId }),
  };
}

/** The aggregation behind the counts of files; covered by an index, so that no document is read. */
export function countPipeline(query: CountQuery): mongo.Document[] {
  const areas = defined({ areaId: query.areaIds && { $in: [...query.areaIds] } });
  return [{ $match: { ...countFilter(query), ...areas } }, { $group: { _id: '$areaId', n: { $sum: 1 } } }];
}

/** The aggregation behind the open files of each school, covered by an index too. */
export function openBySchoolPipeline(): mongo.Document[] {
  return [{ $match: countFilter({}) }, { $group: { _id: '$schoolId', n: { $sum: 1 } } }];
}

async function countFiles(database: Mongo, query: CountQuery): Promise<ReadonlyMap<string, number>> {
  const files = database.collection(query.subject === 'hazards' ? HAZARDS : DROPOUTS);
  return countsOf(await files.aggregate<Group>(countPipeline(query)).toArray());
}

/**
 * The relapse cases of all areas, since a child reported in two of them counts in one only. Few, by their nature:
 * who the children are is compared here.
 */
async function relapses(database: Mongo, query: CountQuery): Promise<CaseOfChild[]> {
  return await database
    .collection(DROPOUTS)
    .find({ relapse: true, ...countFilter(query) })
    .project<CaseOfChild>({ _id: 0, areaId: 1, reportedAt: 1, childKeys: 1 })
    .toArray();
}
