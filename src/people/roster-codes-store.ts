import type { Mongo } from '../mongo/connect.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';

interface StoredCode {
  /** `<kid>:<keyed hash>` by the key of that time. */
  readonly _id: string;
  /** The same by the present key; absent of codes given out before it was kept. */
  readonly key?: string;
  /** The code, sealed: for its hash when keys change. */
  readonly sealed?: Buffer;
  readonly memberId: string;
  readonly expiresAt: Date;
  readonly used: { readonly by: string; readonly effect: string; readonly at: Date } | null;
}

/** A code that was used: whom it makes the sender. */
export interface UsedCode {
  readonly memberId: string;
  readonly at: Date;
}

/** One-person codes of the roster: six digits, used once. */
export interface RosterCodes {
  /**
   * New codes for these members, by member id; codes they were given before and did not use stop working. This is the
   * only time they are readable. `digits` gives six random digits.
   */
  issue(memberIds: readonly string[], digits: () => string, at: Date): Promise<ReadonlyMap<string, string>>;
  /** The members who have a code that could be used now. */
  waiting(at: Date): Promise<ReadonlySet<string>>;
  /** Uses the code for this person. The same effect key again gives the same; undefined: wrong, used or out of date. */
  use(code: string, person: string, effect: string, at: Date): Promise<UsedCode | undefined>;
  /** Whose code it is, if it could be used now; for checks before it is. */
  memberOf(code: string, at: Date): Promise<string | undefined>;
}

const VALID_MS = 30 * 24 * 3_600_000;

const keysOf = (sealer: Sealer, code: string): string[] =>
  sealer.hashes('bind-code', code).map(({ kid, h }) => `${kid}:${h}`);

const place = (id: string): string => `bind_codes:${id}:code`;

/** What codes seal, and the hash by which they are found. */
export const SEALED_CODES: SealedCollection = {
  collection: 'bind_codes',
  name: '绑定码',
  boxes: { sealed: place },
  hashes: {
    // What was used and was never sealed is not asked for any more.
    kids: (document) => {
      const { _id, key = _id, sealed, used } = document as unknown as StoredCode;
      return sealed === undefined && used !== null ? [] : [key.split(':')[0] ?? ''];
    },
    renewed: (document, sealer) => {
      const { _id, sealed } = document as unknown as StoredCode;
      return sealed && { key: keysOf(sealer, sealer.openText(sealed, place(_id)))[0] };
    },
  },
};

/** Codes kept in this database as keyed hashes, good for 30 days. */
export function createRosterCodes(mongo: Mongo, sealer: Sealer): RosterCodes {
  const collection = mongo.collection<StoredCode>('bind_codes');
  const idsOf = (code: string): string[] => keysOf(sealer, code);
  const one = (code: string) => {
    const ids = idsOf(code);
    return { $or: [{ _id: { $in: ids } }, { key: { $in: ids } }] };
  };

  const unusedCode = async (drawn: Set<string>, digits: () => string): Promise<string> => {
    for (;;) {
      const code = digits();
      if (drawn.has(code)) continue;
      if ((await collection.findOne(one(code))) !== null) continue;
      drawn.add(code);
      return code;
    }
  };

  return {
    issue: async (memberIds, digits, at) => {
      const drawn = new Set<string>();
      const codes = new Map<string, string>();
      for (const memberId of memberIds) codes.set(memberId, await unusedCode(drawn, digits));
      const expiresAt = new Date(at.getTime() + VALID_MS);
      const documents = [...codes].map(([memberId, code]) => {
        const [_id = ''] = idsOf(code);
        const sealed = sealer.seal(code, place(_id));
        return { _id, key: _id, sealed, memberId, expiresAt, used: null };
      });
      if (documents.length > 0) await collection.insertMany(documents);
      await collection.deleteMany({
        used: null,
        memberId: { $in: [...memberIds] },
        _id: { $nin: documents.map(({ _id }) => _id) },
      });
      return codes;
    },
    waiting: async (at) => {
      const ids = await collection.distinct('memberId', { used: null, expiresAt: { $gt: at } });
      return new Set(ids);
    },
    use: async (code, person, effect, at) => {
      const mine = one(code);
      const set = { $set: { used: { by: person, effect, at } } };
      const free = { ...mine, used: null, expiresAt: { $gt: at } };
      const taken = await collection.findOneAndUpdate(free, set, { returnDocument: 'after' });
      const stored = taken ?? (await collection.findOne({ ...mine, 'used.effect': effect }));
      return stored?.used ? { memberId: stored.memberId, at: stored.used.at } : undefined;
    },
    memberOf: async (code, at) => {
      const found = await collection.findOne({
        ...one(code),
        used: null,
        expiresAt: { $gt: at },
      });
      return found?.memberId;
    },
  };
}
