import type { IncomingMessage } from '../chat/message.ts';
import type { Speaker } from './speaker.ts';

/** What the work on one message may use of its inbox entry. */
export interface EntryContext {
  /** `<platform>:<message id>` */
  readonly key: string;
  /** What an earlier run of the message froze under this name; undefined when none did. Costs nothing. */
  recall(name: string): string | undefined;
  /** The first call stores what `choose` gives, journaled, before it resolves; later runs get the stored value. */
  freeze(name: string, choose: () => Promise<string>): Promise<string>;
}

/** The work itself: from message to reply text (`''` = nothing to say). Must be safe to run again. */
export type Work = (message: IncomingMessage, entry: EntryContext) => Promise<string>;

/** What to tell the platform now. */
export type InboxAnswer =
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'later' }
  /** The id is that of a message somebody else said, or said elsewhere: nothing is done and nothing told. */
  | { readonly kind: 'foreign' };

/** What a stream poll gets. */
export type PollAnswer =
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'later' }
  | { readonly kind: 'unknown' };

/** How sending a late answer went. `unknown`: it may have arrived, so it is never repeated. */
export type LateSendOutcome = 'sent' | 'retry' | 'gone' | 'unknown';

/** Counters of one sweep. */
export interface SweepCounts {
  readonly rerun: number;
  readonly sentLate: number;
  readonly unknown: number;
}

/**
 * One entry per message. New: claimed and worked on. Answered before: its stored reply, nothing done twice.
 * In flight elsewhere: waited for up to the patience, then `later`. Left by a crash: taken over and run again.
 */
export interface Inbox {
  /** Resolves within the patience (default 1.5 s) + one database round trip; the reply it gives is stored before. */
  receive(message: IncomingMessage, work: Work): Promise<InboxAnswer>;
  /**
   * For transports that carry no answer: resolves once the message and the promise of a late answer are stored;
   * the work and the sending follow. A message known already needs nothing.
   */
  accept(message: IncomingMessage, work: Work): Promise<void>;
  /**
   * The state of the answer promised under this stream id, for who was promised it: `unknown` to everybody else. A
   * reply given out is marked delivered.
   */
  poll(stream: string, speaker: Speaker): Promise<PollAnswer>;
  /** Finish what a crash left and send late answers that nobody fetched; safe on any number of instances. */
  sweep(work: Work): Promise<SweepCounts>;
  /** Wait until the work of this instance is done; for shutdown. */
  drain(): Promise<void>;
}

/** The stream id of a message: any instance can find the entry from it, and it needs no index. */
export function streamOf(message: Pick<IncomingMessage, 'platform' | 'id'>): string {
  return Buffer.from(`${message.platform}:${message.id}`).toString('base64url');
}

/** The inbox key behind a stream id; undefined for something that is not one. */
export function keyOfStream(stream: string): string | undefined {
  const key = Buffer.from(stream, 'base64url').toString('utf8');
  return /^(wecom|dingtalk):./.test(key) ? key : undefined;
}
