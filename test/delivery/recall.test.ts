import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createQuietHours } from '../../src/delivery/quiet-hours.ts';
import type { Notice } from '../../src/delivery/types.ts';
import type { RecallOutcome } from '../../src/platforms/channel.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import {
  clear,
  fakeChannel,
  personTarget,
  settle,
  TUESDAY,
  testNotice,
  testOutbox,
  viewOf,
} from './outboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterEach(() => clear(database.mongo));
afterAll(() => database.drop());

const minutes = (n: number): Date => new Date(TUESDAY.getTime() + n * 60_000);
const secret = (over: Partial<Notice> = {}): Notice =>
  testNotice({ text: '姓名：欧阳测试', targets: [personTarget()], recallAt: minutes(10), ...over });

/** A channel that takes messages back, and what it was asked to. */
function recalling(...answers: readonly RecallOutcome[]) {
  const asked: (readonly string[])[] = [];
  const channel = fakeChannel({
    id: 'dingtalk.person',
    batch: 20,
    recall: async (handles) => {
      asked.push(handles);
      return answers[asked.length - 1] ?? { outcome: 'recalled' };
    },
  });
  return { channel, asked };
}

const stored = (notice: Notice) =>
  database.mongo.collection('deliveries').findOne({ notice: notice.id } as object);

describe('a message that is to be taken back', () => {
  it('is taken back when its time is over, by whoever runs then, once, and its words go', async () => {
    const { channel, asked } = recalling();
    channel.script.push({ outcome: 'sent', handle: 'key-1' });
    const first = testOutbox(database.mongo, { person: [channel] });
    const notice = secret();
    await first.outbox.post([notice]);
    await settle(first);
    expect(await first.outbox.recallDue()).toEqual({ recalled: 0, failed: 0 });
    // Another start of the program.
    const second = testOutbox(database.mongo, { person: [channel] });
    second.clock.set(minutes(10));
    expect(await second.outbox.recallDue()).toEqual({ recalled: 1, failed: 0 });
    expect(await second.outbox.recallDue()).toEqual({ recalled: 0, failed: 0 });
    expect(asked).toEqual([['key-1']]);
    expect(Object.keys((await stored(notice)) ?? {})).not.toContain('content');
    expect((await viewOf(second, notice)).state).toBe('sent');
  });

  it('goes by no channel that cannot take it back, and with nobody else', async () => {
    const session = fakeChannel({ id: 'dingtalk.session' });
    const { channel } = recalling();
    const world = testOutbox(database.mongo, { person: [session, channel] });
    const [one, other] = [secret(), secret()];
    await world.outbox.post([one, other]);
    await settle(world);
    expect(session.calls).toEqual([]);
    expect(channel.calls.map(({ to }) => to.length)).toEqual([1, 1]);
  });

  it('is not sent any more once it would be taken back at once, and cannot be sent again by hand', async () => {
    const { channel, asked } = recalling();
    channel.script.push({ outcome: 'unknown', code: 'timeout' });
    const world = testOutbox(database.mongo, { person: [channel] });
    const [late, lost] = [secret(), secret()];
    await world.outbox.post([lost]);
    await settle(world);
    const by = { key: 'wecom:a', role: 'admin' };
    expect(await world.outbox.resend((await viewOf(world, lost)).id, by)).toEqual({
      outcome: 'not-resendable',
    });
    world.clock.set(minutes(10));
    await world.outbox.post([late]);
    await settle(world);
    expect((await viewOf(world, late)).state).toBe('expired');
    // Whether it arrived nobody knows: its person is told to look.
    expect(await world.outbox.recallDue()).toEqual({ recalled: 0, failed: 1 });
    expect(asked).toEqual([]);
    expect(world.events.at(-1)).toMatchObject({ kind: 'not-recalled', target: lost.targets[0] });
  });

  it('is tried again while the vendor cannot, and told once where it never can', async () => {
    const { channel, asked } = recalling(
      { outcome: 'retry', code: 'busy' },
      { outcome: 'gone', code: 'too-late' },
    );
    channel.script.push({ outcome: 'sent', handle: 'key-2' });
    const world = testOutbox(database.mongo, { person: [channel] });
    const notice = secret();
    await world.outbox.post([notice]);
    await settle(world);
    world.clock.set(minutes(10));
    expect(await world.outbox.recallDue()).toEqual({ recalled: 0, failed: 0 });
    expect(await world.outbox.recallDue()).toEqual({ recalled: 0, failed: 0 });
    world.clock.set(minutes(11));
    expect(await world.outbox.recallDue()).toEqual({ recalled: 0, failed: 1 });
    expect(asked).toHaveLength(2);
    expect(world.events.filter(({ kind }) => kind === 'not-recalled')).toHaveLength(1);
    expect(Object.keys((await stored(notice)) ?? {})).not.toContain('content');
  });

  it('comes at night too, to who asked for it this minute', async () => {
    const { channel } = recalling();
    const mayGoOut = createQuietHours({
      calendar: { isWorkday: () => true } as never,
      timeZone: 'Asia/Shanghai',
    });
    const world = testOutbox(database.mongo, { person: [channel], mayGoOut });
    world.clock.set(minutes(12 * 60));
    const [awaited, other] = [
      secret({ awaited: true, recallAt: minutes(12 * 60 + 10) }),
      secret({ recallAt: minutes(12 * 60 + 10) }),
    ];
    await world.outbox.post([awaited, other]);
    await world.outbox.round();
    await world.outbox.round();
    expect([(await viewOf(world, awaited)).state, (await viewOf(world, other)).state]).toEqual([
      'sent',
      'due',
    ]);
  });
});
