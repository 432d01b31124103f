import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Block } from '../../src/audit/chain.ts';
import { createTrail } from '../../src/audit/trail-store.ts';
import type { Trail, TrailFact } from '../../src/audit/types.ts';
import { emptyDatabase, type FreshDatabase, migratedDatabase } from '../support/database.ts';
import { testSealer } from '../support/test-sealer.ts';

let database: FreshDatabase;
const sealer = testSealer();
let minute = 0;
const clock = { now: () => new Date(Date.UTC(2026, 10, 30, 1, minute++)) };
const trail = (): Trail => createTrail({ mongo: database.mongo, sealer, clock });
const blocks = async (): Promise<Block[]> =>
  database.mongo.collection<Block>('trail').find({}).sort({ _id: 1 }).toArray();
const fact = (key: string, more: Partial<TrailFact> = {}): TrailFact => ({
  key,
  at: clock.now(),
  what: 'decided',
  by: { key: 'wecom:a', person: 'm-1', role: 'township' },
  ...more,
});
const ALL = { skip: 0, limit: 50 };

beforeAll(async () => {
  database = await migratedDatabase();
});
beforeEach(() => emptyDatabase(database.mongo));
afterAll(() => database.drop());

test('facts that come together go in one block, later ones in the next, each hung on the one before', async () => {
  const one = trail();
  await Promise.all([one.record([fact('a'), fact('b')]), one.record([fact('c')])]);
  await one.record([fact('d')]);
  const [first, second] = await blocks();
  expect(first?.facts.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  expect(second).toMatchObject({ seq: 2, prev: first?.hash });
});

test('a key is recorded once, by the same run and by another one', async () => {
  const one = trail();
  await one.record([fact('a'), fact('a')]);
  await one.record([fact('a')]);
  await trail().record([fact('a')]);
  expect((await blocks()).flatMap(({ facts }) => facts)).toHaveLength(1);
});

test('two instances that record one key in one instant show it once', async () => {
  await Promise.all(
    [trail(), trail(), trail()].map((one) => one.record([fact('a', { file: 'K26-0001-M' })])),
  );
  expect(await trail().find({ file: 'K26-0001-M' }, ALL)).toMatchObject({ total: 1, facts: [{ key: 'a' }] });
});

test('a later run hangs on the newest block of an earlier one', async () => {
  await trail().record([fact('a')]);
  await trail().record([fact('b')]);
  const [first, second] = await blocks();
  expect(second).toMatchObject({ seq: 1, after: first?._id, prev: first?.hash });
});

test('words lie sealed beside the chain; erasing them leaves the fact', async () => {
  const one = trail();
  await one.record([fact('a', { file: 'K26-0001-M', sealed: '核对张小三的住址' }), fact('b')]);
  expect(JSON.stringify(await blocks())).not.toContain('张小三');
  expect(await one.words(['a', 'b'])).toEqual(new Map([['a', '核对张小三的住址']]));
  expect(await one.erase('K26-0001-M')).toBe(1);
  expect((await one.words(['a'])).size).toBe(0);
  expect((await one.find({ file: 'K26-0001-M' }, ALL)).facts).toMatchObject([{ key: 'a', hasWords: true }]);
});

test('facts are found by who did them, by what and by when, newest first, page by page', async () => {
  const one = trail();
  const start = clock.now();
  await one.record([
    fact('a'),
    fact('b', { what: 'read' }),
    fact('c', { by: { key: 'wecom:b', role: 'bureau' } }),
  ]);
  const keys = async (...[query, page = ALL]: Parameters<Trail['find']> | [Parameters<Trail['find']>[0]]) =>
    (await one.find(query, page)).facts.map(({ key }) => key);
  expect(await keys({ by: ['m-1'] })).toEqual(['b', 'a']);
  expect(await keys({ by: ['wecom:b'] })).toEqual(['c']);
  expect(await keys({ what: ['read'] })).toEqual(['b']);
  expect(await keys({ to: start })).toEqual([]);
  expect(await keys({ from: start }, { skip: 1, limit: 1 })).toEqual(['b']);
});
