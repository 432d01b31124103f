import type { Mongo } from '../mongo/connect.ts';
import type { Sealer } from '../privacy/types.ts';

interface StoredCode {
  /** `<kid>:<keyed hash>`; the code itself is nowhere. */
  readonly _id: string;
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

/** Codes kept in this database as keyed hashes, good for 30 days. */
export function createRosterCodes(mongo: Mongo, sealer: Sealer): RosterCodes {
  const collection = mongo.collection<StoredCode>('bind_codes');
  const idsOf = (code: string): string[] =>
    sealer.hashes('bind-code', code).map(({ kid, h }) => `${kid}:${h}`);

  const unusedCode = async (drawn: Set<string>, digits: () => string): Promise<string> => {
    for (;;) {
      const code = digits();
      if (drawn.has(code)) continue;
      if ((await collection.findOne({ _id: { $in: idsOf(code) } })) !== null) continue;
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
      const documents = [...codes].map(([memberId, code]) => ({
        _id: idsOf(code)[0] ?? '',
        memberId,
        expiresAt,
        used: null,
      }));
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
      const mine = { _id: { $in: idsOf(code) } };
      const set = { $set: { used: { by: person, effect, at } } };
      const free = { ...mine, used: null, expiresAt: { $gt: at } };
      const taken = await collection.findOneAndUpdate(free, set, { returnDocument: 'after' });
      const stored = taken ?? (await collection.findOne({ ...mine, 'used.effect': effect }));
      return stored?.used ? { memberId: stored.memberId, at: stored.used.at } : undefined;
    },
    memberOf: async (code, at) => {
      const found = await collection.findOne({
        _id: { $in: idsOf(code) },
        used: null,
        expiresAt: { $gt: at },
      });
      return found?.memberId;
    },
  };
}
