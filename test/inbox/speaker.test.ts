import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncomingMessage } from '../../src/chat/message.ts';
import { streamOf } from '../../src/inbox/types.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { entryOf, gate, testInbox, testMessage } from './inboxes.ts';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

/** The same id, as somebody who only knows that would use it. */
const forgeries: readonly (readonly [string, (message: IncomingMessage) => IncomingMessage])[] = [
  ['another person', (message) => ({ ...message, sender: { id: 'lisi', outsider: false } })],
  ['another group', (message) => ({ ...message, chat: { kind: 'group', id: 'chat-2' } })],
  ['a single chat of that name', (message) => ({ ...message, chat: { kind: 'single', id: 'chat-1' } })],
  [
    'another spelling of the person',
    (message) => ({ ...message, sender: { id: 'ZhangSan', outsider: false } }),
  ],
];

for (const platform of ['wecom', 'dingtalk'] as const) {
  describe(`the id of a message on ${platform}`, () => {
    it.each(forgeries)('gives %s nothing, on any instance, and starts nothing', async (_who, forge) => {
      const { inbox } = testInbox(database.mongo);
      const message = testMessage({ platform });
      const reply = { kind: 'reply', text: '已登记 Y26-1032-M' };
      expect(await inbox.receive(message, async () => '已登记 Y26-1032-M')).toEqual(reply);
      const before = await entryOf(database.mongo, message);
      const never = async (): Promise<string> => {
        throw new Error('begun again');
      };
      for (const each of [inbox, testInbox(database.mongo).inbox]) {
        expect(await each.receive(forge(message), never)).toEqual({ kind: 'foreign' });
        expect(await each.poll(streamOf(message), forge(message))).toEqual({ kind: 'unknown' });
        expect(await each.receive(message, never)).toEqual(reply);
        expect(await each.poll(streamOf(message), message)).toEqual(reply);
      }
      expect(await entryOf(database.mongo, message)).toEqual(before);
    });

    it('gives nothing while the message is in work, and takes nothing from who said it', async () => {
      const slow = gate();
      const { inbox } = testInbox(database.mongo, { patienceMs: 5_000 });
      const message = testMessage({ platform });
      const genuine = inbox.receive(message, async () => {
        await slow.opened;
        return '好';
      });
      const other = forgeries.map(([, forge]) => inbox.receive(forge(message), async () => '别人'));
      for (const answer of await Promise.all(other)) expect(answer).toEqual({ kind: 'foreign' });
      slow.open();
      expect(await genuine).toEqual({ kind: 'reply', text: '好' });
    });
  });
}
