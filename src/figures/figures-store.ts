import type { mongo } from 'mongoose';
import { DROPOUTS } from '../dropouts/dropouts-store.ts';
import { BUCKETS, type Bucket } from '../dropouts/states.ts';
import { HAZARDS } from '../hazards/hazards-store.ts';
import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { USUAL_DROPOUT_RULES } from '../places/dropout-rules.ts';
import { balanceBetween } from './balance.ts';
import { casesSince, everyCaseOf, scopeFilter } from './cases-store.ts';
import { type CaseOfChild, childrenByArea } from './children.ts';
import { type AreaParts, noParts, withPart } from './partition.ts';
import { recognitionBetween } from './recognition.ts';
import { registerFigures } from './register.ts';
import { type StatisticRules, statisticOf } from './statistic.ts';
import type { CountQuery, FigureScope, Figures } from './types.ts';

/**
 * Figures read from the files themselves, over the indexes of open states, of report dates and of what happened when.
 * `rules` say how the county calls its exclusions and steps.
 */
export function createFigures(
  database: Mongo,
  rules: () => Promise<StatisticRules> = async () => USUAL_DROPOUT_RULES,
): Figures {
  return {
    countByArea: async (query) => {
      if (query.subject !== 'relapses') return await countFiles(database, query);
      const children = childrenByArea(await relapses(database, query));
      const { areaIds } = query;
      return areaIds === undefined
        ? children
        : new Map([...children].filter(([area]) => areaIds.includes(area)));
    },
    partition: async (scope = {}) => {
      const files = database.collection(DROPOUTS);
      const counted = await files.aggregate<PartGroup>(partsPipeline(scope)).toArray();
      const marked = await files.aggregate<MarkGroup>(marksPipeline(scope)).toArray();
      return partitionOf(counted, marked);
    },
    balance: async (between, scope = {}) =>
      balanceBetween(await casesSince(database, between.from, scope), between),
    recognition: async (between, scope = {}) =>
      recognitionBetween(await casesSince(database, between.from, scope), between),
    statistic: async (between, scope = {}) =>
      statisticOf(await everyCaseOf(database, scope), between, await rules()),
    register: async (from, asks) => {
      const cases = asks.length === 0 ? [] : await casesSince(database, from, {});
      return asks.map((ask) => registerFigures(cases, from, ask));
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
function countFilter({ period, schoolId }: Pick<CountQuery, 'period' | 'schoolId'>): mongo.Document {
  return {
    ...(period === undefined
      ? { open: true }
      : { reportedOn: { $gte: period.from, $lte: period.to }, withdrawn: false }),
    ...defined({ schoolId }),
  };
}

/** Relapses of a period are those of that period, however old their files are. */
export function relapseFilter({ period, ...query }: Pick<CountQuery, 'period' | 'schoolId'>): mongo.Document {
  if (period === undefined) return countFilter(query);
  const { reportedOn: relapsedOn, ...others } = countFilter({ ...query, period });
  return { relapsedOn, ...others };
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

interface PartGroup {
  readonly _id: { readonly areaId: string; readonly bucket: Bucket };
  readonly n: number;
}
interface MarkGroup {
  readonly _id: string;
  readonly relapsed: number;
  readonly special: number;
}

/** The aggregation behind the partition, covered by an index. */
export function partsPipeline(scope: FigureScope = {}): mongo.Document[] {
  return [
    { $match: { bucket: { $in: Object.keys(BUCKETS) }, ...scopeFilter(scope) } },
    { $group: { _id: { areaId: '$areaId', bucket: '$bucket' }, n: { $sum: 1 } } },
  ];
}

/** 其中: over those who are out of school; covered by an index too. */
export function marksPipeline(scope: FigureScope = {}): mongo.Document[] {
  const marked = (name: string) => ({ $sum: { $cond: [{ $eq: [`$${name}`, true] }, 1, 0] } });
  return [
    { $match: { open: true, ...scopeFilter(scope) } },
    { $group: { _id: '$areaId', relapsed: marked('relapse'), special: marked('special') } },
  ];
}

function partitionOf(
  counted: readonly PartGroup[],
  marked: readonly MarkGroup[],
): ReadonlyMap<string, AreaParts> {
  const areas = new Map<string, AreaParts>();
  for (const { _id, n } of counted) {
    const area = areas.get(_id.areaId) ?? noParts(_id.areaId);
    areas.set(_id.areaId, withPart(area, { bucket: _id.bucket, n, relapsed: 0, special: 0 }));
  }
  for (const { _id, relapsed, special } of marked) {
    const area = areas.get(_id);
    if (area !== undefined) areas.set(_id, { ...area, relapsed, special });
  }
  return areas;
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
    .find({ relapse: true, ...relapseFilter(query) })
    .project<CaseOfChild>({ _id: 0, areaId: 1, reportedAt: 1, childKeys: 1 })
    .toArray();
}
