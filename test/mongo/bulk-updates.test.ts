import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type BulkUpdates, createBulkUpdates } from '../../src/mongo/bulk-updates.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

interface File {
  readonly _id: string;
  readonly version: number;
  readonly entries: readonly { readonly id: string }[];
}

let fresh: FreshDatabase;
let updates: BulkUpdates;
beforeAll(async () => {
  fresh = await freshDatabase();
  updates = createBulkUpdates(fresh.mongo);
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await files().deleteMany({});
  await files().insertMany(['a', 'b', 'c'].map((_id) => ({ _id, version: 1, entries: [] })));
});

const files = () => fresh.mongo.collection<File>('files');
const append = (file: string, version: number, id: string) =>
  updates.update<File>('files', {
    filter: { _id: file, version },
    update: { $inc: { version: 1 }, $push: { entries: { id } } },
    applied: { _id: file, 'entries.id': id },
  });

describe('createBulkUpdates', () => {
  it('applies all that wait', async () => {
    const done = await Promise.all(['a', 'b', 'c'].map((file) => append(file, 1, `to ${file}`)));
    expect(done).toEqual([true, true, true]);
    expect(await files().countDocuments({ version: 2, entries: { $size: 1 } })).toBe(3);
  });

  it('tells which of a batch did not match', async () => {
    expect(await Promise.all([append('a', 1, 'x'), append('b', 9, 'y'), append('c', 1, 'z')])).toEqual([
      true,
      false,
      true,
    ]);
    expect(await files().findOne({ _id: 'b' })).toMatchObject({ version: 1, entries: [] });
  });

  it('lets one of two on the same version win', async () => {
    expect(await Promise.all([append('a', 1, 'x'), append('a', 1, 'y')])).toEqual([true, false]);
    expect(await files().findOne({ _id: 'a' })).toMatchObject({ version: 2, entries: [{ id: 'x' }] });
  });

  it('does nothing twice when repeated, later changes or not', async () => {
    expect(await append('a', 1, 'x')).toBe(true);
    expect(await append('a', 2, 'later')).toBe(true);
    expect(await append('a', 1, 'x')).toBe(true);
    expect((await files().findOne({ _id: 'a' }))?.entries).toEqual([{ id: 'x' }, { id: 'later' }]);
  });

  it('is false for a document that is not there', async () => {
    expect(await append('none', 1, 'x')).toBe(false);
  });

  it('tells of each update that the server refuses, and does the others', async () => {
    const refused = updates.update<File>('files', {
      filter: { _id: 'b', version: 1 },
      update: { $push: { _id: 1 } } as object,
      applied: { _id: 'b', 'entries.id': 'never' },
    });
    const [first, second] = await Promise.allSettled([refused, append('c', 1, 'z')]);
    expect([first.status, second]).toEqual(['rejected', { status: 'fulfilled', value: true }]);
  });
});
