import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from '../../src/chat/message.ts';
import type { LateState } from '../../src/inbox/entry-document.ts';
import { type LateSendOutcome, streamOf } from '../../src/inbox/types.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { livedTime } from '../support/lived-time.ts';
import { entryOf, gate, type TestInbox, testInbox, testMessage, wake } from './inboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const nothing = async (): Promise<string> => '';
const dingtalk = (): IncomingMessage => testMessage({ platform: 'dingtalk' });

/** Receives with work that ends only after the sender was promised a late answer. */
async function answeredLate({ inbox }: TestInbox, message: IncomingMessage): Promise<void> {
  const slow = gate();
  const answer = await inbox.receive(message, async () => {
    await slow.opened;
    return '合计 189';
  });
  expect(answer).toEqual({ kind: 'later' });
  slow.open();
  await inbox.drain();
}

async function stateOf(message: IncomingMessage): Promise<LateState['state'] | undefined> {
  return (await entryOf(database.mongo, message)).late?.state;
}

describe('slow work', () => {
  it('is promised within the patience', async () => {
    const test = testInbox(database.mongo);
    const since = livedTime();
    await answeredLate(test, testMessage());
    expect(since.ms()).toBeLessThan(1_000);
  });

  it('is answered by the poll of any instance', async () => {
    const test = testInbox(database.mongo);
    const message = testMessage();
    await answeredLate(test, message);
    const other = testInbox(database.mongo);
    const reply = { kind: 'reply', text: '合计 189' };
    expect(await other.inbox.poll(streamOf(message), message)).toEqual(reply);
    expect(await test.inbox.poll(streamOf(message), message)).toEqual(reply);
    expect(await stateOf(message)).toBe('sent');
    await wake(database.mongo, message);
    await test.inbox.sweep(nothing);
    expect([...test.sent, ...other.sent]).toEqual([]);
  });

  it('is sent when nobody polls', async () => {
    const test = testInbox(database.mongo);
    const message = testMessage();
    await answeredLate(test, message);
    await test.inbox.sweep(nothing);
    expect(test.sent).toEqual([]);
    await wake(database.mongo, message);
    expect(await test.inbox.sweep(nothing)).toEqual({ rerun: 0, sentLate: 1, unknown: 0 });
    expect(test.sent).toEqual([`${message.id} 合计 189`]);
  });

  it('is pushed once, by whichever instance', async () => {
    const tests = [testInbox(database.mongo), testInbox(database.mongo), testInbox(database.mongo)];
    const [first] = tests;
    const message = dingtalk();
    await answeredLate(first as TestInbox, message);
    await Promise.all(tests.map(({ inbox }) => inbox.sweep(nothing)));
    expect(tests.flatMap(({ sent }) => sent)).toEqual([`${message.id} 合计 189`]);
    expect(await entryOf(database.mongo, message)).toMatchObject({ deliveredAt: expect.any(Date) });
  });

  it('sends nothing when there is nothing to say', async () => {
    const { inbox, sent } = testInbox(database.mongo);
    const message = dingtalk();
    const slow = gate();
    await inbox.receive(message, async () => {
      await slow.opened;
      return '';
    });
    slow.open();
    await inbox.drain();
    expect(sent).toEqual([]);
    expect(await stateOf(message)).toBeUndefined();
  });

  it('keeps its lease as long as it runs', async () => {
    const { inbox } = testInbox(database.mongo, { leaseMs: 300 });
    const other = testInbox(database.mongo, { leaseMs: 300 });
    const message = testMessage();
    const slow = gate();
    await inbox.receive(message, async () => {
      await slow.opened;
      return '好';
    });
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(await other.inbox.sweep(async () => '别人')).toMatchObject({ rerun: 0 });
    slow.open();
    await inbox.drain();
    expect(await inbox.poll(streamOf(message), message)).toEqual({ kind: 'reply', text: '好' });
  });
});

describe('sending', () => {
  const ends: readonly (readonly [LateSendOutcome, LateState['state']])[] = [
    ['sent', 'sent'],
    ['gone', 'gone'],
    ['unknown', 'unknown'],
    ['retry', 'due'],
  ];
  it.each(ends)('that ended %s leaves the answer %s', async (outcome, state) => {
    const message = dingtalk();
    await answeredLate(testInbox(database.mongo, { outcomes: [outcome] }), message);
    expect(await stateOf(message)).toBe(state);
  });

  it('is tried again after a pause when nothing was sent', async () => {
    const test = testInbox(database.mongo, { outcomes: ['retry', 'retry', 'sent'] });
    const message = dingtalk();
    await answeredLate(test, message);
    await test.inbox.sweep(nothing);
    expect(test.sent).toHaveLength(1);
    await wake(database.mongo, message);
    await test.inbox.sweep(nothing);
    await wake(database.mongo, message);
    expect(await test.inbox.sweep(nothing)).toMatchObject({ sentLate: 1 });
    expect(test.sent).toHaveLength(3);
  });

  it('that was cut off by a crash is unknown and never repeated', async () => {
    const hang = new Promise<LateSendOutcome>(() => undefined);
    const dying = testInbox(database.mongo, { sendLate: () => hang });
    const message = dingtalk();
    const slow = gate();
    await dying.inbox.receive(message, async () => {
      await slow.opened;
      return '好';
    });
    slow.open();
    while ((await stateOf(message)) !== 'sending') await new Promise((resolve) => setTimeout(resolve, 10));
    await wake(database.mongo, message);
    const alive = testInbox(database.mongo);
    expect(await alive.inbox.sweep(nothing)).toEqual({ rerun: 0, sentLate: 0, unknown: 1 });
    expect(await stateOf(message)).toBe('unknown');
    expect(await alive.inbox.sweep(nothing)).toEqual({ rerun: 0, sentLate: 0, unknown: 0 });
    expect(alive.sent).toEqual([]);
  });
});

describe('sweep', () => {
  it('finishes what a crash left: the work is done and the answer sent, once', async () => {
    const dead = testInbox(database.mongo);
    const message = dingtalk();
    const never = new Promise<string>(() => undefined);
    await dead.inbox.receive(message, () => never);
    await wake(database.mongo, message);
    const alive = [testInbox(database.mongo), testInbox(database.mongo)];
    const done = await Promise.all(
      alive.map(({ inbox }) =>
        inbox.sweep(async ({ text, receivedAt }) => `${text} ${receivedAt.toISOString()}`),
      ),
    );
    expect(done.map(({ rerun }) => rerun).sort()).toEqual([0, 1]);
    expect(done.map(({ sentLate }) => sentLate).sort()).toEqual([0, 1]);
    const said = `${message.id} ${message.text} 2026-11-12T01:00:00.000Z`;
    expect(alive.flatMap(({ sent }) => sent)).toEqual([said]);
  });

  it('leaves living work alone', async () => {
    const { inbox } = testInbox(database.mongo);
    const slow = gate();
    await inbox.receive(testMessage(), async () => {
      await slow.opened;
      return '';
    });
    expect(await testInbox(database.mongo).inbox.sweep(nothing)).toMatchObject({ rerun: 0 });
    slow.open();
    await inbox.drain();
  });
});

describe('poll', () => {
  it.each([
    '',
    '!!',
    Buffer.from('wecom:nobody').toString('base64url'),
    Buffer.from('qq:1').toString('base64url'),
  ])('does not know the stream "%s"', async (stream) => {
    expect(await testInbox(database.mongo).inbox.poll(stream, testMessage())).toEqual({ kind: 'unknown' });
  });
});
