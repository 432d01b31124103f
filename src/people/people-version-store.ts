import { freshFor } from '../kit/fresh-for.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';

interface Version {
  readonly _id: 'people';
  readonly n: number;
}

/** A number that grows whenever something was bound, so that every instance drops what it remembers. */
export interface PeopleVersion {
  /** At most 2 s behind other instances, never behind this one. */
  current(): Promise<number>;
  /** To be called after the write; a re-run calls it again. */
  bump(): Promise<void>;
}

// The check itself takes time: together they stay under the 2 s that are promised.
const FRESH_MS = 1_500;

/** The version kept in this database. */
export function createPeopleVersion(mongo: Mongo): PeopleVersion {
  const collection = mongo.collection<Version>('cache_versions');
  const fresh = freshFor(FRESH_MS, async () => (await collection.findOne({ _id: 'people' }))?.n ?? 0);
  const grow = () => collection.updateOne({ _id: 'people' }, { $inc: { n: 1 } }, { upsert: true });
  return {
    current: fresh.get,
    bump: async () => {
      try {
        await grow();
      } catch (error) {
        // Two instances made the document at once; now it is there.
        if (!isDuplicateKey(error)) throw error;
        await grow();
      }
      fresh.forget();
    },
  };
}
