/** The only door to the time of day: everything that needs "now" is handed a Clock. */
export interface Clock {
  /** The current instant. */
  now(): Date;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still at `at` until `set` moves it; for tests and for the sandbox. */
export function fixedClock(at: Date): Clock & { set(next: Date): void } {
  let current = at;
  return {
    now: () => new Date(current.getTime()),
    set: (next) => {
      current = next;
    },
  };
}
