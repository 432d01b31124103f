import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { maySee, visibleTo } from '../../src/casefiles/rights.ts';
import { cases } from '../support/cases.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { anyFile, anyReader, SIGHTS } from './readers.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());

// One batch of random files for all readers: what costs is storing them.
const files = fc.sample(anyFile, { numRuns: 400, seed: Math.floor(Math.random() * 2 ** 31) });

it('the database finds for a list exactly the files that its reader may see', async () => {
  const collection = fresh.mongo.collection<{ _id: number }>('files');
  await collection.insertMany(files.map((file, _id) => ({ ...file, _id })));
  await fc.assert(
    fc.asyncProperty(anyReader, fc.constantFrom(...SIGHTS), async (reader, sight) => {
      const found = await collection
        .find(visibleTo(reader, sight))
        .project({ _id: 1 })
        .sort({ _id: 1 })
        .toArray();
      const seen = files.flatMap((file, n) => (maySee(reader, file, sight) ? [n] : []));
      expect(found.map(({ _id }) => _id)).toEqual(seen);
    }),
    cases(),
  );
});
