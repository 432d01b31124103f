import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createLimitsStore } from '../../src/delivery/limits-store.ts';
import { tidyLimits } from '../../src/delivery/purge-store.ts';
import { connectMongo, type Mongo } from '../../src/mongo/connect.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { clear, fakeChannel, groupTarget, settle, testNotice, testOutbox, viewOf } from './outboxes.ts';

let database: FreshDatabase;
let second: Mongo;
beforeAll(async () => {
  database = await freshDatabase();
  second = await connectMongo({ uri: database.uri, dbName: database.dbName, log: pino({ level: 'silent' }) });
});
beforeEach(() => clear(database.mongo));
afterAll(async () => {
  await second.close();
  await database.drop();
});

/** The most calls that any window of `ms` saw. */
function densest(times: readonly number[], ms: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.max(0, ...sorted.map((from) => sorted.filter((at) => at >= from && at < from + ms).length));
}

describe('a spacing limit', () => {
  it('gives its burst at once, then one each spacing, and says how long to wait', async () => {
    const store = createLimitsStore(database.mongo);
    const bucket = { key: 'k', limit: { scope: 'channel', burst: 3, perMinute: 60 } } as const;
    const granted = [];
    for (let call = 0; call < 3; call += 1) granted.push((await store.take(bucket, 1)).granted);
    expect(granted).toEqual([1, 1, 1]);
    const refused = await store.take(bucket, 1);
    expect(refused.granted).toBe(0);
    expect(refused.waitMs).toBeGreaterThan(500);
    expect(refused.waitMs).toBeLessThanOrEqual(1_000);
    await store.giveBack(bucket);
    expect((await store.take(bucket, 1)).granted).toBe(1);
    expect(await store.take({ ...bucket, key: 'other' }, 5)).toMatchObject({ granted: 3 });
    expect(await tidyLimits(database.mongo)).toBe(0);
  });

  it('is never exceeded by two instances together', async () => {
    const store = [createLimitsStore(database.mongo), createLimitsStore(second)];
    const bucket = { key: 'k', limit: { scope: 'channel', burst: 5, perMinute: 1_200 } } as const;
    const until = performance.now() + 2_000;
    const ask = async (index: number): Promise<number> => {
      let granted = 0;
      while (performance.now() < until)
        granted += (await store[index % 2]?.take(bucket, 1 + (index % 3)))?.granted ?? 0;
      return granted;
    };
    const started = performance.now();
    const granted = (await Promise.all([0, 1, 2, 3, 4, 5].map(ask))).reduce((sum, each) => sum + each, 0);
    const elapsed = performance.now() - started;
    expect(granted).toBeLessThanOrEqual(5 + elapsed / 50 + 1);
    expect(granted).toBeGreaterThan(20);
  });
});

describe('a limited channel', () => {
  it('keeps its limit across two instances, and sends everything in the end', async () => {
    const limits = [{ scope: 'channel', burst: 4, perMinute: 1_200 }] as const;
    const channels = [fakeChannel({ limits }), fakeChannel({ limits })];
    const tests = channels.map((channel, index) =>
      testOutbox(index === 0 ? database.mongo : second, { group: [channel] }),
    );
    await tests[0]?.outbox.post(Array.from({ length: 60 }, () => testNotice()));
    for (const { outbox } of tests) outbox.start();
    const times = (): number[] => channels.flatMap(({ calls }) => calls.map(({ at }) => at));
    for (let wait = 0; times().length < 60 && wait < 200; wait += 1)
      await new Promise((next) => setTimeout(next, 50));
    await Promise.all(tests.map(({ outbox }) => outbox.stop()));
    expect(times()).toHaveLength(60);
    // 4 + 20 a second; one more for what was granted in time and called a little later.
    expect(densest(times(), 1_000)).toBeLessThanOrEqual(4 + 20 + 1);
  });

  it('makes one target wait, not the others', async () => {
    const channel = fakeChannel({ limits: [{ scope: 'address', burst: 1, perMinute: 1 }] });
    const test = testOutbox(database.mongo, { group: [channel] });
    const busy = groupTarget();
    const notices = [testNotice({ targets: [busy] }), testNotice({ targets: [busy] }), testNotice()];
    await test.outbox.post(notices);
    await settle(test, 4);
    expect(channel.calls).toHaveLength(2);
    const states = await Promise.all(notices.map(async (notice) => (await viewOf(test, notice)).state));
    expect(states.sort()).toEqual(['due', 'sent', 'sent']);
  });

  it('lets an emergency take the next channel', async () => {
    const limited = fakeChannel({
      id: 'dingtalk.webhook',
      limits: [{ scope: 'channel', burst: 1, perMinute: 1 }],
    });
    const other = fakeChannel();
    const test = testOutbox(database.mongo, { group: [limited, other] });
    await test.outbox.post([testNotice()]);
    await settle(test);
    await test.outbox.post([testNotice(), testNotice({ priority: 'emergency' })]);
    await settle(test, 3);
    expect([limited.calls.length, other.calls.length]).toEqual([1, 1]);
  });
});
