import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { deliveryIndexes } from '../../src/delivery/delivery-document.ts';
import { purgeDeliveries } from '../../src/delivery/purge-store.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { deliveryText } from '../support/delivery-text.ts';
import { clear, fakeChannel, sealer, settle, testNotice, testOutbox, viewOf } from './outboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.mongo.db.collection('deliveries').createIndexes(deliveryIndexes);
});
beforeEach(() => clear(database.mongo));
afterAll(() => database.drop());

const textOf = (id: string) => deliveryText({ mongo: database.mongo, sealer }, id);
const admin = { key: 'dingtalk:admin', role: 'admin' };

async function unknownDelivery() {
  const channel = fakeChannel();
  channel.script.push({ outcome: 'unknown', code: 'timeout' });
  const test = testOutbox(database.mongo, { group: [channel] });
  const notice = testNotice({ text: '测试甲 请联系家长' });
  await test.outbox.post([notice]);
  await settle(test);
  return { channel, test, notice, view: await viewOf(test, notice) };
}

describe('发送记录', () => {
  it('shows deliveries without their text, which lies sealed beside them', async () => {
    const { test, view } = await unknownDelivery();
    expect(JSON.stringify(await test.outbox.list({ state: 'unknown', limit: 10 }))).not.toContain('测试甲');
    expect(await textOf(view.id)).toBe('测试甲 请联系家长');
  });

  it('is stored without any word of the text', async () => {
    const { view } = await unknownDelivery();
    const stored = await database.mongo.collection<{ _id: string }>('deliveries').findOne({ _id: view.id });
    expect(JSON.stringify(stored)).not.toContain('测试甲');
  });

  it('counts what lies in the outbox', async () => {
    const { test } = await unknownDelivery();
    await test.outbox.post([testNotice({ notBefore: new Date('2026-11-25T00:00:00+08:00') })]);
    expect(await test.outbox.stats()).toMatchObject({ due: 1, sending: 0, unknown: 1, dead: 0, gone: 0 });
  });

  it('says how the delivery of a notice to a target went', async () => {
    const { test, notice } = await unknownDelivery();
    const [target] = notice.targets;
    if (target === undefined) throw new Error('no target');
    const asked = [
      { notice: notice.id, target },
      { notice: 'nothing', target },
    ];
    expect(await test.outbox.states(asked)).toEqual(['unknown', undefined]);
  });

  it('lists by state and target', async () => {
    const { test, notice } = await unknownDelivery();
    const [target] = notice.targets;
    expect(await test.outbox.list({ state: 'sent', limit: 10 })).toEqual([]);
    expect(await test.outbox.list({ ...(target ? { target } : {}), limit: 10 })).toHaveLength(1);
  });
});

describe('a resend', () => {
  it('is a new delivery linked to the old one, once', async () => {
    const { channel, test, view } = await unknownDelivery();
    const both = await Promise.all([test.outbox.resend(view.id, admin), test.outbox.resend(view.id, admin)]);
    expect(both.map(({ outcome }) => outcome).sort()).toEqual(['already-resent', 'queued']);
    await settle(test);
    expect(channel.calls.map(({ content }) => content.text)).toEqual(Array(2).fill('测试甲 请联系家长'));
    const [fresh, old] = await test.outbox
      .list({ limit: 10 })
      .then((all) => [all.find(({ resendOf }) => resendOf), all.find(({ resentAs }) => resentAs)]);
    expect(fresh).toMatchObject({ id: `${view.id}~1`, state: 'sent', resendOf: view.id });
    expect(old).toMatchObject({
      id: view.id,
      state: 'unknown',
      resentAs: `${view.id}~1`,
      resentBy: admin.key,
    });
    expect((await test.outbox.stats()).unknown).toBe(0);
  });

  it('is refused for what was sent, is not there or was merged', async () => {
    const channel = fakeChannel();
    const test = testOutbox(database.mongo, { group: [channel] });
    const notice = testNotice({ mergeable: true });
    await test.outbox.post([notice, testNotice({ mergeable: true, targets: notice.targets })]);
    await settle(test);
    const views = await test.outbox.list({ limit: 10 });
    const outcomes = await Promise.all(
      [...views.map(({ id }) => id), 'nothing'].map(
        async (id) => (await test.outbox.resend(id, admin)).outcome,
      ),
    );
    expect(outcomes.sort()).toEqual(['merged', 'not-found', 'not-resendable']);
  });
});

describe('time', () => {
  const gates = [
    ['before its time', { notBefore: new Date('2026-11-24T11:00:00+08:00') }, 'time'],
    ['in quiet hours', {}, 'quiet'],
  ] as const;

  it.each(gates)('holds a notice %s', async (_, over, waiting) => {
    const channel = fakeChannel();
    const until = new Date('2026-11-24T11:00:00+08:00');
    const mayGoOut = (at: Date): true | Date => (waiting !== 'quiet' || at >= until ? true : until);
    const test = testOutbox(database.mongo, { group: [channel], mayGoOut });
    const notice = testNotice(over);
    await test.outbox.post([notice]);
    await settle(test, 3);
    expect(await viewOf(test, notice)).toMatchObject({ state: 'due', waiting });
    test.clock.set(until);
    await test.outbox.reconsider();
    await settle(test);
    expect(channel.calls).toHaveLength(1);
  });

  it('lets out what rested when the days of rest have changed', async () => {
    const channel = fakeChannel();
    let rests: Date | undefined = new Date('2026-11-24T11:00:00+08:00');
    let changed = false;
    const test = testOutbox(database.mongo, {
      group: [channel],
      mayGoOut: () => rests ?? true,
      restChanged: async () => changed,
    });
    const notice = testNotice({});
    await test.outbox.post([notice]);
    await settle(test, 3);
    expect(await viewOf(test, notice)).toMatchObject({ state: 'due', waiting: 'quiet' });
    rests = undefined;
    await settle(test, 3);
    expect(channel.calls).toHaveLength(0);
    changed = true;
    await settle(test);
    expect(channel.calls).toHaveLength(1);
  });

  it('drops a notice whose time is over, with a reason', async () => {
    const channel = fakeChannel();
    const test = testOutbox(database.mongo, { group: [channel] });
    const notice = testNotice({ expires: new Date('2026-11-24T09:00:00+08:00') });
    await test.outbox.post([notice]);
    await settle(test);
    expect(await viewOf(test, notice)).toMatchObject({ state: 'expired', code: 'expired' });
    expect(channel.calls).toEqual([]);
  });
});

describe('the purge', () => {
  it('removes texts after thirty days and keeps the record', async () => {
    const { test, notice, view } = await unknownDelivery();
    const days = (count: number): Date => new Date(test.clock.now().getTime() + count * 86_400_000);
    expect(await purgeDeliveries(database.mongo, days(29))).toBe(0);
    expect(await purgeDeliveries(database.mongo, days(31))).toBe(1);
    expect(await textOf(view.id)).toBeUndefined();
    expect(await test.outbox.resend(view.id, admin)).toEqual({ outcome: 'text-purged' });
    await test.outbox.post([notice]);
    await settle(test);
    expect((await viewOf(test, notice)).state).toBe('unknown');
  });

  it('ends what still waits', async () => {
    const test = testOutbox(database.mongo, { group: [] });
    const notice = testNotice();
    await test.outbox.post([notice]);
    await test.outbox.round();
    await purgeDeliveries(database.mongo, new Date('2027-01-24T00:00:00+08:00'));
    expect((await viewOf(test, notice)).state).toBe('expired');
    expect(await test.outbox.stats()).toMatchObject({ due: 0 });
  });
});
