import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { guardKey } from '../../src/privacy/key-guard-store.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const [a, b, c] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];

describe('guardKey', () => {
  let fresh: FreshDatabase;
  const guard = (...keys: Buffer[]) => guardKey(fresh.mongo.db, createSealer(keys));
  const refused = expect.objectContaining({ code: 'foreign_data_key' });

  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  beforeEach(() => fresh.mongo.db.dropDatabase());
  afterAll(() => fresh.drop());

  it('lets the key of the first start in again and refuses another one', async () => {
    await guard(a);
    await guard(a);
    await expect(guard(b)).rejects.toEqual(refused);
    await guard(a);
  });

  it('follows a new key that comes with the old one', async () => {
    await guard(a);
    await guard(b, a);
    await guard(b);
    await expect(guard(a)).rejects.toEqual(refused);
    await expect(guard(c)).rejects.toEqual(refused);
  });

  it('lets one of two first starts with different keys win', async () => {
    const starts = await Promise.allSettled([guard(a), guard(b), guard(a), guard(b)]);
    expect(starts.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
  });
});
