import type { Mongo } from '../mongo/connect.ts';

/** A sign-in. Whoever holds the secret behind `_id` is its person, until it ends. */
export interface SessionDocument {
  /** Keyed hash of the random id in the cookie. */
  readonly _id: string;
  /** Names it in lists. */
  readonly id: string;
  readonly person: string;
  readonly account: string;
  readonly name?: string;
  /** Role, unit and rights at the sign-in: with other ones it ends. */
  readonly standing: string;
  readonly device: string;
  readonly at: Date;
  readonly seenAt: Date;
  /** From then on it is over, unless it is used before. */
  readonly idleUntil: Date;
  /** From then on it is over whatever happens. */
  readonly until: Date;
  readonly endedAt?: Date;
  /** Whose word ended it; `standing` when rights changed. */
  readonly endedBy?: string;
}

/** Sign-ins in the database. */
export interface SessionsStore {
  insert(session: SessionDocument): Promise<void>;
  /** By any hash of its secret, while it lasts. */
  find(hashes: readonly string[], at: Date): Promise<SessionDocument | undefined>;
  /** It was used: idle time begins anew. */
  touch(id: string, seenAt: Date, idleUntil: Date): Promise<void>;
  live(at: Date, person?: string): Promise<readonly SessionDocument[]>;
  /** Ends those among them that last; resolves to how many. */
  end(
    which: { readonly ids?: readonly string[]; readonly accounts?: readonly string[] },
    by: string,
    at: Date,
  ): Promise<number>;
}

/** Forgets sign-ins that were over before `before`; resolves to how many. For the nightly purge. */
export async function purgeSessions(mongo: Mongo, before: Date): Promise<number> {
  const sessions = mongo.collection<SessionDocument>('sessions');
  return (await sessions.deleteMany({ until: { $lt: before } })).deletedCount;
}

/** Beyond that many nobody reads a list. */
const MOST = 200;

/** Sign-ins kept in this database. */
export function createSessions(mongo: Mongo): SessionsStore {
  const sessions = mongo.collection<SessionDocument>('sessions');
  const lasting = (at: Date) => ({ endedAt: { $exists: false }, until: { $gt: at }, idleUntil: { $gt: at } });
  return {
    insert: async (session) => {
      await sessions.insertOne(session);
    },
    find: async (hashes, at) =>
      (await sessions.findOne({ _id: { $in: [...hashes] }, ...lasting(at) })) ?? undefined,
    touch: async (id, seenAt, idleUntil) => {
      await sessions.updateOne({ _id: id, endedAt: { $exists: false } }, { $set: { seenAt, idleUntil } });
    },
    live: (at, person) =>
      sessions
        .find({ ...lasting(at), ...(person === undefined ? {} : { person }) })
        .sort({ at: -1 })
        .limit(MOST)
        .toArray(),
    end: async ({ ids, accounts }, by, at) => {
      const which = {
        ...(ids === undefined ? {} : { id: { $in: [...ids] } }),
        ...(accounts === undefined ? {} : { account: { $in: [...accounts] } }),
      };
      const ended = await sessions.updateMany(
        { ...which, ...lasting(at) },
        { $set: { endedAt: at, endedBy: by } },
      );
      return ended.modifiedCount;
    },
  };
}
