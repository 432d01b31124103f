import type { mongo } from 'mongoose';
import { type Batcher, createBatcher } from './batcher.ts';
import type { Mongo } from './connect.ts';

/** Finds one thing for a question; what is asked meanwhile is found with the same command. */
export type Finder<Q, R> = (question: Q) => Promise<R>;

const LIMITS = { maxWaiting: 5_000, maxBatch: 500 };

/** A finder whose `find` answers many questions at once, an answer for each in their order. */
export function createFinder<Q, R>(
  what: string,
  find: (questions: readonly Q[]) => Promise<readonly R[]>,
): Finder<Q, R> {
  const batcher: Batcher<Q, R> = createBatcher(
    async (questions) => (await find(questions)).map((done) => ({ done })),
    { what: `${what} (find)`, ...LIMITS },
  );
  return (question) => batcher.add(question);
}

/** Finds documents of a collection by their `_id`; undefined for one that is not there. */
export function findById<T extends { readonly _id: string }>(
  database: Mongo,
  name: string,
): Finder<string, T | undefined> {
  const documents = database.collection<T>(name);
  return createFinder(name, async (ids) => {
    const _id = ids.length === 1 ? ids[0] : { $in: [...new Set(ids)] };
    const found = (await documents.find({ _id } as mongo.Filter<T>).toArray()) as unknown as readonly T[];
    const known = new Map(found.map((one) => [one._id, one]));
    return ids.map((id) => known.get(id));
  });
}
