import { acrossRestarts } from './across-restarts.ts';
import type { Mongo } from './connect.ts';
import { isDuplicateKey } from './failures.ts';

/** Running numbers, one series per key. */
export interface Serials {
  /** The next number of `key`, from 1; unique over all instances and restarts, with gaps. */
  next(key: string): Promise<number>;
}

interface StoredSerial {
  readonly _id: string;
  /** The highest number handed to any instance. */
  readonly last: number;
}

/** Numbers `from` .. `to` that belong to this instance. */
interface Block {
  from: number;
  readonly to: number;
}

/**
 * Serials kept in the collection `serials` of `database`. Each instance leases `blockSize` numbers at once, so
 * that most cost no round trip; what an ended instance had left is never used.
 */
export function createSerials(database: Mongo, blockSize = 20): Serials {
  const serials = database.collection<StoredSerial>('serials');
  const blocks = new Map<string, Block>();
  const leasing = new Map<string, Promise<void>>();

  const increase = async (key: string): Promise<Block> => {
    const options = { upsert: true, returnDocument: 'after' } as const;
    const stored = await serials.findOneAndUpdate({ _id: key }, { $inc: { last: blockSize } }, options);
    if (stored === null) throw new Error('The serial was not stored.');
    return { from: stored.last - blockSize + 1, to: stored.last };
  };

  const lease = async (key: string): Promise<void> => {
    // A block leased twice is a gap, which is allowed.
    const leased = await acrossRestarts(() => increase(key)).catch((thrown: unknown) => {
      // Two first ones at once: one insert wins, the other one finds it now.
      if (!isDuplicateKey(thrown)) throw thrown;
      return increase(key);
    });
    blocks.set(key, leased);
  };

  const leaseOnce = (key: string): Promise<void> => {
    const underWay = leasing.get(key) ?? lease(key).finally(() => leasing.delete(key));
    leasing.set(key, underWay);
    return underWay;
  };

  return {
    next: async (key) => {
      for (;;) {
        const block = blocks.get(key);
        if (block !== undefined && block.from <= block.to) return block.from++;
        await leaseOnce(key);
      }
    },
  };
}
