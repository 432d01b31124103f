import type { By } from '../kit/by.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import type { Address, Channel, OutgoingContent, OutgoingFile, SendOutcome } from '../platforms/channel.ts';

/** How urgent a notice is: decides who goes first, what quota is left for it, and whether it waits for office hours. */
export type Priority = 'emergency' | 'high' | 'normal' | 'low';

/** Who gets one copy: a group or a person on one platform. */
export interface Target {
  readonly platform: PlatformId;
  readonly kind: 'group' | 'person';
  /** Chat id or user id, as the platform spells it. */
  readonly id: string;
}

/** A picture or file that is fetched when it is sent. */
export interface FileReference {
  readonly name: string;
  /** What the outbox's `load` understands. */
  readonly ref: string;
}

/** What a notice says. Kept sealed. */
export interface NoticeContent {
  /** Official words only: it stands in lists of chats and on locked screens. */
  readonly title: string;
  readonly text: string;
  readonly picture?: FileReference;
  readonly file?: FileReference;
  readonly buttons?: NonNullable<OutgoingContent['buttons']>;
}

/** Something to be told to one or many. */
export interface Notice extends NoticeContent {
  /** The idempotency key: what is posted again under the same id changes nothing. */
  readonly id: string;
  /** What it is about, by a word of ours (`digest`, `reminder.zero-report`): shown in 发送记录 and counted. */
  readonly kind: string;
  readonly priority: Priority;
  readonly targets: readonly Target[];
  /** Domain time before which it does not go out. */
  readonly notBefore?: Date;
  /** Domain time from which it is dropped instead of sent late. */
  readonly expires?: Date;
  /** Domain time from which it is taken back. Only channels that can do that carry it, and it is never sent later. */
  readonly recallAt?: Date;
  /** Whoever gets it asked for it this minute: quiet hours do not hold it. */
  readonly awaited?: true;
  /** May share one message with others to the same target. Ignored for emergencies and for what has files or buttons. */
  readonly mergeable?: boolean;
  /** What to do while no channel reaches the target: wait for its next contact (default), or give up at once. */
  readonly unreachable?: 'wait' | 'give-up';
}

/**
 * Where a delivery stands. `due` waits for its time or its turn · `sending` the call is under way · `sent` accepted
 * by the vendor · `merged` went into another delivery's message · `unknown` may have arrived · `dead` given up ·
 * `gone` the target is no longer there · `expired` dropped because its time was over.
 */
export type DeliveryState = 'due' | 'sending' | 'sent' | 'merged' | 'unknown' | 'dead' | 'gone' | 'expired';

/** What a `due` delivery waits for, when it is not simply its turn. */
export type Waiting = 'merge' | 'time' | 'quiet' | 'rate' | 'quota' | 'retry' | 'channel';

/** One delivery as 发送记录 shows it: no text. */
export interface DeliveryView {
  readonly id: string;
  readonly noticeId: string;
  readonly kind: string;
  readonly priority: Priority;
  readonly target: Target;
  readonly state: DeliveryState;
  readonly waiting?: Waiting;
  /** The delivery whose message carries this one; its state tells how it went. */
  readonly into?: string;
  /** The last vendor code or word of ours that explains the state; of one that is sent: why picture or file stayed out. */
  readonly code?: string;
  /** The channel of the last call. */
  readonly channel?: string;
  readonly attempts: number;
  /** Of a text in several messages: how each went. */
  readonly parts?: readonly PartState[];
  readonly createdAt: Date;
  readonly endedAt?: Date;
  /** The delivery that repeats this one, and who asked for it. */
  readonly resentAs?: string;
  readonly resentBy?: string;
  /** The delivery that this one repeats. */
  readonly resendOf?: string;
}

/** How one message of a long text went. */
export type PartState = 'due' | 'sent' | 'unknown';

/** Which deliveries to list, newest first. */
export interface DeliveryQuery {
  readonly state?: DeliveryState;
  readonly target?: Target;
  readonly limit: number;
}

/** Whether a resend was accepted. `merged` names the delivery to ask for instead. */
export type ResendOutcome =
  | { readonly outcome: 'queued'; readonly id: string }
  | { readonly outcome: 'not-found' | 'not-resendable' | 'text-purged' }
  | { readonly outcome: 'already-resent'; readonly id: string }
  | { readonly outcome: 'merged'; readonly into: string };

