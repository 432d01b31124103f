import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createGroupCommit, type GroupCommit } from '../../src/mongo/group-commit.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

interface Entry {
  readonly _id: string;
  readonly claim: string;
  readonly text?: string;
}

let fresh: FreshDatabase;
let commit: GroupCommit;
beforeAll(async () => {
  fresh = await freshDatabase();
  commit = createGroupCommit(fresh.mongo);
});
afterAll(() => fresh.drop());

const ours = (claim: string) => (existing: Entry) => existing.claim === claim;
const stored = (name: string) => fresh.mongo.collection<Entry>(name).find().sort({ _id: 1 }).toArray();

describe('createGroupCommit', () => {
  it('stores all that wait', async () => {
    const ids = Array.from({ length: 300 }, (_, n) => String(n).padStart(3, '0'));
    await Promise.all(ids.map((_id) => commit.insert('many', { _id, claim: 'a' })));
    expect((await stored('many')).map(({ _id }) => _id)).toEqual(ids);
  });

  it('tells only the one whose key is taken', async () => {
    await commit.insert('taken', { _id: 'b', claim: 'first' });
    const inserts = ['a', 'b', 'c'].map((_id) =>
      commit.insert('taken', { _id, claim: 'second' }, ours('second')),
    );
    const [a, b, c] = await Promise.allSettled(inserts);
    expect([a?.status, c?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(b).toMatchObject({
      status: 'rejected',
      reason: { code: 'mongo_duplicate_key', collection: 'taken' },
    });
    expect((await stored('taken')).map(({ claim }) => claim)).toEqual(['second', 'first', 'second']);
  });

  it('lets one of two with the same key in one batch win', async () => {
    const inserts = ['x', 'y'].map((claim) => commit.insert('race', { _id: 'same', claim }, ours(claim)));
    const settled = await Promise.allSettled(inserts);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await stored('race')).toEqual([{ _id: 'same', claim: 'x' }]);
  });

  it('takes a stored document with our own claim for success', async () => {
    await commit.insert('again', { _id: 'a', claim: 'mine' });
    const inserts = ['a', 'b'].map((_id) => commit.insert('again', { _id, claim: 'mine' }, ours('mine')));
    await expect(Promise.all(inserts)).resolves.toHaveLength(2);
    await expect(commit.insert('again', { _id: 'a', claim: 'mine' }, ours('mine'))).resolves.toBeUndefined();
  });

  it('stores the others when the batch fails as a whole', async () => {
    const tooBig = 'x'.repeat(17 * 1024 * 1024);
    const inserts = [
      commit.insert('split', { _id: 'a', claim: 'c' }),
      commit.insert('split', { _id: 'b', claim: 'c', text: tooBig }),
      commit.insert('split', { _id: 'c', claim: 'c' }),
    ];
    const settled = await Promise.allSettled(inserts);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await stored('split')).map(({ _id }) => _id)).toEqual(['a', 'c']);
  });

  it('refuses what is more than may wait', async () => {
    const small = createGroupCommit(fresh.mongo, { maxWaiting: 3, maxBatch: 3 });
    const inserts = Array.from({ length: 5 }, (_, n) => small.insert('bounded', { _id: `${n}`, claim: 'c' }));
    const settled = await Promise.allSettled(inserts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(3);
    expect(settled[4]).toMatchObject({ reason: { code: 'mongo_overloaded' } });
    expect(await stored('bounded')).toHaveLength(3);
  });
});
