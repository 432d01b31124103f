import type { PlatformId } from '../kit/platform-id.ts';

/** A group or a person that something can be sent to. */
export interface ReachTarget {
  readonly platform: PlatformId;
  readonly kind: 'group' | 'person';
  /** Chat id or user id, as the platform spells it. */
  readonly id: string;
}

/** Where a target is reached now: what a channel needs. Webhook and session are bearer secrets. */
export interface ReachAddress {
  readonly kind: 'group' | 'person';
  readonly id: string;
  /** Somebody has spoken to the bot there, so that a long connection may speak there too. */
  readonly spoken: boolean;
  /** How the chat itself spells the person, where that is not `id` (WeCom's encrypted ids). */
  readonly spelled?: string;
  /** The group's own push address, from the county file. */
  readonly webhook?: { readonly url: string; readonly secret?: string };
  /** DingTalk session webhook of the last message, while it lives; `expires` in ms since the epoch. */
  readonly session?: { readonly url: string; readonly expires: number };
}

/** A way to speak to one person alone, by the id of its delivery channel. */
export type PrivateChannel = 'wecom.socket' | 'wecom.app' | 'dingtalk.person';

/** An account of a person. */
export interface Account {
  readonly platform: PlatformId;
  readonly userId: string;
}

/** What one inbound message tells about who can be reached where. */
export interface ContactFacts {
  readonly platform: PlatformId;
  readonly chat: { readonly kind: 'group' | 'single'; readonly id: string };
  readonly sender: {
    /** The plain id; `''` when the platform withholds it. */
    readonly id: string;
    /** The id as the message had it, when that is another spelling. */
    readonly spelled?: string;
    readonly outsider: boolean;
  };
  /** Something was said, as opposed to the chat having been opened only. */
  readonly spoke: boolean;
  readonly session?: { readonly url: string; readonly expires: number };
  readonly at: Date;
}

/** Who has spoken to the bot where, and how they are reached there. */
export interface Contacts {
  /** Takes note in the background: returns at once, never throws. Writes only what is news. */
  noted(facts: ContactFacts): void;
  /** Where the target is reached; undefined when no way is known. Reads the truth. */
  addressOf(target: ReachTarget): Promise<ReachAddress | undefined>;
  /** The private channels to this account that exist now; none: its next contact has to be waited for. */
  reachable(account: Account): Promise<readonly PrivateChannel[]>;
  /** When this account last said something, to within some minutes; undefined when it never did. */
  lastSpoke(account: Account): Promise<Date | undefined>;
  /** The platform says that the target is no longer there; its next message brings it back. */
  markGone(target: ReachTarget, code: string, at: Date): Promise<void>;
  /** Calls back after a target became reachable anew: first contact, a newer session, or back after it was gone. */
  onReached(listener: (target: ReachTarget) => void): void;
  /** Resolves once what was noted so far is stored or given up; before the database closes. */
  settled(): Promise<void>;
}
