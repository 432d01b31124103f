import { describe, expect, it, jest } from '@jest/globals';
import { within } from '../../src/kit/within.ts';

const never = new Promise<never>(() => undefined);
const afterMs = <T>(ms: number, end: () => T): Promise<T> =>
  new Promise((resolve, reject) => {
    setTimeout(() => {
      try {
        resolve(end());
      } catch (thrown) {
        reject(thrown);
      }
    }, ms);
  });
const fail = (): never => {
  throw new Error('too late to matter');
};

describe('within', () => {
  it('gives what was wanted, and never asks what else there would be', async () => {
    let asked = false;
    const late = () => {
      asked = true;
    };
    expect(await within(20, Promise.resolve('there'), late)).toBe('there');
    await expect(within(20, Promise.reject(new Error('refused')), late)).rejects.toThrow('refused');
    await afterMs(40, () => undefined);
    expect(asked).toBe(false);
  });

  it('gives the other thing when it takes longer, or fails with what that throws', async () => {
    expect(await within(5, never, () => 'other')).toBe('other');
    await expect(within(5, never, () => fail())).rejects.toThrow('too late to matter');
  });

  it('takes no span at all for the shortest one', async () => {
    expect(await within(0, never, () => 'other')).toBe('other');
    expect(await within(-5, Promise.resolve('there'), () => 'other')).toBe('there');
  });

  it('lets the work go on, whose later failure is nobody’s', async () => {
    const loose: unknown[] = [];
    const note = (reason: unknown): void => void loose.push(reason);
    process.on('unhandledRejection', note);
    try {
      let ended = false;
      const work = afterMs(15, () => {
        ended = true;
        return fail();
      });
      expect(await within(5, work, () => 'other')).toBe('other');
      expect(ended).toBe(false);
      await afterMs(30, () => undefined);
      expect(ended).toBe(true);
      expect(loose).toEqual([]);
    } finally {
      process.off('unhandledRejection', note);
    }
  });

  it('leaves no timer behind, and holds the process only when it is not idle', async () => {
    const set = jest.spyOn(globalThis, 'setTimeout');
    const clear = jest.spyOn(globalThis, 'clearTimeout');
    try {
      await within(60_000, Promise.resolve(), () => undefined);
      const idle = within(60_000, Promise.resolve(), () => undefined, { idle: true });
      const made = set.mock.results.map(({ value }) => value as NodeJS.Timeout);
      const ours = made.filter((_, n) => set.mock.calls[n]?.[1] === 60_000);
      expect(ours.map((timer) => timer.hasRef())).toEqual([true, false]);
      await idle;
      const cleared = new Set(clear.mock.calls.map(([timer]) => timer));
      expect(ours.filter((timer) => !cleared.has(timer))).toHaveLength(0);
    } finally {
      set.mockRestore();
      clear.mockRestore();
    }
  });
});
