import { mongo } from 'mongoose';
import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Counts, SlotJob } from './job.ts';
import type { PlannedRun, RunState } from './plan.ts';

/** The run of one slot. All its times are domain times. */
export interface Run extends PlannedRun {
  /** `<job>:<slot as ISO time>`: that is what makes it the only one. */
  readonly _id: string;
  readonly job: string;
  /** The slot of the last run that was done before; the same however often this one is tried. */
  readonly since?: Date;
  /** The instance that began it last. */
  readonly owner?: string;
  readonly startedAt?: Date;
  readonly counts?: Counts;
  /** The class of the last error, nothing of its words. */
  readonly error?: string;
}

/** What the database knows of a job besides its runs. */
export interface JobRecord {
  /** The job's name. */
  readonly _id: string;
  /** Domain time just before its first start here. */
  readonly begun: Date;
  readonly label: string;
  readonly lateAfterMinutes: number;
  /** False once a program started that does not have it any more. */
  readonly listed: boolean;
}

/** Run documents, in the collection `runs`, and the jobs' records in `jobs`. */
export interface RunsStore {
  /** Makes the jobs known. `begun` counts for new ones, and for those whose first start lies later than it. */
  register(jobs: readonly SlotJob[], begun: Date): Promise<void>;
  /** The records of the jobs of the program that started last. */
  jobs(): Promise<readonly JobRecord[]>;
  /** The newest run whose slot is not later than `upTo`. */
  last(job: string, upTo: Date): Promise<Run | undefined>;
  /** The newest run that was done, its slot not later than `upTo`. */
  lastDone(job: string, upTo: Date): Promise<Run | undefined>;
  /** Claims a slot: the run, begun; undefined when somebody else has, or had, it. */
  claim(job: string, slot: Date, owner: string, now: Date): Promise<Run | undefined>;
  /** Claims a failed or broken off run anew, one attempt more; undefined when it has changed since it was read. */
  reclaim(run: Run, owner: string, now: Date): Promise<Run | undefined>;
  /** Ends this attempt; false when somebody else has taken the run over. */
  end(run: Run, outcome: Pick<Run, 'state' | 'counts' | 'error' | 'retryAt'>, now: Date): Promise<boolean>;
  /** Closes an open run that is not tried again; false when it has changed since it was read. */
  giveUp(run: Run): Promise<boolean>;
  /** Records slots that another one's run stands in for; resolves to how many were new. */
  skip(job: string, slots: readonly Date[]): Promise<number>;
}

const SKIPPED: RunState = 'skipped';
const idOf = (job: string, slot: Date): string => `${job}:${slot.toISOString()}`;

/** Run documents in this database. */
export function createRunsStore(database: Mongo): RunsStore {
  const runs = database.collection<Run>('runs');
  const records = database.collection<JobRecord>('jobs');
  const newest = async (filter: mongo.Filter<Run>): Promise<Run | undefined> =>
    (await runs.findOne(filter, { sort: { slot: -1 } })) ?? undefined;

  return {
    register: async (jobs, begun) => {
      if (jobs.length > 0) await records.bulkWrite(jobs.map((job) => asRecord(job, begun)));
      await records.updateMany({ _id: { $nin: jobs.map(({ name }) => name) } }, { $set: { listed: false } });
    },
    jobs: () => records.find({ listed: true }).sort({ _id: 1 }).toArray(),
    last: (job, upTo) => newest({ job, slot: { $lte: upTo } }),
    lastDone: (job, upTo) => newest({ job, state: 'done', slot: { $lte: upTo } }),
    claim: async (job, slot, owner, now) => {
      const before = await newest({ job, state: 'done', slot: { $lt: slot } });
      const run: Run = {
        ...{ _id: idOf(job, slot), job, slot, state: 'running', attempts: 1, owner, startedAt: now },
        ...defined({ since: before?.slot }),
      };
      return (await insertOnce(runs, run)) ? run : undefined;
    },
    reclaim: async ({ _id, state, attempts }, owner, now) => {
      const update = {
        $set: { state: 'running' as const, attempts: attempts + 1, owner, startedAt: now },
        $unset: { retryAt: 1, endedAt: 1, error: 1 } as const,
      };
      const options = { returnDocument: 'after' } as const;
      return (await runs.findOneAndUpdate({ _id, state, attempts }, update, options)) ?? undefined;
    },
    end: async ({ _id, attempts, owner }, outcome, now) => {
      const mine: mongo.Filter<Run> = { _id, state: 'running', attempts, ...defined({ owner }) };
      const { matchedCount } = await runs.updateOne(mine, { $set: { ...outcome, endedAt: now } });
      return matchedCount === 1;
    },
    giveUp: async ({ _id, state, attempts }) => {
      const update = { $set: { state: 'given-up' as const }, $unset: { retryAt: 1 } as const };
      return (await runs.updateOne({ _id, state, attempts }, update)).matchedCount === 1;
    },
    skip: (job, slots) =>
      insertNew(
        runs,
        slots.map((slot) => ({ _id: idOf(job, slot), job, slot, state: SKIPPED, attempts: 0 })),
      ),
  };
}

function asRecord({ name, label = name, lateAfterMinutes }: SlotJob, begun: Date) {
  const update = { $min: { begun }, $set: { label, lateAfterMinutes, listed: true } };
  return { updateOne: { filter: { _id: name }, update, upsert: true } };
}

async function insertOnce(runs: mongo.Collection<Run>, run: Run): Promise<boolean> {
  try {
    await runs.insertOne(run);
    return true;
  } catch (error) {
    if (isDuplicateKey(error)) return false;
    throw error;
  }
}

async function insertNew(runs: mongo.Collection<Run>, documents: readonly Run[]): Promise<number> {
  if (documents.length === 0) return 0;
  try {
    return (await runs.insertMany([...documents], { ordered: false })).insertedCount;
  } catch (error) {
    if (isDuplicateKey(error) && error instanceof mongo.MongoBulkWriteError) return error.insertedCount;
    throw error;
  }
}

/** What the queries on runs use; for the migrations (`createIndexes` of `runs`). */
export const runIndexes = [
  { key: { job: 1, slot: -1 }, name: 'by-job' },
  { key: { job: 1, state: 1, slot: -1 }, name: 'by-job-and-state' },
] as const;
