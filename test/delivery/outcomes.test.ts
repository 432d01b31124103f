import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DeliveryState } from '../../src/delivery/types.ts';
import type { SendOutcome } from '../../src/platforms/channel.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { clear, fakeChannel, settle, testNotice, testOutbox, viewOf, wakeAll } from './outboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(() => clear(database.mongo));
afterAll(() => database.drop());

const SENT: SendOutcome = { outcome: 'sent' };
const RETRY: SendOutcome = { outcome: 'retry', afterMs: 0, code: 'busy' };
const GONE: SendOutcome = { outcome: 'gone', code: '400013' };
const REJECTED: SendOutcome = { outcome: 'rejected', code: '430102' };
const UNKNOWN: SendOutcome = { outcome: 'unknown', code: 'timeout' };

interface Row {
  readonly script: readonly SendOutcome[];
  readonly idempotent?: boolean;
  readonly state: DeliveryState;
  readonly calls: number;
  readonly code?: string;
}

const rows: readonly Row[] = [
  { script: [SENT], state: 'sent', calls: 1 },
  { script: [RETRY, SENT], state: 'sent', calls: 2 },
  { script: [RETRY, RETRY, RETRY, RETRY], state: 'dead', calls: 4, code: 'busy' },
  { script: [GONE], state: 'gone', calls: 1, code: '400013' },
  { script: [REJECTED], state: 'dead', calls: 1, code: '430102' },
  { script: [UNKNOWN], state: 'unknown', calls: 1, code: 'timeout' },
  { script: [UNKNOWN, SENT], idempotent: true, state: 'sent', calls: 2 },
  { script: [UNKNOWN, RETRY, SENT], idempotent: true, state: 'sent', calls: 3 },
  { script: [UNKNOWN, REJECTED], idempotent: true, state: 'unknown', calls: 2, code: '430102' },
  {
    script: [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN],
    idempotent: true,
    state: 'unknown',
    calls: 4,
    code: 'timeout',
  },
  { script: [RETRY, UNKNOWN], state: 'unknown', calls: 2, code: 'timeout' },
];

describe('one delivery', () => {
  it.each(rows)('ends $state after $calls calls (idempotent: $idempotent)', async (row) => {
    const channel = fakeChannel({ idempotent: row.idempotent ?? false });
    channel.script.push(...row.script);
    const test = testOutbox(database.mongo, {
      group: [channel],
      retries: { firstMs: 1, longestMs: 1, maxAttempts: 4 },
    });
    const notice = testNotice();
    await test.outbox.post([notice]);
    await settle(test);
    const { state, code } = await viewOf(test, notice);
    expect({ state, code }).toEqual({ state: row.state, code: row.code });
    expect(channel.calls).toHaveLength(row.calls);
    expect(new Set(channel.calls.map(({ uuid }) => uuid)).size).toBe(1);
    const told = test.events.map(({ kind }) => kind);
    const expected = { dead: ['dead'], unknown: ['unknown'], gone: ['target-gone'] } as Partial<
      Record<DeliveryState, string[]>
    >;
    expect(told).toEqual(expected[row.state] ?? []);
  });

  it('is sent once, however often its notice is posted', async () => {
    const channel = fakeChannel();
    const test = testOutbox(database.mongo, { group: [channel] });
    const notice = testNotice();
    await Promise.all([test.outbox.post([notice, notice]), test.outbox.post([notice])]);
    await settle(test);
    await test.outbox.post([notice]);
    await settle(test);
    expect(channel.calls).toHaveLength(1);
  });

  it('is not lost when a channel throws or hangs', async () => {
    const throwing = fakeChannel({ timeoutMs: 50 });
    throwing.send = async () => {
      throw new Error('a bug');
    };
    const hanging = fakeChannel({ timeoutMs: 50 });
    hanging.send = () => new Promise(() => undefined);
    for (const channel of [throwing, hanging]) {
      const test = testOutbox(database.mongo, { group: [channel] });
      const notice = testNotice();
      await test.outbox.post([notice]);
      await settle(test);
      expect((await viewOf(test, notice)).state).toBe('unknown');
    }
  });

  it('waits as long as the vendor asks, and so does whatever else goes there', async () => {
    const channel = fakeChannel();
    channel.script.push({ outcome: 'retry', afterMs: 600_000, code: '130101' });
    const test = testOutbox(database.mongo, { group: [channel] });
    const notice = testNotice();
    await test.outbox.post([notice]);
    await test.outbox.round();
    await test.outbox.post([testNotice({ targets: notice.targets })]);
    await settle(test, 3);
    expect(channel.calls).toHaveLength(1);
    expect(await viewOf(test, notice)).toMatchObject({ state: 'due', waiting: 'retry' });
    await wakeAll(database.mongo);
    await settle(test);
    expect(channel.calls).toHaveLength(3);
  });

  it('goes in the order of urgency, then of age', async () => {
    const channel = fakeChannel();
    const test = testOutbox(database.mongo, { group: [channel] });
    const first = testNotice({ text: '一' });
    const order = [
      first,
      testNotice({ text: '二', targets: first.targets }),
      testNotice({ text: '急', priority: 'emergency', targets: first.targets }),
    ];
    for (const notice of order) {
      await test.outbox.post([notice]);
      test.clock.set(new Date(test.clock.now().getTime() + 1_000));
    }
    await settle(test);
    expect(channel.calls.map(({ content }) => content.text)).toEqual(['急', '一', '二']);
  });
});

