import { expect, it } from '@jest/globals';
import { followedBy } from '../../src/kit/effect.ts';

it('finishes what a crash left between an effect and what follows from it', async () => {
  const stored = new Map<string, number>();
  const told: string[] = [];
  let dies = true;
  const effect = followedBy(
    async (key) => {
      if (!stored.has(key)) stored.set(key, stored.size + 1);
      return stored.get(key);
    },
    async (n, key) => {
      if (dies) throw new Error('killed');
      told.push(`${key}: ${n}`);
    },
  );
  await expect(effect('m:1')).rejects.toThrow('killed');
  dies = false;
  expect(await effect('m:1')).toBe(1);
  expect(told).toEqual(['m:1: 1']);
  expect(stored.size).toBe(1);
});
