import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { RateLimit } from '../platforms/channel.ts';

/** The server's time at which the bucket is as good as new: the one number a spacing limit keeps. */
interface BucketDocument {
  readonly _id: string;
  readonly full: Date;
  readonly granted: boolean;
  readonly waitMs: number;
}

/** One bucket to take a call from. */
export interface Bucket {
  readonly key: string;
  readonly limit: RateLimit;
}

/** Spacing limits that all instances share, by the server's clock. */
export interface LimitsStore {
  /** Takes one call from the bucket: 0 when granted, else the milliseconds until the next one is free. */
  take(bucket: Bucket): Promise<number>;
  /** Gives a call back that was granted and not made. */
  giveBack(bucket: Bucket): Promise<void>;
  /** Forgets buckets that have been full for a day; resolves to how many. */
  tidy(): Promise<number>;
}

const LONG_AGO = new Date(0);
const DAY_MS = 24 * 60 * 60_000;

/** The spacing of a limit in whole milliseconds, rounded up. */
export function spacingOf({ perMinute }: RateLimit): number {
  return Math.ceil(60_000 / perMinute);
}

/**
 * The generic cell rate algorithm: at most `burst` at once, then one each `spacing`. So any minute sees at most
 * `burst + perMinute` calls, whoever makes them. One atomic update per call.
 */
export function createLimitsStore(database: Mongo): LimitsStore {
  const buckets = database.collection<BucketDocument>('delivery-limits');

  const ask = async ({ key, limit }: Bucket): Promise<number> => {
    const options = { upsert: true, returnDocument: 'after' } as const;
    const stored = await buckets.findOneAndUpdate({ _id: key }, takeOne(limit), options);
    if (stored === null) throw new Error('The rate limit was not stored.');
    return stored.granted ? 0 : Math.max(1, stored.waitMs);
  };

  return {
    take: async (bucket) => {
      try {
        return await ask(bucket);
      } catch (thrown) {
        // Two first askers at once: one insert wins, the other one finds it now.
        if (!isDuplicateKey(thrown)) throw thrown;
        return await ask(bucket);
      }
    },
    giveBack: async ({ key, limit }) => {
      await buckets.updateOne({ _id: key }, [{ $set: { full: { $subtract: ['$full', spacingOf(limit)] } } }]);
    },
    tidy: async () => {
      const old = { $expr: { $lt: ['$full', { $subtract: ['$$NOW', DAY_MS] }] } };
      return (await buckets.deleteMany(old)).deletedCount;
    },
  };
}

function takeOne(limit: RateLimit): object[] {
  const spacing = spacingOf(limit);
  const tolerance = Math.max(0, limit.burst - 1) * spacing;
  const full = { $ifNull: ['$full', LONG_AGO] };
  const early = { $subtract: [{ $subtract: [full, tolerance] }, '$$NOW'] };
  return [
    { $set: { waitMs: { $max: [0, early] } } },
    { $set: { granted: { $eq: ['$waitMs', 0] } } },
    { $set: { full: { $cond: ['$granted', { $add: [{ $max: [full, '$$NOW'] }, spacing] }, full] } } },
  ];
}
