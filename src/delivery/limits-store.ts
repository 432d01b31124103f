import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { RateLimit } from '../platforms/channel.ts';

/** The server's time at which the bucket is as good as new: the one number a spacing limit keeps. */
interface BucketDocument {
  readonly _id: string;
  readonly full: Date;
  readonly granted: number;
  readonly waitMs: number;
}

/** One bucket to take a call from. */
export interface Bucket {
  readonly key: string;
  readonly limit: RateLimit;
}

/** Spacing limits that all instances share, by the server's clock. */
export interface LimitsStore {
  /** Takes up to `calls` from the bucket: how many are granted, and the milliseconds until one more is free. */
  take(bucket: Bucket, calls: number): Promise<{ readonly granted: number; readonly waitMs: number }>;
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

  const ask: LimitsStore['take'] = async ({ key, limit }, calls) => {
    const options = { upsert: true, returnDocument: 'after' } as const;
    const stored = await buckets.findOneAndUpdate({ _id: key }, takeUpTo(limit, calls), options);
    if (stored === null) throw new Error('The rate limit was not stored.');
    return { granted: stored.granted, waitMs: Math.max(1, stored.waitMs) };
  };

  return {
    take: async (bucket, calls) => {
      try {
        return await ask(bucket, calls);
      } catch (thrown) {
        // Two first askers at once: one insert wins, the other one finds it now.
        if (!isDuplicateKey(thrown)) throw thrown;
        return await ask(bucket, calls);
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

function takeUpTo(limit: RateLimit, calls: number): object[] {
  const spacing = spacingOf(limit);
  const tolerance = Math.max(0, limit.burst - 1) * spacing;
  const room = { $subtract: [{ $add: ['$$NOW', tolerance] }, '$full'] };
  const free = { $add: [{ $floor: { $divide: [room, spacing] } }, 1] };
  return [
    { $set: { full: { $max: [{ $ifNull: ['$full', LONG_AGO] }, '$$NOW'] } } },
    { $set: { granted: { $toInt: { $max: [0, { $min: [calls, free] }] } } } },
    { $set: { full: { $add: ['$full', { $multiply: ['$granted', spacing] }] } } },
    { $set: { waitMs: { $subtract: ['$full', { $add: ['$$NOW', tolerance] }] } } },
  ];
}
