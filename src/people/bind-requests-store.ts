import type { PlatformId } from '../kit/platform-id.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Sealer } from '../privacy/types.ts';
import { normalCode, requestCode } from './request-code.ts';
import type { Role } from './roles.ts';
import type { BindRequest, Claim } from './types.ts';

/** What was decided about a request. */
export interface Decision {
  readonly effect: string;
  readonly by: string;
  readonly at: Date;
  readonly memberId?: string;
  readonly claim?: Claim & { readonly role: Role };
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
  /** The request, decided or not; undefined when there is none or its day is over. */
  find(code: string, at: Date): Promise<StoredRequest | undefined>;
  /** Decides it, once: `false` when somebody was faster. */
  decide(request: StoredRequest, decision: Decision): Promise<boolean>;
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

  return {
    open: async ({ platform, userId }, claim, effect, at) => {
      const request = JSON.stringify([platform, userId, Object.entries(claim).sort()]);
      for (let n = 0; n < CODES_PER_REQUEST; n += 1) {
        const code = requestCode(sealer, request, n);
        const wanted: StoredRequest = {
          _id: code,
          request,
          platform,
          userId,
          claim,
          effect,
          expiresAt: new Date(at.getTime() + DAY_MS),
          decision: null,
        };
        const holder = await take(wanted, at);
        if (holder?.request === request) return { code, platform, userId, claim };
      }
      throw new Error('No code is free for a request to be bound.');
    },
    find: async (code, at) => {
      const found = await collection.findOne({ _id: normalCode(code) });
      return found !== null && (found.decision !== null || found.expiresAt > at) ? found : undefined;
    },
    decide: async ({ _id, effect }, decision) => {
      const done = await collection.updateOne({ _id, effect, decision: null }, { $set: { decision } });
      return done.modifiedCount === 1;
    },
  };
}

/** Open for somebody, or already the very request of this effect. */
function isTaken(holder: StoredRequest, wanted: StoredRequest, at: Date): boolean {
  const open = holder.decision === null && holder.expiresAt > at;
  return open || holder.effect === wanted.effect;
}
