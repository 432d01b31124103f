import { addDays, type LocalDate, localDate } from '../kit/local-date.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';

/** That somebody may read a whole file once, or did. */
export interface FullViewDocument {
  /** Effect key of the message that asked. */
  readonly _id: string;
  /** Keyed hash of what the link carries. */
  readonly h: string;
  readonly no: string;
  readonly person: string;
  readonly account: string;
  /** Sealed: people name people. */
  readonly reason: Buffer;
  readonly at: Date;
  readonly until: Date;
  readonly spentAt?: Date;
  /** The county's day of that. */
  readonly on?: LocalDate;
}

/** Leave to read whole files, in the database. */
export interface FullViewsStore {
  /** Keeps it; there already, it stays as it is. Resolves to what is kept. */
  put(view: FullViewDocument): Promise<FullViewDocument>;
  /** By any hash of the link, for this person, while it is unused and in its time. */
  find(hashes: readonly string[], person: string, at: Date): Promise<FullViewDocument | undefined>;
  /** Uses it up: of many who try at once one does. */
  spend(id: string, at: Date): Promise<boolean>;
  count(from: LocalDate, to: LocalDate): Promise<number>;
}

const COLLECTION = 'full_views';

/** The place a reason is sealed to. */
export const reasonPlace = (id: string): string => `${COLLECTION}:${id}:reason`;

/** What leave to read seals. */
export const SEALED_FULL_VIEWS: SealedCollection = {
  collection: COLLECTION,
  name: '调阅',
  boxes: { reason: reasonPlace },
};

/** Leave kept in this database; days are those of `tz`. */
export function createFullViewsStore(mongo: Mongo, tz: string): FullViewsStore {
  const views = mongo.db.collection<FullViewDocument>(COLLECTION, { promoteBuffers: true });
  const open = (at: Date) => ({ until: { $gt: at }, spentAt: { $exists: false } });
  return {
    put: async (view) => {
      try {
        await views.insertOne(view);
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      return (await views.findOne({ _id: view._id })) ?? view;
    },
    find: async (hashes, person, at) =>
      (await views.findOne({ h: { $in: [...hashes] }, person, ...open(at) })) ?? undefined,
    spend: async (id, at) => {
      const spent = { $set: { spentAt: at, on: localDate(at, tz) } };
      return (await views.updateOne({ _id: id, ...open(at) }, spent)).modifiedCount === 1;
    },
    count: (from, to) => views.countDocuments({ on: { $gte: from, $lt: addDays(to, 1) } }),
  };
}

/** Forgets links of before `before`, used or not: that somebody read stays in the trail. For the nightly purge. */
export async function purgeFullViews(mongo: Mongo, before: Date): Promise<number> {
  const views = mongo.collection<FullViewDocument>(COLLECTION);
  return (await views.deleteMany({ at: { $lt: before } })).deletedCount;
}
