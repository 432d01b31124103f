import type { Attachment, IncomingMessage, Quote } from '../../chat/message.ts';
import { defined } from '../../kit/defined.ts';
import type { CallbackContent } from './payload.ts';

/** What a message or a quote holds, in the words of the chat layer. */
export interface Content {
  readonly kind: Extract<IncomingMessage['kind'], 'text' | 'media' | 'other'>;
  /** As sent, mentions included. */
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

type Link = NonNullable<CallbackContent['image']>;

const NOTHING_READABLE: Content = { kind: 'other', text: '', attachments: [] };

/** Reads the part that `msgtype` names; a kind we do not know, or an empty one, is `other`. */
export function readContent(body: CallbackContent): Content {
  switch (body.msgtype) {
    case 'text':
      return body.text ? spoken(body.text.content) : NOTHING_READABLE;
    case 'voice':
      return body.voice?.content.trim() ? spoken(body.voice.content) : NOTHING_READABLE;
    case 'image':
    case 'file':
    case 'video':
      return media(attachment(body.msgtype, body[body.msgtype]));
    case 'mixed':
      return mixed(body.mixed?.msg_item ?? []);
    default:
      return NOTHING_READABLE;
  }
}

/** A quote, or undefined when nothing of it can be read. */
export function readQuote(body: CallbackContent | undefined): Quote | undefined {
  if (body === undefined) return undefined;
  const { kind, text, attachments } = readContent(body);
  return kind === 'other' ? undefined : { text: text.trim(), attachments };
}

function mixed(items: NonNullable<CallbackContent['mixed']>['msg_item']): Content {
  const text = items.flatMap((item) => (item?.text ? [item.text.content] : [])).join('\n');
  const attachments = items.flatMap((item) => attachment('image', item?.image));
  if (text.trim() === '') return media(attachments);
  return { kind: 'text', text, attachments };
}

const spoken = (text: string): Content => ({ kind: 'text', text, attachments: [] });

const media = (attachments: readonly Attachment[]): Content =>
  attachments.length === 0 ? NOTHING_READABLE : { kind: 'media', text: '', attachments };

/** The vendor's own examples end their addresses with a blank. */
function attachment(kind: Attachment['kind'], link: Link | undefined): Attachment[] {
  const url = link?.url.trim() ?? '';
  const aesKey = link?.aeskey?.trim();
  return url === '' ? [] : [{ kind, url, ...defined({ aesKey: aesKey || undefined }) }];
}
