import type { Mongo } from '../mongo/connect.ts';

/** Who holds a lease now. */
export interface Holder {
  /** Unique to a run of an instance. */
  readonly owner: string;
  readonly until: Date;
}

/** Tells who holds a lease by the server's clock; undefined: nobody. Never takes or changes one. */
export type HolderOf = (name: string) => Promise<Holder | undefined>;

interface StoredLease {
  readonly _id: string;
  readonly owner: string | null;
  readonly until: Date;
}

/** Reads the leases of this database. */
export function createHolderOf(mongo: Mongo): HolderOf {
  const leases = mongo.collection<StoredLease>('leases');
  return async (name) => {
    const held = { _id: name, owner: { $ne: null }, $expr: { $gt: ['$until', '$$NOW'] } };
    const found = await leases.findOne(held, { projection: { owner: 1, until: 1 } });
    return found === null || found.owner === null ? undefined : { owner: found.owner, until: found.until };
  };
}
