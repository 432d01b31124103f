/** How often and how patiently a delivery is tried. Milliseconds. */
export interface RetryPolicy {
  readonly firstMs: number;
  readonly longestMs: number;
  /** Attempts on which nothing arrived, after which it is given up. */
  readonly maxAttempts: number;
  /** For how long a vendor is trusted to know a uuid again. */
  readonly repeatWithinMs: number;
}

/** About two hours of trying: an office network that is down over lunch is no reason to give up. */
export const DEFAULT_RETRIES: RetryPolicy = {
  firstMs: 2_000,
  longestMs: 10 * 60_000,
  maxAttempts: 24,
  repeatWithinMs: 20 * 60_000,
};

/** The pause after `attempts` failures, doubled each time, between half and all of it by `random` (0 to 1). */
export function pauseAfter(
  attempts: number,
  { firstMs, longestMs }: RetryPolicy,
  random: () => number,
): number {
  const full = Math.min(firstMs * 2 ** Math.min(attempts - 1, 30), longestMs);
  return Math.round(full * (0.5 + random() / 2));
}
