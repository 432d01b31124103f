import { describe, expect, it } from '@jest/globals';
import { createBatcher, type Outcome } from '../../src/mongo/batcher.ts';

const LIMITS = { what: 'things', maxWaiting: 100, maxBatch: 10 };

/** A flush that keeps each batch until it is let go. */
function heldFlush() {
  const batches: number[][] = [];
  const letGo: (() => void)[] = [];
  const flush = async (items: readonly number[]): Promise<Outcome<number>[]> => {
    batches.push([...items]);
    await new Promise<void>((resolve) => letGo.push(resolve));
    return items.map((item) => ({ done: item * 2 }));
  };
  return { batches, flush, next: () => letGo.shift()?.() };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('createBatcher', () => {
  it('sends what arrives during a batch with the next one', async () => {
    const { batches, flush, next } = heldFlush();
    const batcher = createBatcher(flush, LIMITS);
    const results = [batcher.add(1), batcher.add(2)];
    await turn();
    results.push(batcher.add(3), batcher.add(4), batcher.add(5));
    next();
    await turn();
    next();
    expect(await Promise.all(results)).toEqual([2, 4, 6, 8, 10]);
    expect(batches).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
  });

  it('cuts what waits into batches of the largest size', async () => {
    const batches: number[][] = [];
    const flush = async (items: readonly number[]) => {
      batches.push([...items]);
      return items.map((done) => ({ done }));
    };
    const batcher = createBatcher(flush, { ...LIMITS, maxBatch: 2 });
    await Promise.all([1, 2, 3, 4, 5].map(batcher.add));
    expect(batches).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('refuses more than may wait and takes more once there is room', async () => {
    const { flush, next } = heldFlush();
    const batcher = createBatcher(flush, { ...LIMITS, maxWaiting: 2 });
    const first = [batcher.add(1), batcher.add(2)];
    await expect(batcher.add(3)).rejects.toMatchObject({ code: 'mongo_overloaded' });
    await turn();
    const later = batcher.add(4);
    next();
    await Promise.all(first);
    await turn();
    next();
    expect(await later).toBe(8);
  });

  it('gives each item its own outcome', async () => {
    const flush = async (items: readonly number[]) =>
      items.map((item) => (item === 2 ? { error: new Error('not 2') } : { done: item }));
    const batcher = createBatcher(flush, LIMITS);
    const settled = await Promise.allSettled([1, 2, 3].map(batcher.add));
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('goes on after a flush that threw', async () => {
    let broken = true;
    const flush = async (items: readonly number[]) => {
      if (broken) throw new Error('broken');
      return items.map((done) => ({ done }));
    };
    const batcher = createBatcher(flush, LIMITS);
    await expect(batcher.add(1)).rejects.toThrow('broken');
    broken = false;
    expect(await batcher.add(2)).toBe(2);
  });
});