describe('a sender that died in the middle of a call', () => {
  it.each([
    [true, 'sent', 2],
    [false, 'unknown', 1],
  ] as const)('leaves (idempotent: %s) a delivery %s', async (idempotent, state, calls) => {
    const dying = fakeChannel({ idempotent });
    let reached: () => void = () => undefined;
    const called = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const send = dying.send;
    dying.send = async (...args) => {
      await send(...args);
      reached();
      return await new Promise(() => undefined);
    };
    const notice = testNotice();
    const dead = testOutbox(database.mongo, { group: [dying] });
    await dead.outbox.post([notice]);
    void dead.outbox.round();
    await called;
    const living = fakeChannel({ idempotent });
    const test = testOutbox(database.mongo, { group: [living] });
    await wakeAll(database.mongo);
    expect((await test.outbox.round()).lost).toBe(1);
    await settle(test);
    expect((await viewOf(test, notice)).state).toBe(state);
    const all = [...dying.calls, ...living.calls];
    expect(all).toHaveLength(calls);
    expect(new Set(all.map(({ uuid }) => uuid)).size).toBe(1);
  });

  it('is not repeated when the vendor may have forgotten the uuid', async () => {
    const channel = fakeChannel({ idempotent: true });
    channel.script.push(UNKNOWN);
    const test = testOutbox(database.mongo, {
      group: [channel],
      retries: { firstMs: 30, longestMs: 30, repeatWithinMs: -1 },
    });
    const notice = testNotice();
    await test.outbox.post([notice]);
    await settle(test);
    expect((await viewOf(test, notice)).state).toBe('unknown');
    expect(channel.calls).toHaveLength(1);
  });
});

