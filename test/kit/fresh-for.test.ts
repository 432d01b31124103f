import { describe, expect, it } from '@jest/globals';
import { freshFor } from '../../src/kit/fresh-for.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function counted(fails: readonly number[] = []) {
  let n = 0;
  return async () => {
    n += 1;
    if (fails.includes(n)) throw new Error(`failure ${n}`);
    return n;
  };
}

describe('freshFor', () => {
  it('asks once for all who ask meanwhile, and again when the answer is too old', async () => {
    const fresh = freshFor(20, counted());
    expect(await Promise.all([fresh.get(), fresh.get()])).toEqual([1, 1]);
    expect(await fresh.get()).toBe(1);
    await pause(25);
    expect(await fresh.get()).toBe(2);
  });

  it('keeps no failure, and asks again when told to forget', async () => {
    const fresh = freshFor(60_000, counted([1]));
    await expect(fresh.get()).rejects.toThrow('failure 1');
    expect(await fresh.get()).toBe(2);
    fresh.forget();
    expect(await fresh.get()).toBe(3);
  });
});
