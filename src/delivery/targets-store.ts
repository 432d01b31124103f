import { createBatcher } from '../mongo/batcher.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import { serverTimeIn } from './change.ts';

/** What is known of a target, beside who sends to it now. */
export interface TargetDocument {
  readonly _id: string;
  /** Who may send to it until the server's clock reaches `until`. */
  readonly holder: string | null;
  readonly until: Date;
  /** The vendor or a limit asked us to leave it alone till then (server time). */
  readonly waitUntil?: Date;
  readonly gone?: { readonly at: Date; readonly code: string };
}

/** A target that a round may send to. */
export interface LeasedTarget {
  readonly id: string;
  readonly gone: boolean;
  /** Milliseconds until it may be called again; 0: now. */
  readonly waitMs: number;
}

/** One sender per target, across all processes. */
export interface TargetsStore {
  /** Takes those that are free, for `ms`; resolves to them. */
  lease(ids: readonly string[], token: string, ms: number): Promise<ReadonlyMap<string, LeasedTarget>>;
  release(ids: readonly string[], token: string): Promise<void>;
  /** Resolves when the releases asked for so far are stored, or have failed. */
  released(): Promise<void>;
  /** Leaves the target alone for `ms`. */
  rest(id: string, ms: number): Promise<void>;
  /** Notes that the target is no longer there; true for the one who noticed first. */
  markGone(id: string, code: string): Promise<boolean>;
  /** The target is there again. */
  back(id: string): Promise<void>;
}

interface Release {
  readonly ids: readonly string[];
  readonly token: string;
}

const LONG_AGO = new Date(0);

/** Targets of `database`. */
export function createTargetsStore(database: Mongo): TargetsStore {
  const targets = database.collection<TargetDocument>('delivery-targets');

  const take = async (ids: readonly string[], token: string, ms: number): Promise<void> => {
    const free = { _id: { $in: [...ids] }, $expr: { $lte: ['$until', '$$NOW'] } };
    const mine = { holder: { $literal: token }, until: serverTimeIn(ms) };
    await targets.updateMany(free, [{ $set: mine }]);
  };

  const found = async (ids: readonly string[]): Promise<readonly (TargetDocument & { waitMs: number })[]> =>
    await targets
      .aggregate<TargetDocument & { waitMs: number }>([
        { $match: { _id: { $in: [...ids] } } },
        {
          $set: {
            waitMs: { $max: [0, { $subtract: [{ $ifNull: ['$waitUntil', LONG_AGO] }, '$$NOW'] }] },
          },
        },
      ])
      .toArray();

  const create = async (ids: readonly string[]): Promise<void> => {
    const fresh = ids.map((_id) => ({ _id, holder: null, until: LONG_AGO }));
    await targets.insertMany(fresh, { ordered: false }).catch((thrown: unknown) => {
      if (!isDuplicateKey(thrown)) throw thrown;
    });
  };

  const pending = new Set<Promise<void>>();
  const releases = createBatcher<Release, void>(
    async (all) => {
      const free = { $set: { holder: null, until: LONG_AGO } };
      const operations = all.map(({ ids, token }) => ({
        updateMany: { filter: { _id: { $in: [...ids] }, holder: token }, update: free },
      }));
      await targets.bulkWrite(operations, { ordered: false });
      return all.map(() => ({ done: undefined }));
    },
    { what: 'delivery-targets', maxWaiting: 5_000, maxBatch: 100 },
  );

  return {
    lease: async (ids, token, ms) => {
      if (ids.length === 0) return new Map();
      await take(ids, token, ms);
      let all = await found(ids);
      if (all.length < ids.length) {
        const known = new Set(all.map(({ _id }) => _id));
        await create(ids.filter((id) => !known.has(id)));
        await take(ids, token, ms);
        all = await found(ids);
      }
      const mine = all.filter(({ holder }) => holder === token);
      return new Map(
        mine.map(({ _id, gone, waitMs }) => [_id, { id: _id, gone: gone !== undefined, waitMs }]),
      );
    },

    release: async (ids, token) => {
      if (ids.length === 0) return;
      const releasing = releases.add({ ids, token });
      pending.add(releasing);
      await releasing.finally(() => pending.delete(releasing));
    },

    released: async () => {
      while (pending.size > 0) await Promise.allSettled(pending);
    },

    rest: async (id, ms) => {
      const waitUntil = { $max: [{ $ifNull: ['$waitUntil', LONG_AGO] }, serverTimeIn(ms)] };
      await targets.updateOne({ _id: id }, [{ $set: { waitUntil } }]);
    },

    markGone: async (id, code) => {
      const there = { _id: id, gone: { $exists: false } };
      const gone = { at: '$$NOW', code: { $literal: code } };
      const { modifiedCount } = await targets.updateOne(there, [{ $set: { gone } }]);
      return modifiedCount === 1;
    },

    back: async (id) => {
      await targets.updateOne({ _id: id }, { $unset: { gone: '', waitUntil: '' } });
    },
  };
}
