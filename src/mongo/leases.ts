import type { Mongo } from './connect.ts';
import { isDuplicateKey } from './failures.ts';

/** A right to act alone under a name, until the server's clock reaches `until`. */
export interface Lease {
  readonly name: string;
  readonly owner: string;
  readonly until: Date;
  /** Grows with every change of the owner: a later holder has a higher one. */
  readonly term: number;
}

/** Leases by the server's time, so that the clocks of instances do not matter. */
export interface Leases {
  /**
   * Takes the lease for `ms` when it is free, expired or held by the same `owner` already; undefined when
   * somebody else holds it. `owner` is unique to the instance and the piece of work.
   */
  acquire(name: string, owner: string, ms: number): Promise<Lease | undefined>;
  /** Prolongs to `ms` from now; false when somebody else has taken it. */
  renew(name: string, owner: string, ms: number): Promise<boolean>;
  /** Gives the lease back if `owner` still has it. */
  release(name: string, owner: string): Promise<void>;
}

interface StoredLease {
  readonly _id: string;
  readonly owner: string | null;
  readonly until: Date;
  readonly term: number;
}

const LONG_AGO = new Date(0);

/** Leases kept in the collection `leases` of `database`. */
export function createLeases(database: Mongo): Leases {
  const leases = database.collection<StoredLease>('leases');

  const take = async (name: string, owner: string, ms: number): Promise<Lease | undefined> => {
    const options = { upsert: true, returnDocument: 'after' } as const;
    const stored = await leases.findOneAndUpdate({ _id: name }, takeIfFree(owner, ms), options);
    if (stored === null || stored.owner !== owner) return undefined;
    return { name, owner, until: stored.until, term: stored.term };
  };

  return {
    acquire: async (name, owner, ms) => {
      try {
        return await take(name, owner, ms);
      } catch (error) {
        // Two first takers at once: one insert wins, the other one finds it now.
        if (!isDuplicateKey(error)) throw error;
        return await take(name, owner, ms);
      }
    },
    renew: async (name, owner, ms) => {
      const until = { $add: ['$$NOW', ms] };
      const { matchedCount } = await leases.updateOne({ _id: name, owner }, [{ $set: { until } }]);
      return matchedCount === 1;
    },
    release: async (name, owner) => {
      await leases.updateOne({ _id: name, owner }, { $set: { owner: null, until: LONG_AGO } });
    },
  };
}

/** Decided inside the update: a filter on the time would not be allowed together with an upsert. */
function takeIfFree(owner: string, ms: number): object[] {
  const me = { $literal: owner };
  const mine = { $eq: ['$owner', me] };
  const expired = { $lte: [{ $ifNull: ['$until', LONG_AGO] }, '$$NOW'] };
  return [
    { $set: { free: { $or: [mine, expired] }, mine } },
    {
      $set: {
        term: {
          $add: [{ $ifNull: ['$term', 0] }, { $cond: [{ $and: ['$free', { $not: '$mine' }] }, 1, 0] }],
        },
        owner: { $cond: ['$free', me, '$owner'] },
        until: { $cond: ['$free', { $add: ['$$NOW', ms] }, '$until'] },
      },
    },
    { $unset: ['free', 'mine'] },
  ];
}
