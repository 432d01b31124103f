import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createRefusals } from '../../src/doctor/refusals-store.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fixedClock } from '../support/fixed-clock.ts';

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(() => fresh.drop());
beforeEach(async () => {
  await fresh.mongo.collection('inbound_counts').deleteMany({});
});

const TODAY = new Date('2026-11-24T10:00:00+08:00');

function refusals(at = TODAY) {
  const clock = fixedClock(at);
  return { clock, counts: createRefusals({ mongo: fresh.mongo, clock, timeZone: 'Asia/Shanghai' }) };
}

describe('counts of what came in', () => {
  it('add up over instances, by day, platform and reason', async () => {
    const [one, two] = [refusals(), refusals()];
    for (const { counts } of [one, two, one]) counts.refused('wecom', 'wrong signature');
    two.counts.refused('dingtalk', 'stale');
    await Promise.all([one.counts.settled(), two.counts.settled()]);
    const found = await one.counts.recent(2);
    expect(found).toHaveLength(2);
    expect(found).toContainEqual({
      day: '2026-11-24',
      platform: 'wecom',
      what: 'refused',
      reason: 'wrong signature',
      count: 3,
      lastAt: TODAY,
    });
  });

  it('tell messages with and without a sender apart', async () => {
    const { counts } = refusals();
    counts.heard('dingtalk', true);
    counts.heard('dingtalk', false);
    const found = await counts.recent(1);
    expect(found.map(({ what, count }) => [what, count]).sort()).toEqual([
      ['heard', 2],
      ['no-sender', 1],
    ]);
  });

  it('keep no words that are not ours', async () => {
    const { counts } = refusals();
    counts.refused('wecom', '王小明 13800000000'.repeat(3));
    expect((await counts.recent(1)).map(({ reason }) => reason)).toEqual(['other']);
  });

  it('show as many days as asked for, and go after thirty', async () => {
    const { clock, counts } = refusals(new Date('2026-10-01T10:00:00+08:00'));
    counts.refused('wecom', 'stale signature');
    await counts.settled();
    clock.set(new Date('2026-10-02T00:30:00+08:00'));
    counts.refused('wecom', 'stale signature');
    expect(await counts.recent(1)).toHaveLength(1);
    expect(await counts.recent(2)).toHaveLength(2);
    clock.set(TODAY);
    counts.refused('wecom', 'stale signature');
    expect(await counts.recent(60)).toHaveLength(1);
  });

  it('wait for the next time when the database is away', async () => {
    const lame = { ...fresh.mongo, collection: () => failing };
    let away = true;
    const real = fresh.mongo.collection('inbound_counts');
    const failing = {
      bulkWrite: (...args: Parameters<typeof real.bulkWrite>) =>
        away ? Promise.reject(new Error('away')) : real.bulkWrite(...args),
      deleteMany: (...args: Parameters<typeof real.deleteMany>) => real.deleteMany(...args),
      find: (...args: Parameters<typeof real.find>) => real.find(...args),
    };
    const clock = fixedClock(TODAY);
    const counts = createRefusals({ mongo: lame as never, clock, timeZone: 'Asia/Shanghai' });
    counts.refused('wecom', 'stale signature');
    await counts.settled();
    away = false;
    counts.refused('wecom', 'stale signature');
    expect((await counts.recent(1)).map(({ count }) => count)).toEqual([2]);
  });
});
