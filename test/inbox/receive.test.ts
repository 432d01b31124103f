import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { streamOf, type Work } from '../../src/inbox/types.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { testSealer } from '../support/test-sealer.ts';
import { entryOf, gate, testInbox, testMessage, wake } from './inboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** Work that counts how often it was done and answers with the count. */
function countingWork(): { work: Work; times(): number } {
  let times = 0;
  return {
    work: async (message) => {
      times += 1;
      return `回执 ${message.text} 第${times}次`;
    },
    times: () => times,
  };
}

describe('receive', () => {
  it('gives the reply, which is stored by then', async () => {
    const { inbox } = testInbox(database.mongo);
    const message = testMessage();
    const answer = await inbox.receive(message, async () => '已登记 Y26-1032-M');
    expect(answer).toEqual({ kind: 'reply', text: '已登记 Y26-1032-M' });
    const entry = await entryOf(database.mongo, message);
    expect(entry).toMatchObject({ mode: 'passive', attempts: 1 });
    expect(entry.reply).toBeDefined();
    expect(entry).not.toHaveProperty('wakeAt');
  });

  it('works once on two callbacks that come to two instances at once, and says the same', async () => {
    const { work, times } = countingWork();
    const [first, second] = [testInbox(database.mongo).inbox, testInbox(database.mongo).inbox];
    const messages = Array.from({ length: 20 }, () => testMessage());
    for (const message of messages) {
      const [a, b] = await Promise.all([first.receive(message, work), second.receive(message, work)]);
      expect(a).toEqual(b);
      expect(a.kind).toBe('reply');
    }
    expect(times()).toBe(messages.length);
  });

  it('works once on two callbacks that come to one instance at once', async () => {
    const { work, times } = countingWork();
    const { inbox } = testInbox(database.mongo);
    const message = testMessage();
    const [a, b] = await Promise.all([inbox.receive(message, work), inbox.receive(message, work)]);
    expect(a).toEqual(b);
    expect(times()).toBe(1);
  });

  it('gives the stored reply to a repeated callback, also on another instance', async () => {
    const { work, times } = countingWork();
    const { inbox } = testInbox(database.mongo);
    const message = testMessage();
    const first = await inbox.receive(message, work);
    expect(await inbox.receive(message, work)).toEqual(first);
    expect(await testInbox(database.mongo).inbox.receive(message, work)).toEqual(first);
    expect(times()).toBe(1);
  });

  it('takes a message over whose worker died before anything was promised', async () => {
    const dead = testInbox(database.mongo, { patienceMs: 60_000 });
    const message = testMessage();
    const stuck = gate();
    const began = gate();
    const hanging = dead.inbox.receive(message, async () => {
      began.open();
      await stuck.opened;
      return '太迟了';
    });
    await began.opened;
    await wake(database.mongo, message);
    const reply = { kind: 'reply', text: '已登记' };
    const alive = testInbox(database.mongo, { patienceMs: 20_000 });
    expect(await alive.inbox.receive(message, async () => '已登记')).toEqual(reply);
    // The dead one was only asleep: what it gives is the reply of the one that took over.
    stuck.open();
    expect(await hanging).toEqual(reply);
    expect(await entryOf(database.mongo, message)).toMatchObject({ attempts: 2, mode: 'passive' });
  });

  it('takes a message over whose worker died after a promise', async () => {
    const dead = testInbox(database.mongo);
    const message = testMessage();
    const stuck = gate();
    const before = dead.inbox.receive(message, async () => {
      await stuck.opened;
      return '太迟了';
    });
    await before;
    await wake(database.mongo, message);
    const alive = testInbox(database.mongo);
    const answer = await alive.inbox.receive(message, async () => '已登记');
    // Somebody was promised a late answer already, so it comes late.
    expect(answer).toEqual({ kind: 'later' });
    stuck.open();
    await dead.inbox.drain();
    expect(await alive.inbox.poll(streamOf(message), message)).toEqual({ kind: 'reply', text: '已登记' });
    expect(dead.sent).toEqual([]);
  });

  it('keeps a frozen value for the run after a crash', async () => {
    const message = testMessage();
    const { inbox } = testInbox(database.mongo);
    const crash: Work = async (_message, entry) => {
      await entry.freeze('1.target', async () => 'Y26-1032-M');
      throw new Error('power cut');
    };
    expect(await inbox.receive(message, crash)).toEqual({ kind: 'later' });
    await wake(database.mongo, message);
    const seen: string[] = [];
    await inbox.sweep(async (_message, entry) => {
      seen.push(await entry.freeze('1.target', async () => 'another one'));
      return '好';
    });
    expect(seen).toEqual(['Y26-1032-M']);
  });

  it('stores nothing that can be read without the key', async () => {
    const { inbox } = testInbox(database.mongo);
    const message = testMessage({
      text: '王小明 13812345678',
      reply: { responseUrl: 'https://example.org/secret' },
    });
    await inbox.receive(message, async (_message, entry) => {
      await entry.freeze('who', async () => '王小明');
      return '王小明的回执';
    });
    const entry = await entryOf(database.mongo, message);
    const stored = JSON.stringify(entry, (_name, value) =>
      value?.type === 'Buffer' ? Buffer.from(value.data).toString('utf8') : value,
    );
    expect(stored).not.toMatch(/王小明|13812345678|secret/);
    const box = entry.message ?? Buffer.alloc(0);
    expect(() => testSealer().open(box, `inbox:${entry._id}:message`)).toThrow();
  });

  it('refuses when the database does not take the claim', async () => {
    const gone = await freshDatabase();
    await gone.drop();
    const { inbox } = testInbox(gone.mongo);
    await expect(inbox.receive(testMessage(), async () => 'nothing')).rejects.toThrow();
  });
});

describe('work that fails', () => {
  const broken: Work = async () => {
    throw new Error('13812345678');
  };

  it('is tried five times, then its sender is told', async () => {
    const { inbox } = testInbox(database.mongo);
    const message = testMessage();
    expect(await inbox.receive(message, broken)).toEqual({ kind: 'later' });
    for (let attempt = 2; attempt <= 5; attempt += 1) {
      expect(await inbox.poll(streamOf(message), message)).toEqual({ kind: 'later' });
      await wake(database.mongo, message);
      expect(await inbox.sweep(broken)).toMatchObject({ rerun: 1 });
    }
    const told = { kind: 'reply', text: '系统繁忙，这条没有处理成功，请稍后原样重发。' };
    expect(await inbox.poll(streamOf(message), message)).toEqual(told);
  });

  it('is not begun again when it has killed five processes', async () => {
    const { inbox } = testInbox(database.mongo);
    const message = testMessage();
    await inbox.receive(message, broken);
    await database.mongo.db.collection('inbox').updateMany({ attempts: 1 }, { $set: { attempts: 5 } });
    await wake(database.mongo, message);
    const { work, times } = countingWork();
    await inbox.sweep(work);
    expect(times()).toBe(0);
    expect(await inbox.poll(streamOf(message), message)).toMatchObject({ kind: 'reply' });
  });
});
