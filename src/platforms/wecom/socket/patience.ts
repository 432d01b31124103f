import type { SocketTimings } from './config.ts';
import type { WireEnd } from './wire.ts';

/** How long to wait after a connection has ended, and why we are not connected meanwhile. */
export interface Wait {
  readonly ms: number;
  readonly reason: string;
}

/** Remembers how things went, to wait longer each time they go wrong again. */
export interface Patience {
  /** `openMs`: how long the connection had been subscribed, 0 when never. */
  after(end: WireEnd, openMs: number): Wait;
}

const REASONS: Readonly<Partial<Record<WireEnd, string>>> = {
  'bad-credentials': 'bad-credentials',
  kicked: 'kicked',
};

/**
 * Waits grow twofold, with jitter, so that instances and offices do not come back in step. Having been replaced
 * by another connection is not a failure of the network: coming back soon would throw that one out, and so on.
 */
export function createPatience(timings: SocketTimings, random: () => number): Patience {
  let failures = 0;
  let kicks = 0;
  const jitter = (ms: number): number => ms * (0.5 + random() / 2);
  const grown = (first: number, times: number, most: number): number =>
    Math.min(most, first * 2 ** (times - 1));

  const wait = (end: WireEnd): number => {
    if (end === 'bad-credentials') return timings.refusedMs * (1 + random() / 5);
    if (end === 'kicked') {
      kicks += 1;
      return grown(timings.coolDownMs, kicks, timings.longestCoolDownMs) * (1 + random() / 2);
    }
    failures += 1;
    return jitter(grown(timings.backoffMs, failures, timings.longestBackoffMs));
  };

  return {
    after: (end, openMs) => {
      if (openMs >= timings.stableMs) failures = 0;
      if (openMs >= timings.longestCoolDownMs) kicks = 0;
      return { ms: wait(end), reason: REASONS[end] ?? 'network' };
    },
  };
}
