import type { mongo } from 'mongoose';
import { acrossRestarts } from './across-restarts.ts';
import { type Batcher, createBatcher, type Outcome } from './batcher.ts';
import type { Mongo } from './connect.ts';
import { isUnreachable } from './failures.ts';
import { doSingly } from './singly.ts';

/** One update of one document. */
export interface Update<T extends mongo.Document = mongo.Document> {
  /** Picks at most one document: by `_id`, with the version it must still have. */
  readonly filter: mongo.Filter<T>;
  /** Must change the document so that `filter` no longer picks it (raise the version). */
  readonly update: mongo.UpdateFilter<T>;
  /**
   * Picks the document if and only if this very update is in it, whatever came later: the `_id` together with
   * the id of the entry that the update pushes.
   */
  readonly applied: mongo.Filter<T>;
}

/** Single-document updates that are stored together with whatever else waits. */
export interface BulkUpdates {
  /**
   * Resolves with true once the update is in its document and journaled, with false when the filter picked
   * none (another version, or no such document). Safe to repeat. Rejects with `Overloaded` when too many
   * wait, else with the driver's error: then the outcome is unknown and the same update may be tried again.
   */
  update<T extends mongo.Document>(collection: string, update: Update<T>): Promise<boolean>;
}

/** How much may wait, per collection. */
export interface BulkUpdateLimits {
  readonly maxWaiting: number;
  readonly maxBatch: number;
}

// One batch at a time: a command that never came back would hold up all that follow.
const TIME_LIMIT = { timeoutMS: 20_000 };
const BULK = { ordered: false, ...TIME_LIMIT };

type Target = mongo.Collection<mongo.Document>;

const DEFAULT_LIMITS: BulkUpdateLimits = { maxWaiting: 5_000, maxBatch: 200 };
const APPLIED: Outcome<boolean> = { done: true };

/** Grouped updates over `database`, one queue per collection; share one per process. */
export function createBulkUpdates(database: Mongo, limits: BulkUpdateLimits = DEFAULT_LIMITS): BulkUpdates {
  const batchers = new Map<string, Batcher<Update, boolean>>();
  const batcherOf = (name: string): Batcher<Update, boolean> => {
    const known = batchers.get(name);
    if (known !== undefined) return known;
    const collection = database.collection(name);
    const made = createBatcher<Update, boolean>((all) => updateAll(collection, all), {
      what: name,
      ...limits,
    });
    batchers.set(name, made);
    return made;
  };
  return { update: (name, update) => batcherOf(name).add(update as unknown as Update) };
}

/**
 * A bulk write tells how many documents matched, not which. When all did, all is said. When some did not, or
 * the answer was lost, each update is looked for in its document, and tried alone if it is not there.
 */
async function updateAll(
  collection: Target,
  updates: readonly Update[],
): Promise<readonly Outcome<boolean>[]> {
  if (await allMatched(collection, updates)) return updates.map(() => APPLIED);
  return await doSingly(updates, (update) => updateOne(collection, update));
}

async function allMatched(collection: Target, updates: readonly Update[]): Promise<boolean> {
  const operations = updates.map(({ filter, update }) => ({ updateOne: { filter, update } }));
  try {
    const result = await acrossRestarts(() => collection.bulkWrite(operations, BULK));
    return result.matchedCount === updates.length;
  } catch (thrown) {
    if (isUnreachable(thrown)) throw thrown;
    return false;
  }
}

async function updateOne(collection: Target, { filter, update, applied }: Update): Promise<boolean> {
  if (await isApplied(collection, applied)) return true;
  const { matchedCount } = await collection.updateOne(filter, update, TIME_LIMIT);
  // Not matched may mean that our own earlier try, thought lost, arrived meanwhile.
  return matchedCount === 1 || (await isApplied(collection, applied));
}

async function isApplied(collection: Target, applied: mongo.Filter<mongo.Document>): Promise<boolean> {
  const options = { projection: { _id: 1 }, readConcern: 'majority', ...TIME_LIMIT } as const;
  return (await collection.findOne(applied, options)) !== null;
}
