import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryDocument } from '../../src/delivery/delivery-document.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { clear, type FakeChannel, fakeChannel, settle, testNotice, testOutbox, viewOf } from './outboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(() => clear(database.mongo));
afterAll(() => database.drop());

/** The channel of a connection that this instance has, or has not. */
const socket = (ready: boolean): FakeChannel => fakeChannel({ id: 'wecom.socket', ready: () => ready });
const webhook = (): FakeChannel => fakeChannel({ id: 'dingtalk.webhook' });
const only = async (): Promise<DeliveryDocument | null> =>
  await database.mongo.collection<DeliveryDocument>('deliveries').findOne({});
/** As if nobody had the connection for a while. */
const wait = async (): Promise<void> => {
  await database.mongo
    .collection<DeliveryDocument>('deliveries')
    .updateMany({}, { $set: { wakeAt: new Date(Date.now() - 16_000) } });
};

describe('an instance without the connection', () => {
  it('leaves what its owner can send, as often as it looks, and the owner sends it', async () => {
    const [away, here] = [socket(false), socket(true)];
    const other = testOutbox(database.mongo, { group: [away, webhook()] });
    const notice = testNotice();
    await other.outbox.post([notice]);
    for (let round = 0; round < 5; round += 1) expect((await other.outbox.round()).calls).toBe(0);
    expect(await only()).toMatchObject({ state: 'due', attempts: 0 });
    expect(await only()).not.toHaveProperty('claim');
    const owner = testOutbox(database.mongo, { group: [here, webhook()] });
    await settle(owner);
    expect(here.calls).toHaveLength(1);
    expect(away.calls).toHaveLength(0);
  });

  it('sends what the connection does not reach', async () => {
    const [away, hook] = [fakeChannel({ ready: () => false, reaches: () => false }), webhook()];
    const other = testOutbox(database.mongo, { group: [away, hook] });
    await other.outbox.post([testNotice()]);
    await settle(other);
    expect(hook.calls).toHaveLength(1);
  });

  it('sends what the connection has refused already', async () => {
    const hook = webhook();
    const refusing = socket(true);
    refusing.script.push({ outcome: 'rejected', code: 'no' });
    await testOutbox(database.mongo, { group: [refusing, hook] }).outbox.post([testNotice()]);
    await testOutbox(database.mongo, { group: [refusing, hook] }).outbox.round();
    await settle(testOutbox(database.mongo, { group: [socket(false), hook] }));
    expect(hook.calls).toHaveLength(1);
  });

  it('takes the next channel when nobody has the connection for a while', async () => {
    const hook = webhook();
    const other = testOutbox(database.mongo, { group: [socket(false), hook] });
    await other.outbox.post([testNotice()]);
    await wait();
    await settle(other);
    expect(hook.calls).toHaveLength(1);
  });

  it('puts it off without counting an attempt when there is no other channel', async () => {
    const other = testOutbox(database.mongo, { group: [socket(false)] });
    const notice = testNotice();
    await other.outbox.post([notice]);
    for (let round = 0; round < 3; round += 1) {
      await wait();
      await other.outbox.round();
    }
    expect(await viewOf(other, notice)).toMatchObject({ state: 'due', waiting: 'channel', attempts: 0 });
    await wait();
    await settle(testOutbox(database.mongo, { group: [socket(true)] }));
    expect(await viewOf(other, notice)).toMatchObject({ state: 'sent' });
  });

  it('drops in time what expires meanwhile', async () => {
    const other = testOutbox(database.mongo, { group: [socket(false)] });
    const notice = testNotice({ expires: new Date('2026-11-24T10:00:01+08:00') });
    await other.outbox.post([notice]);
    other.clock.set(new Date('2026-11-24T10:01:00+08:00'));
    await wait();
    await settle(other);
    expect(await viewOf(other, notice)).toMatchObject({ state: 'expired' });
  });
});
