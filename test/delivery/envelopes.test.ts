import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryDocument } from '../../src/delivery/delivery-document.ts';
import type { Target } from '../../src/delivery/types.ts';
import type { SendOutcome } from '../../src/platforms/channel.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import {
  clear,
  fakeChannel,
  groupTarget,
  personTarget,
  settle,
  testNotice,
  testOutbox,
  viewOf,
  wakeAll,
} from './outboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(() => clear(database.mongo));
afterAll(() => database.drop());

const deliveries = () => database.mongo.collection<DeliveryDocument>('deliveries');

describe('several notices to one target', () => {
  const three = (target: Target) =>
    ['一', '二', '三'].map((text) =>
      testNotice({ title: `标题${text}`, text, targets: [target], mergeable: true }),
    );

  it('become one message after a while', async () => {
    const channel = fakeChannel();
    const test = testOutbox(database.mongo, { group: [channel], mergeMs: 60_000 });
    const notices = three(groupTarget());
    for (const notice of notices) {
      await test.outbox.post([notice]);
      test.clock.set(new Date(test.clock.now().getTime() + 10));
    }
    await test.outbox.round();
    expect(channel.calls).toHaveLength(0);
    await test.outbox.reconsider();
    await settle(test);
    expect(channel.calls.map(({ content }) => content)).toEqual([
      { title: '标题一等3条', text: '**标题一**\n一\n\n**标题二**\n二\n\n**标题三**\n三' },
    ]);
    const views = await Promise.all(notices.map((notice) => viewOf(test, notice)));
    expect(views.map(({ state }) => state).sort()).toEqual(['merged', 'merged', 'sent']);
    const leader = views.find(({ state }) => state === 'sent')?.id;
    expect(views.flatMap(({ into }) => (into === undefined ? [] : [into]))).toEqual([leader, leader]);
  });

  it('are the same bytes when they are sent again, whatever came meanwhile', async () => {
    const channel = fakeChannel();
    channel.script.push({ outcome: 'retry', afterMs: 0, code: 'busy' });
    const test = testOutbox(database.mongo, { group: [channel], retries: { firstMs: 5, longestMs: 5 } });
    const target = groupTarget();
    await test.outbox.post(three(target));
    await test.outbox.round();
    await test.outbox.post([testNotice({ targets: [target], mergeable: true, text: '四' })]);
    await settle(test);
    const [first, ...others] = channel.calls;
    expect(others.map(({ content }) => content)).toContainEqual(first?.content);
    expect(channel.calls).toHaveLength(3);
  });

  it('leave emergencies, pictures and what may not be merged alone', async () => {
    const channel = fakeChannel();
    const test = testOutbox(database.mongo, { group: [channel] });
    const targets = [groupTarget()];
    await test.outbox.post([
      testNotice({ targets, mergeable: true }),
      testNotice({ targets, mergeable: true, priority: 'emergency' }),
      testNotice({ targets, mergeable: true, picture: { name: '图.png', ref: 'p' } }),
      testNotice({ targets }),
    ]);
    await settle(test);
    expect(channel.calls).toHaveLength(4);
  });

  it.each(['before', 'after'] as const)(
    'are put right when a sender died %s its members were told',
    async (when) => {
      const target = groupTarget();
      const notices = three(target);
      const test = testOutbox(database.mongo, { group: [fakeChannel()] });
      await test.outbox.post(notices);
      // A sender that stops right after it stored the envelope: its channel never comes to be asked.
      const [leader, ...members] = await deliveries().find({}).toArray();
      const stuck = testOutbox(database.mongo, {
        group: [fakeChannel()],
        addressOf: () => Promise.reject(new Error('no address now')),
      });
      await stuck.outbox.round();
      const carrier = await deliveries().findOne({ joining: true });
      expect([leader, ...members].map((each) => each?._id)).toContain(carrier?._id);
      if (when === 'before') {
        await deliveries().updateMany(
          { into: { $exists: true } },
          { $set: { state: 'due', wakeAt: new Date(0) }, $unset: { into: '' } },
        );
      }
      await wakeAll(database.mongo);
      const channel = fakeChannel();
      await settle(testOutbox(database.mongo, { group: [channel] }));
      expect(channel.calls).toHaveLength(1);
      expect(await deliveries().countDocuments({ state: 'merged' })).toBe(2);
    },
  );

  it('are taken apart when a member was sent meanwhile', async () => {
    const target = groupTarget();
    const stuck = testOutbox(database.mongo, {
      group: [fakeChannel()],
      addressOf: () => Promise.reject(new Error('no address now')),
    });
    await stuck.outbox.post(three(target));
    await stuck.outbox.round();
    const carrier = await deliveries().findOne({ joining: true });
    const [member] = carrier?.members ?? [];
    await deliveries().updateOne(
      { _id: member ?? '' },
      { $set: { state: 'sent' }, $unset: { wakeAt: '', into: '' } },
    );
    await wakeAll(database.mongo);
    const channel = fakeChannel();
    await settle(testOutbox(database.mongo, { group: [channel] }));
    const texts = channel.calls.map(({ content }) => content.text).join();
    expect(channel.calls).toHaveLength(1);
    expect(texts.match(/\*\*标题/g)).toHaveLength(2);
  });
});

