import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';

/** The newest code of an account; only its keyed hash is kept. */
export interface CodeDocument {
  /** `<platform>:<user id>` */
  readonly _id: string;
  readonly person: string;
  /** Effect key of the message that asked for it. */
  readonly key: string;
  readonly h: string;
  readonly at: Date;
  readonly until: Date;
  readonly spentAt?: Date;
}

/** Codes for the sign-in page, one an account. */
export interface CodesStore {
  find(account: string): Promise<CodeDocument | undefined>;
  /** Takes the place of the code before; where there is a newer one, nothing. */
  put(code: CodeDocument): Promise<void>;
  /** Uses a code up, by any of its hashes; undefined where there is none, it is over, or somebody was quicker. */
  spend(hashes: readonly string[], at: Date): Promise<CodeDocument | undefined>;
}

/** Codes kept in this database. */
export function createCodes(mongo: Mongo): CodesStore {
  const codes = mongo.collection<CodeDocument>('sign_in_codes');
  return {
    find: async (account) => (await codes.findOne({ _id: account })) ?? undefined,
    put: async (code) => {
      const older = { _id: code._id, at: { $lte: code.at }, key: { $ne: code.key } };
      try {
        await codes.replaceOne(older, code, { upsert: true });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    spend: async (hashes, at) => {
      const open = { h: { $in: [...hashes] }, until: { $gt: at }, spentAt: { $exists: false } };
      return (await codes.findOneAndUpdate(open, { $set: { spentAt: at } })) ?? undefined;
    },
  };
}
