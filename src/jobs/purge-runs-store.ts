import type { Mongo } from '../mongo/connect.ts';
import { createRunsStore, type Run } from './runs-store.ts';

const KEEP_DAYS = 90;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Removes run documents of slots more than ninety days before `now`, but never the last run of a job nor its last one
 * that was done: what they tell is needed however long ago it was. Resolves to how many.
 */
export async function purgeRuns(database: Mongo, now: Date): Promise<number> {
  const store = createRunsStore(database);
  const runs = database.collection<Run>('runs');
  const before = new Date(now.getTime() - KEEP_DAYS * DAY_MS);
  let purged = 0;
  for (const job of (await runs.distinct('job')) as string[]) {
    const kept = [await store.last(job, now), await store.lastDone(job, now)];
    const ids = kept.flatMap((run) => (run === undefined ? [] : [run._id]));
    purged += (await runs.deleteMany({ job, slot: { $lt: before }, _id: { $nin: ids } })).deletedCount;
  }
  return purged;
}
