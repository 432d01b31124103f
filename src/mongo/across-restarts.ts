import { setTimeout as sleep } from 'node:timers/promises';
import { isConnectionBroken } from './failures.ts';

// Together about 3 s: an embedded engine is back after one, a new primary is elected mostly in two or three.
const PAUSES_MS = [50, 150, 400, 800, 1_600];

/**
 * Does `work` again when the connection breaks under it, for about 3 s. The first try may have been done all
 * the same: only for work that may be done twice. Rejects with the last error.
 */
export async function acrossRestarts<R>(work: () => Promise<R>): Promise<R> {
  for (const pause of PAUSES_MS) {
    try {
      return await work();
    } catch (thrown) {
      if (!isConnectionBroken(thrown)) throw thrown;
      await sleep(pause);
    }
  }
  return await work();
}
