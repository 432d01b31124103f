import { type Batcher, createBatcher } from '../mongo/batcher.ts';
import type { Channel } from '../platforms/channel.ts';
import { type Bucket, type LimitsStore, spacingOf } from './limits-store.ts';

/** Leave to make one call, or how long to wait for it. */
export type Leave =
  | { readonly granted: true; giveBack(): Promise<void> }
  | { readonly granted: false; readonly waitMs: number };

/** Asks all limits of a channel at once. */
export interface Limits {
  /** One call of `channel`, to `address` where it is about its own limits, for the channel as a whole otherwise. */
  leave(channel: Channel, address: string | undefined): Promise<Leave>;
}

const FURTHEST_MS = 5 * 60_000;

/**
 * Limits of this instance over the shared buckets. Those who are refused are told times one spacing apart, so that
 * a thousand who wait do not all come back at the same moment. `elapsed` is a monotonic clock in milliseconds.
 */
export function createLimits(store: LimitsStore, elapsed: () => number = () => performance.now()): Limits {
  const lines = new Map<string, number>();

  const inLine = ({ key, limit }: Bucket, waitMs: number): number => {
    const now = elapsed();
    const turn = Math.max(now + waitMs, lines.get(key) ?? 0);
    const wait = Math.min(turn - now, waitMs + FURTHEST_MS);
    lines.set(key, now + wait + spacingOf(limit));
    return Math.ceil(wait);
  };

  const crowds = new Map<string, Batcher<undefined, number>>();

  /** Those who ask for the same channel at the same time ask together: one update, first come, first served. */
  const together = (bucket: Bucket): Batcher<undefined, number> => {
    const known = crowds.get(bucket.key);
    if (known !== undefined) return known;
    const made = createBatcher<undefined, number>(
      async (askers) => {
        const { granted, waitMs } = await store.take(bucket, askers.length);
        return askers.map((_, index) => ({ done: index < granted ? 0 : inLine(bucket, waitMs) }));
      },
      { what: 'delivery-limits', maxWaiting: 1_000, maxBatch: 100 },
    );
    crowds.set(bucket.key, made);
    return made;
  };

  /** 0 when granted. One target's calls queue up behind each other anyway; a channel's would all come at once. */
  const waitFor = async (bucket: Bucket): Promise<number> => {
    if (bucket.limit.scope === 'channel') return await together(bucket).add(undefined);
    const { granted, waitMs } = await store.take(bucket, 1);
    return granted > 0 ? 0 : waitMs;
  };

  return {
    leave: async (channel, address) => {
      const granted: Bucket[] = [];
      const giveBack = async (): Promise<void> => {
        for (const bucket of granted) await store.giveBack(bucket);
      };
      for (const bucket of bucketsOf(channel, address)) {
        const waitMs = await waitFor(bucket);
        if (waitMs > 0) {
          await giveBack();
          return { granted: false, waitMs };
        }
        granted.push(bucket);
      }
      return { granted: true, giveBack };
    },
  };
}

function bucketsOf({ id, limits }: Channel, address: string | undefined): readonly Bucket[] {
  return limits.flatMap((limit, index) => {
    if ((limit.scope === 'address') !== (address !== undefined)) return [];
    return [{ key: [id, index, ...(address === undefined ? [] : [address])].join('|'), limit }];
  });
}
