import type { StreamTimings } from './timings.ts';

/** What the pause before the next attempt depends on. */
export interface PauseParts {
  /** Failures in a row; 0 after a good connection. */
  readonly failures: number;
  readonly refused: boolean;
  /** Milliseconds since the last attempt began. */
  readonly sinceLastMs: number;
  /** From 0 to 1. */
  readonly random: number;
}

/**
 * Milliseconds to the next attempt: none after a good connection, then 1, 2, 4 … 60 s less up to half by
 * chance; never closer than `gapMs` to the last attempt.
 */
export function pauseBefore({ failures, refused, sinceLastMs, random }: PauseParts, timings: StreamTimings) {
  const { gapMs, longestMs, refusedMs } = timings;
  const full = refused
    ? refusedMs
    : failures === 0
      ? 0
      : Math.min(longestMs, gapMs * 2 ** Math.min(failures - 1, 30));
  return Math.max(full * (1 - random / 2), gapMs - sinceLastMs, 0);
}
