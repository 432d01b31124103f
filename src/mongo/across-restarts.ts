import { stubbornly } from '../kit/stubbornly.ts';
import { isConnectionBroken } from './failures.ts';

// Together about 3 s: an embedded engine is back after one, a new primary is elected mostly in two or three.
const ABOUT_THREE_SECONDS = { retries: 5, firstPauseMs: 50, factor: 2.5, longestPauseMs: 1_600 };

/**
 * Does `work` again when the connection breaks under it, for about 3 s. The first try may have been done all
 * the same: only for work that may be done twice. Rejects with the last error.
 */
export function acrossRestarts<R>(work: () => Promise<R>): Promise<R> {
  return stubbornly(work, { ...ABOUT_THREE_SECONDS, isWorthIt: isConnectionBroken });
}
