import pRetry from 'p-retry';

/** How often work is done again, and after which pauses: each `factor` times the one before, up to the longest. */
export interface Stubbornness {
  readonly retries: number;
  readonly firstPauseMs: number;
  readonly factor: number;
  readonly longestPauseMs: number;
  /** Whether a failure is worth another try; every one when absent. */
  readonly isWorthIt?: (error: unknown) => boolean;
}

/**
 * Does `work` until it succeeds, at most `retries` times more. A try that failed may have been done all the same: only
 * for work that may be done twice. A TypeError is a mistake of ours and not tried again. Rejects with the last error.
 */
export function stubbornly<T>(
  work: () => Promise<T>,
  { retries, firstPauseMs, factor, longestPauseMs, isWorthIt = () => true }: Stubbornness,
): Promise<T> {
  return pRetry(work, {
    retries,
    factor,
    minTimeout: firstPauseMs,
    maxTimeout: longestPauseMs,
    shouldRetry: ({ error }) => isWorthIt(error),
  });
}
