import type { StreamTimings } from './timings.ts';

/** Watches one open socket for silence (dead) and quiet (perhaps deaf). */
export interface Watch {
  /** Begins with the open socket. */
  start(): void;
  /** Something came; a delivery or anything else. */
  heard(delivery: boolean): void;
  /** Says once that another link is wanted. */
  leave(): void;
  stop(): void;
}

/** A watch that looks, and pings, at the pace of the timings. */
export function createWatch(
  { pingMs, silentMs, quietMs }: StreamTimings,
  acts: { readonly ping: () => void; readonly quiet: () => void; readonly dead: () => void },
): Watch {
  let timer: NodeJS.Timeout | undefined;
  let heardAt = 0;
  let deliveredAt = 0;
  let left = false;

  const leave = (): void => {
    if (!left) acts.quiet();
    left = true;
  };
  const look = (): void => {
    const now = performance.now();
    if (now - deliveredAt >= quietMs) leave();
    if (now - heardAt >= silentMs) acts.dead();
    else acts.ping();
  };
  return {
    start() {
      heardAt = performance.now();
      deliveredAt = heardAt;
      timer = setInterval(look, Math.min(pingMs, silentMs / 3));
    },
    heard(delivery) {
      heardAt = performance.now();
      if (delivery) deliveredAt = heardAt;
    },
    leave,
    stop: () => clearInterval(timer),
  };
}