describe('the next channel', () => {
  const two = (script: readonly SendOutcome[]) => {
    const session = fakeChannel({ id: 'dingtalk.session' });
    const group = fakeChannel();
    session.script.push(...script);
    return { session, group, test: testOutbox(database.mongo, { group: [session, group] }) };
  };

  it.each([
    ['gone', GONE, 1],
    ['rejected', REJECTED, 1],
    ['retry', RETRY, 1],
    ['unknown', UNKNOWN, 0],
    ['sent', SENT, 0],
  ] as const)('after %s', async (_, outcome, calls) => {
    const { session, group, test } = two([outcome]);
    const notice = testNotice();
    await test.outbox.post([notice]);
    await settle(test);
    expect([session.calls.length, group.calls.length]).toEqual([1, calls]);
    expect((await viewOf(test, notice)).state).toBe(outcome.outcome === 'unknown' ? 'unknown' : 'sent');
  });

  it('is taken at once when the first one does not reach the target', async () => {
    const { session, group, test } = two([]);
    session.reaches = () => false;
    await test.outbox.post([testNotice()]);
    await settle(test);
    expect([session.calls.length, group.calls.length]).toEqual([0, 1]);
  });

  it('does not exist: the target is gone, others to it are not tried, and it may come back', async () => {
    const { session, group, test } = two([GONE]);
    group.script.push(GONE);
    const notice = testNotice();
    await test.outbox.post([notice]);
    await settle(test);
    const later = testNotice({ targets: notice.targets });
    await test.outbox.post([later]);
    await settle(test);
    expect((await viewOf(test, later)).state).toBe('gone');
    expect([session.calls.length, group.calls.length]).toEqual([1, 1]);
    expect(test.events.filter(({ kind }) => kind === 'target-gone')).toHaveLength(1);
    const [target] = notice.targets;
    if (target !== undefined) await test.outbox.contacted(target);
    await test.outbox.post([testNotice({ targets: notice.targets })]);
    await settle(test);
    expect(session.calls).toHaveLength(2);
  });
});

describe('a target without a channel', () => {
  it('is waited for until it gets in touch', async () => {
    const channel = fakeChannel();
    let reached = false;
    channel.reaches = () => reached;
    const test = testOutbox(database.mongo, { group: [channel] });
    const notice = testNotice();
    await test.outbox.post([notice]);
    await settle(test, 3);
    expect(await viewOf(test, notice)).toMatchObject({ state: 'due', waiting: 'channel' });
    reached = true;
    const [target] = notice.targets;
    if (target !== undefined) await test.outbox.contacted(target);
    await settle(test);
    expect((await viewOf(test, notice)).state).toBe('sent');
  });

  it('is given up where the notice says so', async () => {
    const test = testOutbox(database.mongo, { group: [] });
    const notice = testNotice({ unreachable: 'give-up' });
    await test.outbox.post([notice]);
    await settle(test);
    expect(await viewOf(test, notice)).toMatchObject({ state: 'dead', code: 'unreachable' });
  });
});

const NO_UPLOAD: SendOutcome = { outcome: 'rejected', code: '40006', attachment: true };
const SLOW_UPLOAD: SendOutcome = { outcome: 'retry', afterMs: 0, code: 'upload-slow', attachment: true };

