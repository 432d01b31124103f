import type { mongo } from 'mongoose';
import type { StoredDropout } from '../dropouts/dropout-document.ts';
import { DROPOUTS } from '../dropouts/dropouts-store.ts';
import { isOutOfReach } from '../dropouts/heads.ts';
import { openPart } from '../dropouts/sealed-part.ts';
import { bucketOf } from '../dropouts/states.ts';
import type { EntryData } from '../hazards/decisions.ts';
import type { StoredHazard } from '../hazards/hazard-document.ts';
import { HAZARDS } from '../hazards/hazards-store.ts';
import { defined } from '../kit/defined.ts';
import { instantOf } from '../kit/instant-of.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Sealer } from '../privacy/types.ts';
import { countsAt } from './as-of.ts';
import type { CaseEvent, HazardEvent } from './events.ts';
import { type AreaParts, type PartFact, partitionAt } from './partition.ts';
import {
  type AreaCounts,
  type AreaFigures,
  type CaseFact,
  CUT_OFF,
  type FileFacts,
  type HazardFact,
  SNAPSHOT_RULE,
  type Snapshot,
  type Snapshots,
} from './snapshot-types.ts';

/** What the snapshots are kept in and computed from. `tz` decides which day an instant belongs to. */
export interface SnapshotsParts {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly tz: string;
}

interface StoredSnapshot {
  /** The day. */
  readonly _id: LocalDate;
  readonly cutOff: Date;
  readonly writtenAt: Date;
  /** Absent of the first rule. */
  readonly rule?: number;
  readonly areas: readonly AreaFigures[];
}

/**
 * Daily figures in the collection `figures_daily`. What is written at the cut-off and what is rebuilt later come from
 * the same computation over the files' entries; only whose child a relapse is follows what is known now.
 */
export function createSnapshots({ mongo, sealer, tz }: SnapshotsParts): Snapshots {
  const daily = mongo.collection<StoredSnapshot>('figures_daily');
  const facts = async (since: Date): Promise<FileFacts> => {
    const [cases, hazards] = await Promise.all([
      touched<StoredDropout>(mongo, DROPOUTS, since, CASE_FIELDS),
      touched<StoredHazard>(mongo, HAZARDS, since, HAZARD_FIELDS),
    ]);
    return {
      cases: cases.filter(isNoLead).map((stored) => caseFact(sealer, stored)),
      hazards: hazards.map(hazardFact).filter(isTaken),
    };
  };
  const cutOff = (day: LocalDate): Date => instantOf(day, CUT_OFF, tz);
  const snapshot = (known: FileFacts, all: readonly PartFact[], day: LocalDate): Snapshot => ({
    day,
    cutOff: cutOff(day),
    rule: SNAPSHOT_RULE,
    areas: withParts(countsAt(known, cutOff(day), day), partitionAt(all, cutOff(day))),
  });
  const rebuilt = async (days: readonly LocalDate[]): Promise<readonly Snapshot[]> => {
    const [first] = [...days].sort();
    if (first === undefined) return [];
    const [known, all] = [await facts(cutOff(first)), await everyCase(mongo)];
    return days.map((day) => snapshot(known, all, day));
  };
  const stored = async (days: readonly LocalDate[]): Promise<ReadonlyMap<LocalDate, Snapshot>> => {
    const found = await daily.find({ _id: { $in: [...days] } }).toArray();
    return new Map(
      found.map(({ _id, cutOff: at, rule = 1, areas }) => [_id, { day: _id, cutOff: at, rule, areas }]),
    );
  };
  const missing = async (days: readonly LocalDate[]): Promise<readonly LocalDate[]> => {
    const known = await stored(days);
    return days.filter((day) => !known.has(day));
  };

  return {
    facts,
    write: async (days, at) => {
      const due = (await missing(days)).filter((day) => cutOff(day) <= at);
      let written = 0;
      for (const { day, ...rest } of await rebuilt(due))
        written += await insertOnce(daily, { _id: day, writtenAt: at, ...rest });
      return written;
    },
    of: async (days) => {
      const known = new Map(await stored(days));
      const others = await rebuilt(days.filter((day) => !known.has(day)));
      for (const other of others) known.set(other.day, other);
      return days.flatMap((day) => known.get(day) ?? []);
    },
  };
}

async function insertOnce(
  daily: mongo.Collection<StoredSnapshot>,
  document: StoredSnapshot,
): Promise<number> {
  try {
    await daily.insertOne(document);
    return 1;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return 0;
  }
}

