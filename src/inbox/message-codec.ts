import { z } from 'zod';
import { type IncomingMessage, messageKey } from '../chat/message.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { INBOX } from './entry-document.ts';
import { frozenPlace, nameOf } from './frozen.ts';

const text = z.string();

const attachment = z.object({
  kind: z.enum(['image', 'file', 'video', 'audio']),
  url: text.exactOptional(),
  downloadCode: text.exactOptional(),
  aesKey: text.exactOptional(),
  fileName: text.exactOptional(),
});

const incomingMessage = z.object({
  platform: z.enum(['wecom', 'dingtalk']),
  id: text.min(1),
  kind: z.enum(['text', 'media', 'enter', 'card', 'other']),
  chat: z.object({ kind: z.enum(['group', 'single']), id: text }),
  sender: z.object({ id: text, outsider: z.boolean() }),
  text,
  quote: z.object({ text, attachments: z.array(attachment) }).exactOptional(),
  attachments: z.array(attachment),
  cardKey: text.exactOptional(),
  cardTask: text.exactOptional(),
  reply: z.object({
    sessionWebhook: text.exactOptional(),
    sessionExpires: z.number().exactOptional(),
    responseUrl: text.exactOptional(),
  }),
  receivedAt: z.iso.datetime().transform((stamp) => new Date(stamp)),
});

/** Puts messages and replies into boxes that open only at their own place: entry and field. */
export interface EntrySeals {
  sealMessage(message: IncomingMessage): Buffer;
  /** Throws when the box does not open under this key or holds no message as we know them. */
  openMessage(key: string, box: Buffer): IncomingMessage;
  /** `field` is `reply` or the name of a frozen value. */
  sealText(key: string, field: string, value: string): Buffer;
  /** Throws when the box does not open at this place. */
  openText(key: string, field: string, box: Buffer): string;
}

/** Seals of inbox entries. The reply handles travel inside the message: they are bearer secrets. */
export function createEntrySeals(sealer: Sealer): EntrySeals {
  return {
    sealMessage: (message) => sealer.seal(JSON.stringify(message), place(messageKey(message), 'message')),
    openMessage: (key, box) => incomingMessage.parse(JSON.parse(sealer.openText(box, place(key, 'message')))),
    sealText: (key, field, value) => sealer.seal(value, place(key, field)),
    openText: (key, field, box) => sealer.openText(box, place(key, field)),
  };
}

const place = (key: string, field: string): string => `${INBOX}:${key}:${field}`;

/** What inbox entries seal. */
export const SEALED_INBOX: SealedCollection = {
  collection: INBOX,
  name: '收到的消息',
  boxes: {
    message: (key) => place(key, 'message'),
    reply: (key) => place(key, 'reply'),
    'frozen.*': (key, field) => place(key, frozenPlace(nameOf(field))),
  },
};