/** What lies in the outbox now. Exact, by index. */
export interface OutboxStats {
  readonly due: number;
  readonly sending: number;
  readonly unknown: number;
  readonly dead: number;
  readonly gone: number;
  /** When the oldest delivery that waits was posted. */
  readonly oldestDue?: Date;
}

/** What happened that somebody should know. Carries no text of messages. */
export type OutboxEvent =
  | { readonly kind: 'target-gone'; readonly target: Target; readonly code: string }
  | { readonly kind: 'dead'; readonly id: string; readonly noticeKind: string; readonly code: string }
  | { readonly kind: 'unknown'; readonly id: string; readonly noticeKind: string; readonly code: string }
  | { readonly kind: 'not-recalled'; readonly id: string; readonly target: Target; readonly code: string }
  | {
      readonly kind: 'quota';
      readonly quota: Quota;
      readonly used: number;
      readonly limit: number;
      readonly month: string;
    };

/** A monthly quota of DingTalk. */
export type Quota = 'api' | 'message';

/** What is left of a quota. */
export interface QuotaState {
  readonly quota: Quota;
  readonly month: string;
  readonly used: number;
  readonly limit: number;
}

/** What one round of the sender did. */
export interface RoundCounts {
  /** Calls under way or done because of this round. */
  readonly calls: number;
  /** Deliveries found half-sent after a crash. */
  readonly lost: number;
  /** Deliveries put off, dropped or ended without a call. */
  readonly settled: number;
}

/** Ordered by preference. */
export type Routes = Readonly<
  Partial<Record<PlatformId, Readonly<Partial<Record<Target['kind'], readonly Channel[]>>>>>
>;

/** Whether something of this priority may go out at this instant, or when it may. */
export type MayGoOut = (at: Date, priority: Priority) => true | Date;

/** Everything outgoing that is not the answer to a message goes through here. */
export interface Outbox {
  /** Resolves once every delivery of every notice is journaled. Safe to repeat. */
  post(notices: readonly Notice[]): Promise<void>;
  /** Begins to send; the timers do not keep the process alive. */
  start(): void;
  /** Stops taking up deliveries and waits for the calls under way. */
  stop(): Promise<void>;
  /** One round, with all its calls, outside of `start`: for tests and tools. */
  round(): Promise<RoundCounts>;
  /** The target is there (it wrote to us, was bound, came back): what waits for it goes out now. */
  contacted(target: Target): Promise<void>;
  /** The domain clock was moved: whatever waits for a time looks at it again. */
  reconsider(): Promise<void>;
  /** Counts `n` messages received from DingTalk against the month; cheap, written in the background in one go. */
  countInbound(n: number): void;
  quotas(): Promise<readonly QuotaState[]>;
  list(query: DeliveryQuery): Promise<readonly DeliveryView[]>;
  /** Sends an unknown, dead or gone delivery once more, as a new one linked to the old. At most once per delivery. */
  resend(id: string, by: By): Promise<ResendOutcome>;
  stats(): Promise<OutboxStats>;
  /** Takes back what is to be taken back by now; resolves to how many. One at a time, on any number of instances. */
  recallDue(): Promise<{ readonly recalled: number; readonly failed: number }>;
  /** How the delivery of each notice to its target went; undefined for one that is not there (yet, or any more). */
  states(
    of: readonly { readonly notice: string; readonly target: Target }[],
  ): Promise<readonly (DeliveryState | undefined)[]>;
}

/** What measures may count. */
export interface OutboxMetrics {
  outcome(channel: string, outcome: SendOutcome['outcome']): void;
  settled(state: DeliveryState): void;
}

/** Where the copy for a target goes now; undefined when we know no address. */
export type AddressOf = (target: Target) => Promise<Address | undefined>;

/** Whether the target may still hear of this kind of thing: people leave while their messages wait. */
export type MayHear = (target: Target, kind: string) => Promise<boolean>;

/** Fetches a referenced picture or file; undefined when it is no longer there. */
export type LoadFile = (reference: FileReference) => Promise<OutgoingFile | undefined>;
