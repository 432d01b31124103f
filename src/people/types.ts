import type { By } from '../kit/by.ts';
import type { Effect } from '../kit/effect.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import type { Actor, ActorRight, GroupInfo } from './actor.ts';
import type { Account } from './reach.ts';
import type { Role } from './roles.ts';

export type { ContactFacts } from './reach.ts';

/** A person of the county file. */
export interface RosterMember {
  /** Stable id, derived by the loader from name + unit + role. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly post?: string;
  readonly townshipId?: string;
  readonly schoolId?: string;
  readonly department?: string;
  readonly rights?: readonly ActorRight[];
  readonly shared?: boolean;
  readonly wecom?: string;
  readonly dingtalk?: string;
}

/** A group chat of the county file. */
export interface RosterGroup {
  readonly name: string;
  readonly audience: 'bureau' | 'leaders' | 'township' | 'school';
  readonly outsiders: boolean;
  readonly townshipId?: string;
  readonly schoolId?: string;
  readonly wecom?: string;
  readonly dingtalk?: string;
}

/** What the people service needs of the county file's current version; handed in by the composition root. */
export interface Roster {
  readonly members: readonly RosterMember[];
  readonly groups: readonly RosterGroup[];
}

/** A request to be bound that waits for an officer's word. */
export interface BindRequest {
  /** `A7K3`: four characters without 0, O, 1 and I. */
  readonly code: string;
  readonly platform: PlatformId;
  readonly userId: string;
  /** What the asker said they are; the approver's line may override it. */
  readonly claim: Claim;
  /** It was agreed to, and now waits for the word of the asker's other account. */
  readonly merging: boolean;
}

/** A second account that waits for the word of the first: 绑定 合并 and the code, from there, within a day. */
export interface MergeAsked {
  readonly code: string;
  readonly asker: Account;
  /** The person's accounts on other platforms; each of them may agree. */
  readonly accounts: readonly Account[];
  readonly name?: string;
}

/** What a person says they are, or an officer says they are. */
export interface Claim {
  readonly name?: string;
  readonly role?: Role;
  readonly post?: string;
  readonly townshipId?: string;
  readonly schoolId?: string;
}

/**
 * Why a request is not decided. `wrong`: no such code. `own`: the officer's own account. `listed`: the county file says
 * who the account is. `same`: somebody of that name, role and unit has an account there, or it is the asker's already.
 */
export type NotBound =
  | ('wrong' | 'forbidden' | 'incomplete' | 'own' | 'listed' | 'same')
  | ('decided' | 'refused' | 'withdrawn' | 'expired');

/**
 * How redeeming, approving or merging went. `confirm`: the person has an account elsewhere, which must agree first.
 * Of codes of the roster and of merges `wrong` is the one answer to what is used, out of date or somebody else's.
 */
export type BindOutcome =
  | { readonly outcome: 'bound'; readonly actor: Actor }
  | { readonly outcome: 'confirm'; readonly merge: MergeAsked }
  | { readonly outcome: NotBound | 'locked' };

/** How refusing went; `refused-now`: whoever asked is to be told. */
export type RefuseOutcome =
  | { readonly outcome: 'refused-now'; readonly asker: Account }
  | { readonly outcome: NotBound };

/** What a request would make of an account, as an officer sees it before they decide. */
export interface ShownRequest {
  readonly code: string;
  readonly platform: PlatformId;
  readonly askedAt: Date;
  /** As it would be: with the officer's corrections, and as the county file has it where it lists the person. */
  readonly claim: Claim;
  /** The county file lists this very person. */
  readonly listed: boolean;
  /** It reaches beyond one school or village. */
  readonly elevated: boolean;
  /** Whom the account belongs to now. */
  readonly now?: Actor;
  /** Other people of that name whom the county knows. */
  readonly namesakes: readonly Person[];
  /** Changes with whatever is shown. */
  readonly version: string;
}

/** An account with rights: where they come from, and since when. */
export interface HeldAccount extends Account {
  readonly from: 'file' | 'chat' | 'settings';
  readonly since?: Date;
}

/** What somebody may do, and by which accounts. */
export interface Holder extends Omit<Person, 'accounts'> {
  readonly accounts: readonly HeldAccount[];
}

/** What a person declares about a group with 绑群. */
export interface GroupDeclaration {
  readonly platform: PlatformId;
  readonly chatId: string;
  readonly audience: 'bureau' | 'leaders' | 'township' | 'school';
  readonly outsiders: boolean;
  readonly townshipId?: string;
  readonly schoolId?: string;
}

/** A person of the county with every account that is theirs: whom reminders, duties and digests are addressed to. */
export interface Person {
  /** The same id `Actor.memberId` has. */
  readonly id: string;
  readonly name?: string;
  readonly role: Role;
  readonly post?: string;
  readonly townshipId?: string;
  readonly schoolId?: string;
  readonly department?: string;
  /** In a stable order; empty for somebody the county file lists and who has bound no account yet. */
  readonly accounts: readonly Account[];
}

/** A group chat of the county on one platform, as the county file lists it or as it was declared in the chat. */
export interface KnownGroup {
  readonly platform: PlatformId;
  readonly chatId: string;
  readonly info: GroupInfo;
}

/** Members, groups and what was bound in chat (a layer over the county file that loading never removes). */
export interface People {
  /** Who this platform user is; unknown people are visitors. At most 2 s stale for rises, never for revocations made here. */
  identify(platform: PlatformId, userId: string, outsider: boolean): Promise<Actor>;
  group(platform: PlatformId, chatId: string): Promise<GroupInfo>;
  /** Use a one-person code of the roster. Five wrong codes in an hour lock the sender's codes for an hour. */
  redeem(platform: PlatformId, userId: string, code: string, at: Date): Effect<BindOutcome>;
  /** Ask to be bound; the same asker gets the same open code for a day. */
  requestBind(platform: PlatformId, userId: string, claim: Claim, at: Date): Effect<BindRequest>;
  /** Approve a request: admins and bureau anyone; a township officer only teacher, school and village of their own township. */
  approve(code: string, by: Actor, override: Claim, at: Date): Effect<BindOutcome>;
  /** What agreeing (with these corrections) or refusing would decide; or why it cannot be. Changes nothing. */
  look(
    code: string,
    by: Actor,
    to: { readonly agree: Claim } | 'refuse',
    at: Date,
  ): Promise<ShownRequest | NotBound>;
  /** Refuse a request: whoever may agree to it. */
  refuse(code: string, by: Actor, at: Date): Effect<RefuseOutcome>;
  /** The asker takes back what nobody has decided; resolves to how much that was. */
  withdrawRequests(platform: PlatformId, userId: string, at: Date): Effect<number>;
  /** Takes accounts that were bound in chat away from whoever has them; at `at`, so that a re-run undoes nothing newer. */
  unbind(accounts: readonly Account[], by: By, at: Date): Effect<void>;
  /** Whoever has rights, by which account and from where, in the order of `everyone`; reads the truth. */
  holders(): Promise<readonly Holder[]>;
  /** The first account says that a second one is its own person's. Rights follow at once. */
  confirmMerge(code: string, by: Actor, at: Date): Effect<BindOutcome>;
  /** All account keys of the person behind this actor, their own first. */
  accountsOf(actor: Actor): Promise<readonly string[]>;
  bindGroup(declaration: GroupDeclaration, by: By, at: Date): Effect<GroupInfo>;
  /** Everybody the county knows, listed ones first in county-file order, then who was vouched for; reads the truth. */
  everyone(): Promise<readonly Person[]>;
  /** Every registered group, listed ones first in county-file order, then declared ones; reads the truth. */
  groups(): Promise<readonly KnownGroup[]>;
}
