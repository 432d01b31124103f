import { describe, expect, it } from '@jest/globals';
import { stubbornly } from '../../src/kit/stubbornly.ts';

const QUICK = { retries: 3, firstPauseMs: 1, factor: 2, longestPauseMs: 4 };

/** Work that fails so often, and counts. */
function failing(times: number, error: () => Error = () => new Error('away')) {
  const work = { tries: 0, run: async () => 'done' };
  work.run = async () => {
    work.tries += 1;
    if (work.tries <= times) throw error();
    return 'done';
  };
  return work;
}

describe('stubbornly', () => {
  it.each([0, 1, 3])('comes through after %i failures', async (times) => {
    const work = failing(times);
    expect(await stubbornly(work.run, QUICK)).toBe('done');
    expect(work.tries).toBe(times + 1);
  });

  it('gives up with the last error', async () => {
    const work = failing(9, () => new Error(`failure ${work.tries}`));
    await expect(stubbornly(work.run, QUICK)).rejects.toThrow('failure 4');
    expect(work.tries).toBe(4);
  });

  it('does not repeat what is not worth it, nor what is a mistake of ours', async () => {
    const worthless = failing(9, () => new Error('no right'));
    const isWorthIt = (error: unknown) => !String(error).includes('no right');
    await expect(stubbornly(worthless.run, { ...QUICK, isWorthIt })).rejects.toThrow('no right');
    expect(worthless.tries).toBe(1);
    const mistaken = failing(9, () => new TypeError('x is not a function'));
    await expect(stubbornly(mistaken.run, QUICK)).rejects.toThrow('not a function');
    expect(mistaken.tries).toBe(1);
  });

  it('pauses longer each time, up to the longest', async () => {
    const asked: number[] = [];
    const terms = { retries: 3, firstPauseMs: 10, factor: 5, longestPauseMs: 60 };
    const work = async () => {
      asked.push(performance.now());
      throw new Error('away');
    };
    await expect(stubbornly(work, terms)).rejects.toThrow('away');
    const pauses = asked.slice(1).map((at, n) => at - (asked[n] ?? 0));
    for (const [n, least] of [10, 50, 60].entries()) expect(pauses[n]).toBeGreaterThanOrEqual(least - 1);
  });
});
