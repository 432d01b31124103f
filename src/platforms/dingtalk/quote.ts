import type { Attachment, Quote } from '../../chat/message.ts';
import { defined } from '../../kit/defined.ts';
import { type Callback, type Content, contentSchema, repliedSchema } from './payload.ts';
import { richItems, richPictures, richTextOf } from './rich-text.ts';

/** What the sender quoted, if anything readable. The shape is undocumented and comes in several spellings. */
export function quoteOf(callback: Callback): Quote | undefined {
  const body = typeof callback.content === 'object' ? callback.content : undefined;
  const raw = [callback.text, body].find((part) => part?.isReplyMsg)?.repliedMsg ?? callback.quoteMessage;
  const replied = repliedSchema.safeParse(raw);
  if (!replied.success) return undefined;
  const { content, text, msgType, msgtype } = replied.data;
  const quote = read(content ?? text, msgType ?? msgtype ?? '');
  return quote.text === '' && quote.attachments.length === 0 ? undefined : quote;
}

function read(raw: unknown, kind: string): Quote {
  if (typeof raw === 'string') return readText(raw, kind);
  const parsed = contentSchema.safeParse(raw);
  if (!parsed.success) return { text: '', attachments: [] };
  const items = richItems(parsed.data.richText ?? []);
  const said = parsed.data.text ?? parsed.data.content ?? parsed.data.recognition ?? richTextOf(items);
  return { text: said.trim(), attachments: [...fileOf(parsed.data, kind), ...richPictures(items)] };
}

function readText(raw: string, kind: string): Quote {
  const inner = raw.trimStart().startsWith('{') ? parseJson(raw) : undefined;
  return inner ? read(inner, kind) : { text: raw.trim(), attachments: [] };
}

function parseJson(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

const KINDS: Readonly<Record<string, Attachment['kind']>> = {
  picture: 'image',
  image: 'image',
  audio: 'audio',
  video: 'video',
  file: 'file',
};

function fileOf({ downloadCode, pictureDownloadCode, fileName }: Content, kind: string): Attachment[] {
  const code = downloadCode ?? pictureDownloadCode;
  if (!code) return [];
  return [
    { kind: KINDS[kind] ?? 'file', downloadCode: code, ...defined({ fileName: fileName || undefined }) },
  ];
}
