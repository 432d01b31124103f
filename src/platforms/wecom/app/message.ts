import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Attachment, IncomingMessage } from '../../../chat/message.ts';
import { defined } from '../../../kit/defined.ts';
import { parseXml } from '../envelope.ts';

/** A decrypted callback of a self-built app. */
export type AppCallback = z.output<typeof callback>;

const word = z.string().optional().catch(undefined);
const callback = z.object({
  ToUserName: word,
  FromUserName: word,
  AgentID: word,
  MsgType: word,
  MsgId: word,
  Content: word,
  MediaId: word,
  FileName: word,
  Event: word,
  EventKey: word,
  TaskId: word,
});
const document = z.object({ xml: callback });

/** Reads the plain text; undefined when it is no such XML. Ids stay strings: they outgrow numbers. */
export function readAppCallback(plain: string): AppCallback | undefined {
  try {
    return document.safeParse(parseXml(plain)).data?.xml;
  } catch {
    return undefined;
  }
}

const PREFIX = 'app:';

/** Whether a message came to the self-built app: its late answers and its files go that way, too. */
export function isAppMessage({ platform, id }: Pick<IncomingMessage, 'platform' | 'id'>): boolean {
  return platform === 'wecom' && id.startsWith(PREFIX);
}

const MEDIA: Readonly<Record<string, Attachment['kind']>> = {
  image: 'image',
  voice: 'audio',
  video: 'video',
  file: 'file',
};

const CLICKS: ReadonlySet<string> = new Set(['click', 'template_card_event', 'template_card_menu_event']);

/**
 * A callback as message of a single chat, or why it is none. It is the same person space as the smart robot's.
 * Events have no id: sender and second, which the vendor suggests, are the same for two clicks in a second, so
 * their id is drawn from the whole text, which a repetition repeats.
 */
export function readAppMessage(read: AppCallback, plain: string, now: Date): IncomingMessage | string {
  const sender = read.FromUserName ?? '';
  if (sender === '') return 'no sender';
  const id = `${PREFIX}${read.MsgId || createHash('sha256').update(plain).digest('hex').slice(0, 32)}`;
  const base = {
    platform: 'wecom' as const,
    id,
    chat: { kind: 'single' as const, id: sender },
    sender: { id: sender, outsider: false },
    text: '',
    attachments: [],
    reply: {},
    receivedAt: now,
  };
  return read.MsgType === 'event' ? readEvent(read, base) : readSaid(read, base);
}

type Base = Omit<IncomingMessage, 'kind'>;

function readSaid(read: AppCallback, base: Base): IncomingMessage {
  const text = read.Content?.trim() ?? '';
  if (read.MsgType === 'text' && text !== '') return { ...base, kind: 'text', text };
  const kind = MEDIA[read.MsgType ?? ''];
  if (kind === undefined || !read.MediaId) return { ...base, kind: 'other' };
  const name = read.FileName ? { fileName: read.FileName } : {};
  return { ...base, kind: 'media', attachments: [{ kind, downloadCode: read.MediaId, ...name }] };
}

function readEvent({ Event, EventKey, TaskId }: AppCallback, base: Base): IncomingMessage | string {
  if (Event === 'enter_agent' || Event === 'subscribe') return { ...base, kind: 'enter' };
  if (!CLICKS.has(Event ?? '')) return 'unknown event';
  if (!EventKey) return 'click without key';
  return { ...base, kind: 'card', cardKey: EventKey, ...defined({ cardTask: TaskId || undefined }) };
}
