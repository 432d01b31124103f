import type { Clock } from '../kit/clock.ts';

/** A clock that runs at the pace of another one, but may be ahead of it. It never goes back. */
export interface MovableClock extends Clock {
  /** Stands at `at` and runs on from there; an instant that is over already changes nothing. */
  moveTo(at: Date): void;
}

/**
 * A clock that begins at `since`, or at the time of `base` where that is later. It is made for sandbox runs only:
 * production has the machine's clock and nothing that could move it.
 */
export function movableClock(base: Clock, since?: Date): MovableClock {
  let ahead = 0;
  const now = (): number => base.now().getTime() + ahead;
  const moveTo = (at: Date): void => {
    ahead += Math.max(0, at.getTime() - now());
  };
  if (since) moveTo(since);
  return { now: () => new Date(now()), moveTo };
}
