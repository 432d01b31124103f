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
    if (lines.size > 10_000) lines.clear();
    return Math.ceil(wait);
  };

  return {
    leave: async (channel, address) => {
      const granted: Bucket[] = [];
      const giveBack = async (): Promise<void> => {
        for (const bucket of granted) await store.giveBack(bucket);
      };
      for (const bucket of bucketsOf(channel, address)) {
        const waitMs = await store.take(bucket);
        if (waitMs > 0) {
          await giveBack();
          // One target's calls queue up behind each other anyway; a channel's would all come at once.
          return { granted: false, waitMs: address === undefined ? inLine(bucket, waitMs) : waitMs };
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
