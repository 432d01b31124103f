import type { IncomingMessage } from '../../chat/message.ts';
import { defined } from '../../kit/defined.ts';
import type { AllowUrl } from '../host-allow-list.ts';
import { type Content, readContent, readQuote } from './content.ts';
import { stripMentions } from './mention.ts';
import type { CallbackPayload } from './payload.ts';

/** What reading a message needs besides its body. */
export interface Reader {
  readonly names: readonly string[];
  readonly allowResponseUrl: AllowUrl;
}

/** Something a person sent. Never refused for its kind: what cannot be read becomes `other`. */
export function readMessage(
  id: string,
  payload: CallbackPayload,
  now: Date,
  reader: Reader,
): IncomingMessage {
  const content = readContent(payload);
  const quote = readQuote(payload.quote);
  const base = envelopeOf(id, payload, now, reader);
  const text = stripMentions(content.text, reader.names, base.chat.kind === 'group');
  return {
    ...base,
    kind: kindOf(content, text),
    text,
    ...defined({ quote }),
    attachments: content.attachments,
  };
}

/** A person opened the single chat with the robot. */
export function readEnter(id: string, payload: CallbackPayload, now: Date, reader: Reader): IncomingMessage {
  return { ...envelopeOf(id, payload, now, reader), kind: 'enter', text: '', attachments: [] };
}

/** A button of a card, or undefined when the click names no key. */
export function readClick(
  id: string,
  payload: CallbackPayload,
  now: Date,
  reader: Reader,
): IncomingMessage | undefined {
  const event = payload.event;
  const click = event?.template_card_event ?? event;
  const cardKey = click?.event_key ?? click?.eventkey;
  if (cardKey === undefined) return undefined;
  const cardTask = click?.task_id ?? click?.taskid;
  return {
    ...envelopeOf(id, payload, now, reader),
    kind: 'card',
    text: '',
    attachments: [],
    cardKey,
    ...defined({ cardTask }),
  };
}

type Envelope = Pick<IncomingMessage, 'platform' | 'id' | 'chat' | 'sender' | 'reply' | 'receivedAt'>;

function envelopeOf(id: string, payload: CallbackPayload, now: Date, reader: Reader): Envelope {
  return {
    platform: 'wecom',
    id,
    ...speakerOf(payload),
    reply: replyOf(payload, reader.allowResponseUrl),
    receivedAt: now,
  };
}

/** Who speaks, and where. */
export function speakerOf(payload: CallbackPayload): Pick<IncomingMessage, 'chat' | 'sender'> {
  const userId = payload.from?.userid ?? '';
  return { chat: chatOf(payload, userId), sender: { id: userId, outsider: userId === '' } };
}

/** In doubt it is a group: there the stricter rules on personal data hold. */
function chatOf({ chattype, chatid }: CallbackPayload, userId: string): IncomingMessage['chat'] {
  const group = chattype === undefined ? (chatid ?? '') !== '' : chattype !== 'single';
  return group ? { kind: 'group', id: chatid ?? '' } : { kind: 'single', id: userId };
}

/** An address we would not call is dropped; the message itself is none the worse. */
function replyOf({ response_url: url }: CallbackPayload, allow: AllowUrl): IncomingMessage['reply'] {
  const allowed = url === undefined ? undefined : allow(url.trim());
  return defined({ responseUrl: allowed?.href });
}

/** A picture with nothing but the mention beside it is a picture. */
function kindOf(content: Content, text: string): IncomingMessage['kind'] {
  return content.kind === 'text' && text === '' && content.attachments.length > 0 ? 'media' : content.kind;
}
