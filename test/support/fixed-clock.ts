import type { Clock } from '../../src/kit/clock.ts';

/** A clock that stands still at `at` until `set` moves it. */
export function fixedClock(at: Date): Clock & { set(next: Date): void } {
  let current = at;
  return {
    now: () => new Date(current.getTime()),
    set: (next) => {
      current = next;
    },
  };
}