describe('what has a picture or file', () => {
  const png = { name: 'a.png', bytes: Buffer.from('png') };
  const started = (
    script: readonly SendOutcome[],
    { idempotent = false, file = png as typeof png | undefined } = {},
  ) => {
    const channel = fakeChannel({ idempotent });
    channel.script.push(...script);
    const retries = { firstMs: 1, longestMs: 1, maxAttempts: 9 };
    const test = testOutbox(database.mongo, { group: [channel], retries, load: async () => file });
    return { channel, test };
  };
  const withPicture = () => testNotice({ picture: { name: 'a.png', ref: 'digest:1' } });
  const shape = ({ calls }: ReturnType<typeof fakeChannel>): string[] =>
    calls.map(({ content }) => (content.picture ? 'words+picture' : 'words'));

  it.each<[string, readonly SendOutcome[], boolean, string, string | undefined, number, number]>([
    ['a refused upload', [NO_UPLOAD], false, 'sent', '40006', 1, 1],
    ['an upload that goes wrong for a moment', [SLOW_UPLOAD], false, 'sent', undefined, 2, 0],
    [
      'an upload that never works',
      [SLOW_UPLOAD, SLOW_UPLOAD, SLOW_UPLOAD],
      false,
      'sent',
      'upload-slow',
      3,
      1,
    ],
    ['words that arrived alone', [{ outcome: 'sent', leftOut: '45009' }], false, 'sent', '45009', 1, 0],
    ['a refused upload, then refused words', [NO_UPLOAD, REJECTED], false, 'dead', '430102', 1, 1],
    ['a refused upload, then words nobody knows of', [NO_UPLOAD, UNKNOWN], false, 'unknown', 'timeout', 1, 1],
    ['a refused upload, then no such group', [NO_UPLOAD, GONE], false, 'gone', '400013', 1, 1],
    ['an upload refused to a repeat', [UNKNOWN, NO_UPLOAD], true, 'sent', '40006', 2, 1],
    ['an upload too slow for a repeat', [UNKNOWN, SLOW_UPLOAD], true, 'sent', 'upload-slow', 2, 1],
  ])('%s', async (_name, script, idempotent, state, code, whole, bare) => {
    const { channel, test } = started(script, { idempotent });
    const notice = withPicture();
    await test.outbox.post([notice]);
    await settle(test);
    const view = await viewOf(test, notice);
    expect([view.state, view.code]).toEqual([state, code]);
    expect(shape(channel)).toEqual([...Array(whole).fill('words+picture'), ...Array(bare).fill('words')]);
    expect(new Set(channel.calls.map(({ uuid }) => uuid)).size).toBe(1);
  });

  it('goes by the next channel that takes it before it goes without', async () => {
    const session = fakeChannel({ id: 'dingtalk.session' });
    const group = fakeChannel();
    session.script.push({ outcome: 'rejected', code: 'no-files', attachment: true });
    const test = testOutbox(database.mongo, { group: [session, group], load: async () => png });
    const notice = withPicture();
    await test.outbox.post([notice]);
    await settle(test);
    const { state, code } = await viewOf(test, notice);
    expect([shape(session), shape(group), state, code]).toEqual([
      ['words+picture'],
      ['words+picture'],
      'sent',
      undefined,
    ]);
  });

  it('goes without by the best channel when none takes it', async () => {
    const session = fakeChannel({ id: 'dingtalk.session' });
    const group = fakeChannel();
    session.script.push({ outcome: 'rejected', code: 'no-files', attachment: true });
    group.script.push({ outcome: 'rejected', code: 'file-type', attachment: true });
    const test = testOutbox(database.mongo, { group: [session, group], load: async () => png });
    const notice = withPicture();
    await test.outbox.post([notice]);
    await settle(test);
    const { state, code } = await viewOf(test, notice);
    expect([shape(session), shape(group)]).toEqual([['words+picture', 'words'], ['words+picture']]);
    expect([state, code]).toEqual(['sent', 'file-type']);
  });

  it('is given up where there are no words to go without it', async () => {
    const { channel, test } = started([NO_UPLOAD]);
    const notice = testNotice({ text: '', picture: { name: 'a.png', ref: 'digest:1' } });
    await test.outbox.post([notice]);
    await settle(test);
    expect(await viewOf(test, notice)).toMatchObject({ state: 'dead', code: '40006' });
    expect(channel.calls).toHaveLength(1);
  });

  it('says so when what it refers to is no longer there', async () => {
    const channel = fakeChannel();
    const test = testOutbox(database.mongo, { group: [channel], load: async () => undefined });
    const notice = withPicture();
    await test.outbox.post([notice]);
    await settle(test);
    expect(await viewOf(test, notice)).toMatchObject({ state: 'sent', code: 'file-missing' });
    expect(shape(channel)).toEqual(['words']);
  });

  it('goes without to several persons of one call, once to each', async () => {
    const channel = fakeChannel({ id: 'wecom.app', batch: 10, idempotent: true });
    channel.script.push(UNKNOWN, NO_UPLOAD);
    const retries = { firstMs: 1, longestMs: 1 };
    const test = testOutbox(database.mongo, { person: [channel], retries, load: async () => png });
    const targets = ['a', 'b'].map((id) => ({ platform: 'dingtalk', kind: 'person', id }) as const);
    const notice = testNotice({ targets, picture: { name: 'a.png', ref: 'digest:1' } });
    await test.outbox.post([notice]);
    await settle(test);
    expect(channel.calls.map(({ to }) => [...to].sort())).toEqual(Array(3).fill(['a', 'b']));
    expect(shape(channel)).toEqual(['words+picture', 'words+picture', 'words']);
    for (const index of [0, 1])
      expect(await viewOf(test, notice, index)).toMatchObject({ state: 'sent', code: '40006' });
  });
});
