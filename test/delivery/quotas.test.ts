import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Priority } from '../../src/delivery/types.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { clear, fakeChannel, settle, testNotice, testOutbox, viewOf } from './outboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(() => clear(database.mongo));
afterAll(() => database.drop());

const quotas = { api: 100, message: 100 };

async function used(count: number, test = testOutbox(database.mongo, { quotas })) {
  test.outbox.countInbound(count);
  await test.outbox.stop();
  return test;
}

const rows: readonly (readonly [number, Priority, boolean])[] = [
  [79, 'low', true],
  [80, 'low', false],
  [80, 'normal', true],
  [95, 'normal', false],
  [95, 'high', true],
  [99, 'high', false],
  [99, 'emergency', true],
  [130, 'emergency', true],
];

describe('the monthly quota', () => {
  it.each(rows)('at %i of 100, %s goes out: %s', async (count, priority, goes) => {
    await used(count);
    const channel = fakeChannel({ id: 'dingtalk.webhook', quota: 'message' });
    const test = testOutbox(database.mongo, { group: [channel], quotas });
    const notice = testNotice({ priority });
    await test.outbox.post([notice]);
    await settle(test, 2);
    expect(channel.calls).toHaveLength(goes ? 1 : 0);
    expect(await viewOf(test, notice)).toMatchObject(
      goes ? { state: 'sent' } : { state: 'due', waiting: 'quota' },
    );
    const [, messages] = await test.outbox.quotas();
    expect(messages).toEqual({
      quota: 'message',
      month: '2026-11',
      used: count + (goes ? 1 : 0),
      limit: 100,
    });
  });

  it('sends by a channel with another quota, or with none, when this one is spent', async () => {
    await used(100);
    const webhook = fakeChannel({ id: 'dingtalk.webhook', quota: 'message' });
    const api = fakeChannel({ quota: 'api' });
    const test = testOutbox(database.mongo, { group: [webhook, api], quotas });
    await test.outbox.post([testNotice()]);
    await settle(test);
    expect([webhook.calls.length, api.calls.length]).toEqual([0, 1]);
  });

  it('is warned of once a month, at 80 %', async () => {
    const test = testOutbox(database.mongo, { quotas });
    for (const count of [70, 9, 1, 5, 20]) await used(count, test);
    const warnings = test.events.filter(({ kind }) => kind === 'quota');
    expect(warnings).toEqual([{ kind: 'quota', quota: 'message', used: 80, limit: 100, month: '2026-11' }]);
    test.clock.set(new Date('2026-12-01T00:10:00+08:00'));
    await used(90, test);
    expect(test.events.filter(({ kind }) => kind === 'quota')).toHaveLength(2);
  });

  it('does not count a call that did not arrive', async () => {
    const channel = fakeChannel({ quota: 'api' });
    channel.script.push({ outcome: 'retry', afterMs: 0, code: 'ECONNREFUSED' });
    const test = testOutbox(database.mongo, { group: [channel], quotas });
    await test.outbox.post([testNotice()]);
    await settle(test);
    expect(channel.calls).toHaveLength(2);
    expect((await test.outbox.quotas())[0]?.used).toBe(1);
  });
});