describe('equal texts to many persons', () => {
  const persons = (count: number) => Array.from({ length: count }, () => personTarget());

  it('go in batches as large as the channel takes, each person with an outcome', async () => {
    const channel = fakeChannel({ id: 'dingtalk.person', batch: 20 });
    const outcomes: SendOutcome[] = Array.from({ length: 20 }, () => ({ outcome: 'sent' }));
    outcomes[3] = { outcome: 'gone', code: 'invalid' };
    outcomes[4] = { outcome: 'retry', afterMs: 1, code: 'flow' };
    outcomes[5] = { outcome: 'unknown', code: 'timeout' };
    channel.script.push(outcomes);
    const test = testOutbox(database.mongo, { person: [channel] });
    await test.outbox.post([testNotice({ targets: persons(20) })]);
    await settle(test);
    expect(channel.calls.map(({ to }) => to.length)).toEqual([20, 1]);
    expect(new Set(channel.calls.map(({ uuid }) => uuid)).size).toBe(2);
    const views = await test.outbox.list({ limit: 200 });
    const count = (state: string): number => views.filter((view) => view.state === state).length;
    expect([count('sent'), count('gone'), count('unknown')]).toEqual([18, 1, 1]);
  });

  it('fill as many batches as they need', async () => {
    const channel = fakeChannel({ id: 'dingtalk.person', batch: 20 });
    const test = testOutbox(database.mongo, { person: [channel] });
    await test.outbox.post([testNotice({ targets: persons(45) })]);
    await settle(test);
    expect(channel.calls.map(({ to }) => to.length).sort()).toEqual([20, 20, 5]);
  });

  it('are repeated with all of their persons, or not yet', async () => {
    const channel = fakeChannel({ id: 'wecom.app', batch: 10, idempotent: true });
    channel.script.push({ outcome: 'unknown', code: 'timeout' });
    const test = testOutbox(database.mongo, { person: [channel], retries: { firstMs: 5, longestMs: 5 } });
    const notice = testNotice({ targets: persons(10) });
    await test.outbox.post([notice]);
    await test.outbox.round();
    await deliveries().updateMany(
      { target: { $regex: '[0-7]$' } },
      { $set: { wakeAt: new Date(Date.now() + 100) } },
    );
    await settle(test, 60);
    const [first, second, ...others] = channel.calls;
    expect(others).toEqual([]);
    expect(second?.uuid).toBe(first?.uuid);
    expect([...(second?.to ?? [])].sort()).toEqual([...(first?.to ?? [])].sort());
  });

  it('stay apart when the words or the urgency differ', async () => {
    const channel = fakeChannel({ id: 'dingtalk.person', batch: 20 });
    const test = testOutbox(database.mongo, { person: [channel] });
    const post = (over: object) => testNotice({ targets: persons(2), ...over });
    await test.outbox.post([post({}), post({ text: '另一件' }), post({ priority: 'high' })]);
    await settle(test);
    expect(channel.calls.map(({ to }) => to.length)).toEqual([2, 2, 2]);
  });
});

describe('a text too long for its channel', () => {
  const text = Array.from({ length: 10 }, (_, line) => `第${line}行，共十行。`).join('\n');

  it('goes in parts, whole lines each, the picture with the last', async () => {
    const channel = fakeChannel({ textBytes: 100 });
    const test = testOutbox(database.mongo, {
      group: [channel],
      load: async ({ name }) => ({ name, bytes: Buffer.from('png') }),
    });
    const notice = testNotice({ text, picture: { name: '图.png', ref: 'p' } });
    await test.outbox.post([notice]);
    await settle(test);
    expect(channel.calls.map(({ content }) => content.text).join('\n')).toBe(text);
    expect(channel.calls.every(({ content }) => Buffer.byteLength(content.text) <= 100)).toBe(true);
    expect(channel.calls.map(({ content }) => content.picture !== undefined)).toEqual([false, false, true]);
    expect(channel.calls.map(({ content }) => content.title)).toEqual(
      ['1', '2', '3'].map((n) => `季末零报告（${n}/3）`),
    );
    expect(new Set(channel.calls.map(({ uuid }) => uuid)).size).toBe(3);
    expect(await viewOf(test, notice)).toMatchObject({ state: 'sent', parts: ['sent', 'sent', 'sent'] });
  });

  it('stops at a part that may not have arrived, and a resend continues there', async () => {
    const channel = fakeChannel({ textBytes: 100 });
    channel.script.push({ outcome: 'sent' }, { outcome: 'unknown', code: 'timeout' });
    const test = testOutbox(database.mongo, { group: [channel] });
    const notice = testNotice({ text });
    await test.outbox.post([notice]);
    await settle(test);
    const view = await viewOf(test, notice);
    expect(view).toMatchObject({ state: 'unknown', parts: ['sent', 'unknown', 'due'] });
    await test.outbox.resend(view.id, { key: 'dingtalk:admin', role: 'admin' });
    await settle(test);
    expect(
      channel.calls
        .slice(2)
        .map(({ content }) => content.text)
        .join('\n'),
    ).toBe(
      channel.calls
        .slice(1, 2)
        .map(({ content }) => content.text)
        .join('\n') +
        text.slice(text.indexOf('\n', text.indexOf(channel.calls[1]?.content.text.split('\n').at(-1) ?? ''))),
    );
  });
});
