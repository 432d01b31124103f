/** A value that is asked for again when it is too old. */
export interface Fresh<T> {
  /** The value, never older than promised. Those who ask at the same time share one question. */
  get(): Promise<T>;
  /** The next `get` asks again, whoever is asking now. */
  forget(): void;
}

/**
 * Keeps what `ask` gave for `ms` milliseconds, counted from the moment it was asked. A failed question is not
 * kept. Uses the monotonic clock, because domain time may be moved.
 */
export function freshFor<T>(ms: number, ask: () => Promise<T>): Fresh<T> {
  let kept: { readonly value: Promise<T>; readonly askedAt: number } | undefined;
  return {
    get: () => {
      const now = performance.now();
      if (kept !== undefined && now - kept.askedAt < ms) return kept.value;
      const asking = { value: ask(), askedAt: now };
      kept = asking;
      asking.value.catch(() => {
        if (kept === asking) kept = undefined;
      });
      return asking.value;
    },
    forget: () => {
      kept = undefined;
    },
  };
}
