import { toError } from '../errors.ts';
import { Overloaded } from './errors.ts';

/** What became of one item of a batch. */
export type Outcome<R> = { readonly done: R } | { readonly error: Error };

/** Collects single requests into batches. */
export interface Batcher<T, R> {
  /** Resolves or rejects with what became of this item; rejects with `Overloaded` when too many wait. */
  add(item: T): Promise<R>;
}

/** How much a batcher takes. `what` names it in the `Overloaded` error. */
export interface BatchLimits {
  readonly what: string;
  /** Items that may wait beside the batch under way. */
  readonly maxWaiting: number;
  readonly maxBatch: number;
}

interface Waiter<T, R> {
  readonly item: T;
  resolve(result: R): void;
  reject(error: Error): void;
}

/**
 * One batch at a time: what arrives while a batch is under way goes with the next one, so that the batches
 * grow with the load and a lone item waits for nobody. `flush` answers one outcome per item, in their order;
 * when it throws, every item of the batch gets the error.
 */
export function createBatcher<T, R>(
  flush: (items: readonly T[]) => Promise<readonly Outcome<R>[]>,
  limits: BatchLimits,
): Batcher<T, R> {
  let waiting: Waiter<T, R>[] = [];
  let running = false;

  const run = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, limits.maxBatch);
      waiting = waiting.slice(limits.maxBatch);
      settle(batch, await flushed(flush, batch));
    }
    running = false;
  };

  const add = (item: T): Promise<R> => {
    if (waiting.length >= limits.maxWaiting) {
      return Promise.reject(new Overloaded(limits.what, limits.maxWaiting));
    }
    if (!running) {
      running = true;
      // After the events at hand, so that requests which arrived together go together.
      setImmediate(() => void run());
    }
    return new Promise((resolve, reject) => waiting.push({ item, resolve, reject }));
  };

  return { add };
}

async function flushed<T, R>(
  flush: (items: readonly T[]) => Promise<readonly Outcome<R>[]>,
  batch: readonly Waiter<T, R>[],
): Promise<readonly Outcome<R>[]> {
  try {
    return await flush(batch.map(({ item }) => item));
  } catch (thrown) {
    return batch.map(() => ({ error: toError(thrown) }));
  }
}

function settle<T, R>(batch: readonly Waiter<T, R>[], outcomes: readonly Outcome<R>[]): void {
  batch.forEach((waiter, index) => {
    const outcome = outcomes[index] ?? { error: new Error('The flush gave no outcome for this item.') };
    if ('error' in outcome) waiter.reject(outcome.error);
    else waiter.resolve(outcome.done);
  });
}
