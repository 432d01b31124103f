import { defined } from '../kit/defined.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Sealer } from '../privacy/types.ts';
import type { Account } from './reach.ts';
import { normalCode, requestCodes } from './request-code.ts';
import type { Role } from './roles.ts';
import type { BindRequest, Claim } from './types.ts';

/** What was decided about a request. */
export interface Decision {
  readonly effect: string;
  readonly by: string;
  readonly at: Date;
  readonly memberId?: string;
  readonly claim?: Claim & { readonly role: Role };
  /** It came to nothing: an officer refused it, or the asker took it back. */
  readonly refused?: 'refused' | 'withdrawn';
  /** Agreed to, but the person has accounts elsewhere: nothing is bound before one of them agrees. */
  readonly merge?: {
    /** Member id of the person, as actors have it. */
    readonly person: string;
    /** Keys of their accounts on other platforms. */
    readonly accounts: readonly string[];
    readonly name?: string;
  };
}

/** The word of the first account. */
export interface Confirmation {
  readonly effect: string;
  readonly by: string;
  readonly at: Date;
}

/** A request as it is stored, under its code. */
export interface StoredRequest {
  readonly _id: string;
  /** Who asks for what, as one text. */
  readonly request: string;
  readonly platform: PlatformId;
  readonly userId: string;
  readonly claim: Claim;
  /** Effect key of the message that asked first. */
  readonly effect: string;
  readonly expiresAt: Date;
  readonly decision: Decision | null;
  readonly confirmed?: Confirmation;
}

/** Requests to be bound that wait for an officer's word, a day each. */
export interface BindRequests {
  /** The same person asking for the same gets the same open code; asking for something else is another request. */
  open(
    asker: Pick<BindRequest, 'platform' | 'userId'>,
    claim: Claim,
    effect: string,
    at: Date,
  ): Promise<BindRequest>;
  /** A request that needs no officer's word but that of the person's other account. */
  openMerge(asker: Account, decision: Decision & Required<Pick<Decision, 'merge'>>): Promise<StoredRequest>;
  /** The request of this code, whatever became of it. */
  find(code: string): Promise<StoredRequest | undefined>;
  /** What this account asks for and nobody has decided. */
  openOf(asker: Account, at: Date): Promise<readonly StoredRequest[]>;
  /** How many requests of this account were decided under this effect key. */
  decidedBy(asker: Account, effect: string): Promise<number>;
  /** Decides it, once: `false` when somebody was faster. One that waits for another account has a new day. */
  decide(request: StoredRequest, decision: Decision): Promise<boolean>;
  /** Notes the first account's word, once and within the day: `false` when it came before, or too late. */
  confirm(request: StoredRequest, confirmation: Confirmation): Promise<boolean>;
}

const DAY_MS = 24 * 3_600_000;
const CODES_PER_REQUEST = 24;

/** Requests kept in this database. */
export function createBindRequests(mongo: Mongo, sealer: Sealer): BindRequests {
  const collection = mongo.collection<StoredRequest>('bind_requests');

  /** Takes the code's place when it is free; whoever holds it then is returned. */
  const take = async (wanted: StoredRequest, at: Date): Promise<StoredRequest | null> => {
    const before = await collection.findOne({ _id: wanted._id });
    if (before !== null && isTaken(before, wanted, at)) return before;
    try {
      if (before === null) await collection.insertOne(wanted);
      else await collection.replaceOne({ _id: wanted._id, effect: before.effect }, wanted);
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return collection.findOne({ _id: wanted._id });
  };

  const held = async (wanted: Omit<StoredRequest, '_id' | 'expiresAt'>, at: Date): Promise<StoredRequest> => {
    const codes = Array.from({ length: CODES_PER_REQUEST }, (_, n) =>
      requestCodes(sealer, wanted.request, n),
    );
    // It may have been opened while another data key was the present one.
    const opened = await collection.find({ _id: { $in: codes.flat() }, request: wanted.request }).toArray();
    const before = opened.find((holder) => isTaken(holder, wanted, at));
    if (before !== undefined) return before;
    for (const [_id = ''] of codes) {
      const holder = await take({ ...wanted, _id, expiresAt: dayAfter(at) }, at);
      if (holder?.request === wanted.request) return holder;
    }
    throw new Error('No code is free for a request to be bound.');
  };

  return {
    open: async ({ platform, userId }, claim, effect, at) => {
      const request = JSON.stringify([platform, userId, Object.entries(claim).sort()]);
      const holder = await held({ request, platform, userId, claim, effect, decision: null }, at);
      return { code: holder._id, platform, userId, claim, merging: isMerging(holder) };
    },
    openMerge: async ({ platform, userId }, decision) => {
      const { effect, at, merge } = decision;
      const request = JSON.stringify([platform, userId, 'merge', merge.person]);
      return held({ request, platform, userId, claim: {}, effect, decision }, at);
    },
    find: async (code) => (await collection.findOne({ _id: normalCode(code) })) ?? undefined,
    openOf: ({ platform, userId }, at) =>
      collection.find({ platform, userId, decision: null, expiresAt: { $gt: at } }).toArray(),
    decidedBy: ({ platform, userId }, effect) =>
      collection.countDocuments({ platform, userId, 'decision.effect': effect }),
    decide: async ({ _id, effect }, decision) => {
      const longer = defined({ expiresAt: decision.merge && dayAfter(decision.at) });
      const set = { $set: { decision, ...longer } };
      const done = await collection.updateOne({ _id, effect, decision: null }, set);
      return done.modifiedCount === 1;
    },
    confirm: async ({ _id, effect }, confirmed) => {
      const waiting = { 'decision.merge': { $exists: true }, confirmed: { $exists: false } };
      const filter = { _id, effect, ...waiting, expiresAt: { $gt: confirmed.at } };
      const done = await collection.updateOne(filter, { $set: { confirmed } });
      return done.modifiedCount === 1;
    },
  };
}

/** When it was asked; only of one that nobody has decided. */
export function askedAt({ expiresAt }: StoredRequest): Date {
  return new Date(expiresAt.getTime() - DAY_MS);
}

const dayAfter = (at: Date): Date => new Date(at.getTime() + DAY_MS);

function isMerging({ decision, confirmed }: StoredRequest): boolean {
  return decision?.merge !== undefined && confirmed === undefined;
}

/** Open for somebody, or already the very request of this effect. */
function isTaken(holder: StoredRequest, wanted: Pick<StoredRequest, 'effect'>, at: Date): boolean {
  const open = (holder.decision === null || isMerging(holder)) && holder.expiresAt > at;
  return open || holder.effect === wanted.effect;
}
