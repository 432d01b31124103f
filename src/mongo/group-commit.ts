import { setTimeout as sleep } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { acrossRestarts } from './across-restarts.ts';
import { type Batcher, createBatcher, type Outcome } from './batcher.ts';
import type { Mongo } from './connect.ts';
import { DuplicateKey } from './errors.ts';
import { isDuplicateKey, isUnreachable } from './failures.ts';
import { doSingly } from './singly.ts';

/** A document to insert: its `_id` is the idempotency key it is unique by. */
export type Insertable = mongo.Document & { readonly _id: string };

/** Inserts that are stored together with whatever else waits. */
export interface GroupCommit {
  /**
   * Resolves once the document is journaled. A stored document with the same `_id` counts as success when
   * `isOurs` says that it carries our own claim token, as it does when an answer was lost on the way and the
   * insert was done again. Rejects with `DuplicateKey` for one that is not ours (without `isOurs`: for any),
   * `Overloaded` when too many wait, else with the driver's error: then the outcome is unknown and the same
   * insert may be tried again.
   */
  insert<T extends Insertable>(
    collection: string,
    document: T,
    isOurs?: (existing: T) => boolean,
  ): Promise<void>;
}

/** How much may wait, per collection. */
export interface GroupCommitLimits {
  readonly maxWaiting: number;
  readonly maxBatch: number;
}

interface Insert {
  readonly document: Insertable;
  readonly isOurs: (existing: mongo.Document) => boolean;
}

type InsertBatcher = Batcher<Insert, void>;

const DEFAULT_LIMITS: GroupCommitLimits = { maxWaiting: 5_000, maxBatch: 500 };
const DONE: Outcome<void> = { done: undefined };
const DUPLICATE_KEY = 11_000;
const LOOK_AGAIN_MS = [20, 100, 300];
// One batch at a time: a command that never came back would hold up all that follow.
const TIME_LIMIT = { timeoutMS: 20_000 };

/** Group commit over `database`, one queue per collection; share one per process. */
export function createGroupCommit(database: Mongo, limits: GroupCommitLimits = DEFAULT_LIMITS): GroupCommit {
  const batchers = new Map<string, InsertBatcher>();
  const batcherOf = (name: string): InsertBatcher => {
    const known = batchers.get(name);
    if (known !== undefined) return known;
    const collection = database.collection<Insertable>(name);
    const made: InsertBatcher = createBatcher((inserts) => insertAll(collection, inserts), {
      what: name,
      ...limits,
    });
    batchers.set(name, made);
    return made;
  };
  return {
    insert: (name, document, isOurs) =>
      batcherOf(name).add({ document, isOurs: (isOurs ?? (() => false)) as Insert['isOurs'] }),
  };
}

type Target = mongo.Collection<Insertable>;

async function insertAll(collection: Target, inserts: readonly Insert[]): Promise<readonly Outcome<void>[]> {
  const documents = inserts.map(({ document }) => document);
  try {
    await acrossRestarts(() => collection.insertMany(documents, { ordered: false, ...TIME_LIMIT }));
    return inserts.map(() => DONE);
  } catch (thrown) {
    if (isUnreachable(thrown)) throw thrown;
    const refused = refusals(thrown, inserts.length);
    if (refused === undefined) return await doSingly(inserts, (insert) => insertOne(collection, insert));
    return await doSingly([...inserts.entries()], async ([index, insert]) => {
      const refusal = refused.get(index);
      if (refusal !== undefined) await afterRefusal(collection, insert, refusal);
    });
  }
}

/**
 * The refused documents by their place in the batch; undefined when the error does not account for every
 * document: a broken connection comes as the same kind of error, and the rest of the batch is then not stored.
 */
function refusals(thrown: unknown, documents: number): Map<number, mongo.WriteError> | undefined {
  if (!(thrown instanceof mongo.MongoBulkWriteError)) return undefined;
  const refused = [thrown.writeErrors].flat();
  const accounted = thrown.insertedCount + refused.length === documents;
  if (!accounted || thrown.result.getWriteConcernError() !== undefined) return undefined;
  return new Map(refused.map((refusal) => [refusal.index, refusal]));
}

async function afterRefusal(collection: Target, insert: Insert, refusal: mongo.WriteError): Promise<void> {
  if (refusal.code !== DUPLICATE_KEY)
    throw new Error(`The server refused a document (code ${refusal.code}).`);
  await expectOurs(collection, insert);
}

async function insertOne(collection: Target, insert: Insert): Promise<void> {
  try {
    await collection.insertOne(insert.document, TIME_LIMIT);
  } catch (thrown) {
    if (!isDuplicateKey(thrown)) throw thrown;
    await expectOurs(collection, insert);
  }
}

/**
 * Looks at what is stored under the key. With read concern majority: a document of ours that the majority does
 * not have yet could still be lost. One that is not to be seen yet is looked for again.
 */
async function expectOurs(collection: Target, { document, isOurs }: Insert): Promise<void> {
  for (const pause of LOOK_AGAIN_MS) {
    const existing = await collection.findOne(
      { _id: document._id },
      { readConcern: 'majority', ...TIME_LIMIT },
    );
    if (existing !== null && isOurs(existing)) return;
    if (existing !== null) break;
    await sleep(pause);
  }
  throw new DuplicateKey(collection.collectionName);
}
