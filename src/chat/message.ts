import type { PlatformId } from '../kit/platform-id.ts';

export type { PlatformId } from '../kit/platform-id.ts';

/** A picture, file or recording that came with a message; fetched later, never while the sender waits. */
export interface Attachment {
  readonly kind: 'image' | 'file' | 'video' | 'audio';
  /** Where to fetch it (WeCom: encrypted body, valid 5 minutes). Came from outside: check the host before use. */
  readonly url?: string;
  /** DingTalk's ticket for robot/messageFiles/download, or the media id of a message to WeCom's self-built app. */
  readonly downloadCode?: string;
  /** WeCom's key of this one file, on long connections only (base64 or hex). Secret: sealed at rest with the url. */
  readonly aesKey?: string;
  readonly fileName?: string;
}

/** What the sender quoted. WeCom gives no id, sender or time of the quoted message. */
export interface Quote {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

/** Where a late answer may still be sent. Both are bearer secrets: sealed at rest, never logged. */
export interface ReplyHandle {
  /** DingTalk session webhook, host and path already allow-listed. */
  readonly sessionWebhook?: string;
  /** Milliseconds since the epoch. */
  readonly sessionExpires?: number;
  /** WeCom response_url (one use, one hour), host already allow-listed. */
  readonly responseUrl?: string;
}

/** One message, the same whichever platform and transport it came by. */
export interface IncomingMessage {
  readonly platform: PlatformId;
  /** The platform's message id: the key of deduplication. */
  readonly id: string;
  /** `text` anything said (speech and captions included) · `media` pictures or files without words · `enter` the person opened the chat · `card` a button · `other` a kind we cannot read. */
  readonly kind: 'text' | 'media' | 'enter' | 'card' | 'other';
  readonly chat: { readonly kind: 'group' | 'single'; readonly id: string };
  readonly sender: {
    /** from.userid / senderStaffId: opaque, case-sensitive. Empty when the platform withholds it (people of another organisation). */
    readonly id: string;
    /** Of another organisation, or not identified: always treated as a visitor. */
    readonly outsider: boolean;
  };
  /** What was said, mentions of the bot removed, trimmed; `''` for media alone. */
  readonly text: string;
  readonly quote?: Quote;
  readonly attachments: readonly Attachment[];
  /** For `card`: the key of the button. */
  readonly cardKey?: string;
  /** For `card`: the task id the card was sent with, where the platform has one. */
  readonly cardTask?: string;
  readonly reply: ReplyHandle;
  /** When we received it. */
  readonly receivedAt: Date;
}

/** `<platform>:<id>`: the key a message has everywhere in the database. */
export function messageKey(message: Pick<IncomingMessage, 'platform' | 'id'>): string {
  return `${message.platform}:${message.id}`;
}