const SHARED = [
  'state',
  'areaId',
  'schoolId',
  'reportedAt',
  'reportedOn',
  'open',
  'entries.kind',
  'entries.at',
  'entries.to',
];
const EVENT_FIELDS = ['entries.id', 'entries.undoes'];
const CASE_FIELDS = [
  ...SHARED,
  ...EVENT_FIELDS,
  ...['entries.data.reached', 'entries.data.attending'],
  ...['childKeys', 'foundBy', 'cause', 'lost', 'sealed'],
];
const HAZARD_FIELDS = [
  ...SHARED,
  'entries.on',
  ...EVENT_FIELDS,
  ...[
    'entries.data.due',
    'entries.data.judged',
    'entries.data.before',
    'entries.data.money',
    'entries.data.reason',
  ],
  'placeId',
  'level',
  'category',
  'reporter.role',
];

/** Open files by their index, closed ones by what happened to them since (of hazards a look through the collection). */
async function touched<D extends mongo.Document>(
  { db }: Mongo,
  name: string,
  since: Date,
  fields: readonly string[],
): Promise<readonly D[]> {
  const files = db.collection(name, { promoteBuffers: true });
  const projection = Object.fromEntries(fields.map((field) => [field, 1]));
  const closed = { open: false, 'entries.at': { $gte: since } };
  // One after the other: what is closed in between is in both, and counts as closed.
  const found = new Map<unknown, mongo.Document>();
  for (const filter of [{ open: true }, closed])
    for (const file of await files.find(filter, { projection }).toArray()) found.set(file._id, file);
  return [...found.values()] as unknown as readonly D[];
}

/** Leads and signs are nobody's case yet. */
const isNoLead = ({ state }: StoredDropout): boolean => !['signs', 'lead'].includes(bucketOf(state));

function caseFact(sealer: Sealer, stored: StoredDropout): CaseFact {
  const { areaId, schoolId, reportedAt, childKeys, foundBy, cause, open, entries } = stored;
  return {
    ...{ areaId, reportedAt, childKeys },
    ...defined({ schoolId, foundBy, cause }),
    entries: entries.map(eventOf),
    lostContact: open && isOutOfReach(stored, openPart(sealer, stored).reason),
  };
}

/** What counting reads of what an entry says. */
function countedIn(data: EntryData | undefined): Pick<HazardEvent, 'data'> {
  const { due, judged, before, money, reason } = data ?? {};
  const counted = defined({ due, judged, before, money, reason });
  return Object.keys(counted).length === 0 ? {} : { data: counted };
}

/** What nobody has taken over yet is no hazard to any count. */
const isTaken = ({ entries }: HazardFact): boolean => entries.at(-1)?.to !== 'waiting';

const eventOf = ({ id, kind, at, to, undoes }: StoredDropout['entries'][number]): CaseEvent => ({
  ...{ id, kind, at, to },
  ...defined({ undoes }),
});

/** Every case there ever was: the partition leaves none out, however long ago it was closed. */
async function everyCase({ db }: Mongo): Promise<readonly PartFact[]> {
  const fields = ['areaId', 'special', 'entries.kind', 'entries.at', 'entries.to', ...EVENT_FIELDS];
  const projection = Object.fromEntries(fields.map((field) => [field, 1]));
  const files = db.collection<StoredDropout>(DROPOUTS).find({}, { projection });
  return (await files.toArray()).map(({ areaId, special, entries }) => ({
    areaId,
    special: special === true,
    entries: entries.map(eventOf),
  }));
}

const NO_COUNTS = { dropouts: 0, suspected: 0, registered: 0, relapses: 0, hazards: 0, major: 0, overdue: 0 };

/** The counts of each area with its partition; an area that has only closed cases counts nothing else. */
function withParts(counts: readonly AreaCounts[], parts: readonly AreaParts[]): readonly AreaFigures[] {
  const of = new Map(parts.map(({ areaId, ...partition }) => [areaId, partition]));
  const counted = new Set(counts.map(({ areaId }) => areaId));
  const others = parts.filter(({ areaId }) => !counted.has(areaId));
  const all = [...counts, ...others.map(({ areaId }) => ({ areaId, ...NO_COUNTS }))];
  const figures = all.map((area) => ({ ...area, ...defined({ partition: of.get(area.areaId) }) }));
  return figures.sort((a, b) => (a.areaId < b.areaId ? -1 : 1));
}

function hazardFact(stored: StoredHazard): HazardFact {
  const { areaId, schoolId, placeId, level, category, reportedAt, reportedOn, reporter, entries } = stored;
  return {
    ...{ areaId, placeId, level, reportedAt, reportedOn },
    ...defined({ schoolId, category }),
    reporterRole: reporter.role,
    entries: entries.map(({ id, kind, at, on, to, undoes, data }) => ({
      ...{ id, kind, at, on, to },
      ...defined({ undoes }),
      ...countedIn(data),
    })),
  };
}
