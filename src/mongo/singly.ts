import { toError } from '../errors.ts';
import type { Outcome } from './batcher.ts';
import { isUnreachable } from './failures.ts';
import { inParallel } from './in-parallel.ts';

// Fewer than the pool has connections, so that others get through meanwhile.
const AT_ONCE = 4;

/**
 * Does the `work` of a batch item by item and tells what became of each, in their order. Once no server can be
 * reached, the rest fails with the same error instead of waiting for it one after the other.
 */
export async function doSingly<T, R>(
  items: readonly T[],
  work: (item: T) => Promise<R>,
): Promise<readonly Outcome<R>[]> {
  let unreachable: Error | undefined;
  return await inParallel(items, AT_ONCE, async (item) => {
    if (unreachable !== undefined) return { error: unreachable };
    const outcome = await outcomeOf(() => work(item));
    if ('error' in outcome && isUnreachable(outcome.error)) unreachable = outcome.error;
    return outcome;
  });
}

async function outcomeOf<R>(work: () => Promise<R>): Promise<Outcome<R>> {
  try {
    return { done: await work() };
  } catch (thrown) {
    return { error: toError(thrown) };
  }
}
