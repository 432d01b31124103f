import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { DeliveryDocument } from '../../src/delivery/delivery-document.ts';
import { createOutbox, type OutboxParts } from '../../src/delivery/outbox.ts';
import type { DeliveryView, Notice, Outbox, OutboxEvent, Target } from '../../src/delivery/types.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import type { Address, Channel, OutgoingContent, SendOutcome } from '../../src/platforms/channel.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { testSealer } from '../support/test-sealer.ts';

/** One sealer for every outbox of a test: all instances share DATA_KEY. */
export const sealer = testSealer();

/** A Tuesday, in the morning. */
export const TUESDAY = new Date('2026-11-24T10:00:00+08:00');

/** One call that a fake channel got. */
export interface FakeCall {
  readonly to: readonly string[];
  readonly content: OutgoingContent;
  readonly uuid: string;
  readonly at: number;
}

/** A channel that remembers its calls and answers what it is told, `sent` when it is told nothing. */
export interface FakeChannel extends Channel {
  readonly calls: FakeCall[];
  /** Answers to the next calls: one for all addresses, or one per address. */
  readonly script: (SendOutcome | readonly SendOutcome[])[];
}

export function fakeChannel(over: Partial<Channel> = {}): FakeChannel {
  const calls: FakeCall[] = [];
  const script: (SendOutcome | readonly SendOutcome[])[] = [];
  return {
    id: 'dingtalk.group',
    platform: 'dingtalk',
    idempotent: false,
    batch: 1,
    limits: [],
    textBytes: 20_000,
    measure: (text) => Buffer.byteLength(text),
    reaches: () => true,
    timeoutMs: 1_000,
    ...over,
    calls,
    script,
    send: async (addresses: readonly Address[], content: OutgoingContent, uuid: string) => {
      calls.push({ to: addresses.map(({ id }) => id), content, uuid, at: Date.now() });
      const next = script.shift() ?? { outcome: 'sent' };
      return Array.isArray(next) ? next : addresses.map(() => next as SendOutcome);
    },
  };
}

/** An outbox, the events it told, and the clock it lives by. */
export interface TestOutbox {
  readonly outbox: Outbox;
  readonly events: OutboxEvent[];
  readonly clock: ReturnType<typeof fixedClock>;
}

/** An outbox without patience; `group` and `person` are the channels of DingTalk. */
export function testOutbox(
  mongo: Mongo,
  {
    group = [],
    person = [],
    ...over
  }: Partial<OutboxParts> & { group?: readonly Channel[]; person?: readonly Channel[] } = {},
): TestOutbox {
  const events: OutboxEvent[] = [];
  const clock = fixedClock(TUESDAY);
  const outbox = createOutbox({
    mongo,
    sealer,
    clock,
    timeZone: 'Asia/Shanghai',
    log: pino({ level: 'silent' }),
    owner: randomBytes(4).toString('hex'),
    routes: { dingtalk: { group, person } },
    addressOf: async ({ kind, id }) => ({ kind, id }),
    mayGoOut: () => true,
    tell: (event) => void events.push(event),
    mergeMs: 0,
    leaseMs: 10_000,
    retries: { firstMs: 1, longestMs: 1 },
    pollMs: 20,
    ...over,
  });
  return { outbox, events, clock };
}

/** Empties the collections of the outbox. */
export async function clear(mongo: Mongo): Promise<void> {
  const names = ['deliveries', 'delivery-targets', 'delivery-limits', 'delivery-quotas'];
  await Promise.all(names.map((name) => mongo.collection(name).deleteMany({})));
}

export function groupTarget(id = `cid-${randomBytes(4).toString('hex')}`): Target {
  return { platform: 'dingtalk', kind: 'group', id };
}

export function personTarget(id = `user-${randomBytes(4).toString('hex')}`): Target {
  return { platform: 'dingtalk', kind: 'person', id };
}

/** A notice with an id of its own. */
export function testNotice(over: Partial<Notice> = {}): Notice {
  return {
    id: randomBytes(6).toString('hex'),
    kind: 'test',
    priority: 'normal',
    title: '季末零报告',
    text: '请周五17:00前报第四季度排查情况。',
    targets: [groupTarget()],
    ...over,
  };
}

/** Rounds until nothing is due any more, at most `most`. */
export async function settle({ outbox }: Pick<TestOutbox, 'outbox'>, most = 30): Promise<void> {
  for (let round = 0; round < most; round += 1) {
    await outbox.round();
    const { due } = await outbox.stats();
    if (due === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** The one delivery of this notice. */
export async function viewOf({ outbox }: TestOutbox, notice: Notice, index = 0): Promise<DeliveryView> {
  const target = notice.targets[index];
  if (target === undefined) throw new Error('The notice has no such target.');
  const all = await outbox.list({ target, limit: 200 });
  const view = all.find(({ noticeId }) => noticeId === notice.id);
  if (view === undefined) throw new Error('There is no such delivery.');
  return view;
}

/** Lets everybody's time come, as if leases had run out and pauses were over. */
export async function wakeAll(mongo: Mongo): Promise<void> {
  const deliveries = mongo.collection<DeliveryDocument>('deliveries');
  await deliveries.updateMany({ wakeAt: { $exists: true } }, { $set: { wakeAt: new Date(0) } });
  await mongo
    .collection('delivery-targets')
    .updateMany({}, { $set: { until: new Date(0), waitUntil: new Date(0) } });
}
