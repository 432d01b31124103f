import type { PlatformId } from '../kit/platform-id.ts';

/** A picture or file that goes with a message. */
export interface OutgoingFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** What is sent out: the neutral markdown subset of replies, rendered by the channel for its platform. */
export interface OutgoingContent {
  /** Shown in the list of chats and on locked screens: official words only, never a name of a child. */
  readonly title: string;
  readonly text: string;
  readonly picture?: OutgoingFile;
  readonly file?: OutgoingFile;
  /** Buttons that send a line; every one of them also stands in the text, for clients that show none. */
  readonly buttons?: readonly { readonly label: string; readonly line: string }[];
}

/** Where one copy goes. */
export interface Address {
  readonly kind: 'group' | 'person';
  /** Chat id or user id, as the platform spells it (case-sensitive). */
  readonly id: string;
  /** For a channel that posts to a group's own webhook. Both are secrets. */
  readonly webhook?: { readonly url: string; readonly secret?: string };
  /** DingTalk session webhook of the last message in this chat, and when it ends (ms since the epoch). Secret. */
  readonly session?: { readonly url: string; readonly expires: number };
  /** Somebody has spoken to the bot there, so that a long connection may speak there too. */
  readonly spoken?: boolean;
  /** How the chat itself spells the person, where that is not `id` (WeCom's encrypted ids). */
  readonly spelled?: string;
}

/**
 * How a send went, for one address. `code` is the vendor's code or a word of ours, never its message.
 * `sent` accepted by the vendor · `retry` nothing arrived, try again after `afterMs` · `gone` the target is no
 * longer there · `rejected` this content or this configuration will never be accepted · `unknown` it may have
 * arrived (time-out or cut after the request was written): repeated only where the channel is idempotent.
 *
 * `attachment`: nothing was said yet, and only the picture or the file is to blame: the words alone may go.
 * `handle`: what the message can be taken back by, on a channel with `recall`.
 * `leftOut`: the words arrived; the picture or the file sent after them did not, or not surely. Its code.
 */
export type SendOutcome =
  | { readonly outcome: 'sent'; readonly leftOut?: string; readonly handle?: string }
  | { readonly outcome: 'retry'; readonly afterMs: number; readonly code: string; readonly attachment?: true }
  | { readonly outcome: 'gone'; readonly code: string }
  | { readonly outcome: 'rejected'; readonly code: string; readonly attachment?: true }
  | { readonly outcome: 'unknown'; readonly code: string };

/** How taking back went. `gone`: there is nothing any more to take back, or the vendor will not. */
export type RecallOutcome =
  | { readonly outcome: 'recalled' }
  | { readonly outcome: 'retry'; readonly code: string }
  | { readonly outcome: 'gone'; readonly code: string };

/** A vendor limit, kept by spacing: `burst + perMinute` stays at or below what the vendor allows in any minute. */
export interface RateLimit {
  /** `address` one bucket per address · `channel` one for the whole channel. */
  readonly scope: 'address' | 'channel';
  readonly burst: number;
  readonly perMinute: number;
}

/** One way out to a vendor. */
export interface Channel {
  /** Stable: `dingtalk.session`, `dingtalk.webhook`, `dingtalk.group`, `dingtalk.person`, `wecom.socket`, `wecom.webhook`, `wecom.app`. */
  readonly id: string;
  readonly platform: PlatformId;
  /** The vendor drops a second call with the same uuid: an unknown outcome may be repeated. */
  readonly idempotent: boolean;
  /** Persons that one call may carry; 1 where every copy is its own call. */
  readonly batch: number;
  readonly limits: readonly RateLimit[];
  /** Bytes one message may have once rendered, and how it is measured. */
  readonly textBytes: number;
  measure(text: string): number;
  /** Counts against DingTalk's monthly standard quota. */
  readonly quota?: 'api' | 'message';
  /** Can this channel reach the address now (webhook known, session alive, somebody spoke to the bot there)? */
  reaches(address: Address): boolean;
  /** False when this instance cannot send now and another one may (the owner of a long connection): do not claim. */
  ready?(): boolean;
  /** Send to up to `batch` addresses. Bounded by `timeoutMs`; never throws; one outcome per address, in order. */
  send(
    addresses: readonly Address[],
    content: OutgoingContent,
    uuid: string,
  ): Promise<readonly SendOutcome[]>;
  /** Takes messages back from whoever has them, by the handles of one delivery. Bounded in time; never throws. */
  recall?(handles: readonly string[]): Promise<RecallOutcome>;
  /** Upper bound of one send in milliseconds: the outbox's lease must be longer. */
  readonly timeoutMs: number;
}
