import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSerials } from '../../src/mongo/serials.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

describe('createSerials', () => {
  it('counts from 1, each key by itself', async () => {
    const serials = createSerials(fresh.mongo);
    expect([await serials.next('K26'), await serials.next('K26'), await serials.next('Y26')]).toEqual([
      1, 2, 1,
    ]);
  });

  it('never gives a number twice, with several instances at once', async () => {
    const instances = Array.from({ length: 4 }, () => createSerials(fresh.mongo, 5));
    const asked = instances.flatMap((serials) => Array.from({ length: 60 }, () => serials.next('many')));
    const numbers = await Promise.all(asked);
    expect(new Set(numbers).size).toBe(240);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(240 + 4 * 5);
  });

  it('leaves a gap, never a repetition, after a restart', async () => {
    const before = await createSerials(fresh.mongo, 20).next('restart');
    const after = await createSerials(fresh.mongo, 20).next('restart');
    expect([before, after]).toEqual([1, 21]);
  });
});
