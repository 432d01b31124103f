import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { IncomingMessage } from '../../src/chat/message.ts';
import type { EntryDocument } from '../../src/inbox/entry-document.ts';
import { createInbox, type InboxParts } from '../../src/inbox/inbox.ts';
import type { Inbox, LateSendOutcome } from '../../src/inbox/types.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import { testSealer } from '../support/test-sealer.ts';

/** One sealer for all inboxes of a suite, as all instances share DATA_KEY. */
export const sealer = testSealer();

/** An inbox with a short temper, and what it sent late. */
export interface TestInbox {
  readonly inbox: Inbox;
  readonly sent: string[];
}

/** DingTalk answers are pushed, WeCom ones polled; `outcomes` are what sending gives, `sent` when they run out. */
export function testInbox(
  mongo: Mongo,
  { outcomes = [], ...parts }: Partial<InboxParts> & { outcomes?: LateSendOutcome[] } = {},
): TestInbox {
  const sent: string[] = [];
  const inbox = createInbox({
    mongo,
    sealer,
    log: pino({ level: 'silent' }),
    owner: randomBytes(4).toString('hex'),
    lateMode: (platform) => (platform === 'wecom' ? 'poll' : 'push'),
    sendLate: async (message, text) => {
      sent.push(`${message.id} ${text}`);
      return outcomes.shift() ?? 'sent';
    },
    patienceMs: 150,
    leaseMs: 5_000,
    ...parts,
  });
  return { inbox, sent };
}

/** A message with an id of its own. */
export function testMessage(over: Partial<IncomingMessage> = {}): IncomingMessage {
  return {
    platform: 'wecom',
    id: randomBytes(8).toString('hex'),
    kind: 'text',
    chat: { kind: 'group', id: 'chat-1' },
    sender: { id: 'zhangsan', outsider: false },
    text: '报隐患 桐渡镇中心小学 食堂燃气报警器失灵',
    attachments: [],
    reply: {},
    receivedAt: new Date('2026-11-12T09:00:00+08:00'),
    ...over,
  };
}

/** The entry as it lies in the database. */
export async function entryOf(
  mongo: Mongo,
  message: Pick<IncomingMessage, 'platform' | 'id'>,
): Promise<EntryDocument> {
  const entries = mongo.db.collection<EntryDocument>('inbox', { promoteBuffers: true });
  const entry = await entries.findOne({ _id: `${message.platform}:${message.id}` });
  if (entry === null) throw new Error('There is no such entry.');
  return entry;
}

/** Makes the entry's time come, as if its lease had run out or its late answer were due. */
export async function wake(mongo: Mongo, message: Pick<IncomingMessage, 'platform' | 'id'>): Promise<void> {
  const entries = mongo.collection<EntryDocument>('inbox');
  const past = new Date(Date.now() - 60_000);
  await entries.updateOne({ _id: `${message.platform}:${message.id}` }, { $set: { wakeAt: past } });
}

/** A promise and the handle that keeps it. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}
