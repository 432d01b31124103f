import type { Attachment, IncomingMessage, ReplyHandle } from '../../chat/message.ts';
import { defined } from '../../kit/defined.ts';
import type { DingtalkConfig } from './config.ts';
import type { Callback, Content } from './payload.ts';
import { quoteOf } from './quote.ts';
import { type Mentions, richItems, richPictures, richTextOf, withoutLeadingMention } from './rich-text.ts';
import { isSessionWebhook } from './session-webhook.ts';

/** What was said and shown; undefined when a text message has no text. */
interface Said {
  readonly kind: IncomingMessage['kind'];
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** A callback as a message; undefined when it lacks what its kind must have. */
export function decode(callback: Callback, config: DingtalkConfig, now: Date): IncomingMessage | undefined {
  const said = saidBy(callback);
  if (!said) return undefined;
  const quote = quoteOf(callback);
  return {
    platform: 'dingtalk',
    id: callback.msgId,
    chat: { kind: callback.conversationType === '2' ? 'group' : 'single', id: callback.conversationId },
    sender: senderOf(callback, config),
    ...said,
    text: clean(said.text),
    ...defined({ quote: quote && { ...quote, text: clean(quote.text) } }),
    reply: handleOf(callback, config),
    receivedAt: now,
  };
}

function saidBy(callback: Callback): Said | undefined {
  const { msgtype } = callback;
  const body: Partial<Content> = typeof callback.content === 'object' ? callback.content : {};
  if (msgtype === 'text') return textOf(callback, body);
  if (msgtype === 'richText') return richOf(body, mentionsOf(callback));
  if (msgtype === 'picture') return mediaOf('image', body);
  if (msgtype === 'audio') return { ...mediaOf('audio', body), ...spoken(body.recognition) };
  if (msgtype === 'video' || msgtype === 'file') return mediaOf(msgtype, body);
  return otherOf(callback, body);
}

function textOf(callback: Callback, body: Partial<Content>): Said | undefined {
  // One page of the documentation prints `content` at the top level; both spellings are taken.
  const loose = typeof callback.content === 'string' ? callback.content : body.content;
  const text = callback.text?.content ?? loose;
  if (text === undefined) return undefined;
  const { group, others } = mentionsOf(callback);
  // The real mention is gone already; what is left was typed, by copying a line of ours that begins with it.
  return { kind: 'text', text: group && others === 0 ? withoutLeadingMention(text) : text, attachments: [] };
}

function richOf(body: Partial<Content>, mentions: Mentions): Said | undefined {
  if (!body.richText) return undefined;
  const items = richItems(body.richText);
  const text = richTextOf(items, mentions);
  const attachments = richPictures(items);
  return { kind: text.trim() === '' && attachments.length > 0 ? 'media' : 'text', text, attachments };
}

function mediaOf(kind: Attachment['kind'], body: Partial<Content>): Said {
  const downloadCode = body.downloadCode ?? body.pictureDownloadCode;
  if (!downloadCode) return { kind: 'other', text: '', attachments: [] };
  const file = { kind, downloadCode, ...defined({ fileName: body.fileName || undefined }) };
  return { kind: 'media', text: '', attachments: [file] };
}

function spoken(recognition: string | undefined): Pick<Said, 'kind' | 'text'> | undefined {
  return recognition?.trim() ? { kind: 'text', text: recognition } : undefined;
}

/** Cards, forwarded chats, kinds of the future: their words where they carry any. */
function otherOf(callback: Callback, body: Partial<Content>): Said {
  const words = callback.markdown?.text ?? callback.text?.content ?? body.text ?? '';
  return { kind: words.trim() === '' ? 'other' : 'text', text: words, attachments: [] };
}

function mentionsOf({ conversationType, atUsers = [], chatbotUserId }: Callback): Mentions {
  const others = atUsers.filter((user) => user.dingtalkId !== chatbotUserId).length;
  return { group: conversationType === '2', others, ...defined({ botId: chatbotUserId || undefined }) };
}

/**
 * Staff ids are unique within one corporation only: the id of a stranger could be that of an officer of ours,
 * so it is not taken over.
 */
function senderOf(
  { senderStaffId = '', senderCorpId, chatbotCorpId }: Callback,
  { corpId = chatbotCorpId }: DingtalkConfig,
): IncomingMessage['sender'] {
  const foreign = Boolean(senderCorpId) && senderCorpId !== corpId;
  return foreign ? { id: '', outsider: true } : { id: senderStaffId, outsider: senderStaffId === '' };
}

function handleOf(callback: Callback, { oapiBase }: DingtalkConfig): ReplyHandle {
  const { sessionWebhook, sessionWebhookExpiredTime: expires } = callback;
  if (!sessionWebhook || !isSessionWebhook(sessionWebhook, oapiBase)) return {};
  return { sessionWebhook, ...defined({ sessionExpires: expires || undefined }) };
}

/** Trimmed, with odd blanks made plain, without control characters and broken surrogates. */
function clean(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u00a0\u2005]/g, ' ')
    .replace(/(?![\n\t])\p{Cc}|[\u200b\u2060\ufeff]/gu, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
}
