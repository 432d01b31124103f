import type { mongo } from 'mongoose';
import type { RingKey, RunningProgram } from './keyring.ts';

/** The ring as it was read; it is changed as a whole, by whoever saw its newest version. */
export interface Ring {
  readonly keys: readonly RingKey[];
  readonly v: number;
}

/** The one document of the collection `keyring`, and the signs of life of programs in `keyring_programs`. */
export interface KeyringStore {
  /** Undefined in a database that has none yet. */
  read(): Promise<Ring | undefined>;
  /** False when there is one already. */
  create(keys: readonly RingKey[]): Promise<boolean>;
  /** False when somebody else changed it meanwhile. */
  change(from: Ring, keys: readonly RingKey[]): Promise<boolean>;
  /** The fingerprint that versions before the ring noted: of the newest key of their last start. */
  notedBefore(): Promise<string | undefined>;
  /** A sign of life. */
  beat(program: RunningProgram): Promise<void>;
  /** Programs that gave a sign of life within `LEASE_MS`, by the server's clock. */
  running(): Promise<readonly RunningProgram[]>;
  /** The program has ended. */
  leave(owner: string): Promise<void>;
}

/** Who was silent for so long seals nothing any more, and counts as ended. */
export const LEASE_MS = 30_000;

interface StoredRing extends Ring {
  readonly _id: string;
}

type StoredProgram = Omit<RunningProgram, 'owner'> & { readonly _id: string; readonly at: Date };

const RING = 'ring';
const BEFORE = 'data-key';
/** Collections of this store: nothing in them is sealed. */
export const KEYRING_COLLECTIONS = ['keyring', 'keyring_programs'];

/** The ring of this database. */
export function createKeyringStore(db: mongo.Db): KeyringStore {
  const rings = db.collection<StoredRing>('keyring');
  const programs = db.collection<StoredProgram>('keyring_programs');
  const read = async (): Promise<Ring | undefined> => {
    const stored = await rings.findOne({ _id: RING });
    return stored === null ? undefined : { keys: stored.keys, v: stored.v };
  };
  return {
    read,
    create: async (keys) => {
      try {
        await rings.insertOne({ _id: RING, keys: [...keys], v: 1 });
        return true;
      } catch (error) {
        if ((await read()) === undefined) throw error;
        return false;
      }
    },
    change: async ({ v }, keys) => {
      const changed = await rings.updateOne({ _id: RING, v }, { $set: { keys: [...keys], v: v + 1 } });
      return changed.modifiedCount === 1;
    },
    notedBefore: async () => {
      const noted = await db
        .collection<{ _id: string; fingerprint: string }>('keyring')
        .findOne({ _id: BEFORE });
      return noted?.fingerprint;
    },
    beat: async ({ owner, host, knows, avoids, forgets, pid }) => {
      const facts = {
        ...{ host: { $literal: host }, pid, at: '$$NOW' },
        ...{ knows: [...knows], avoids: [...avoids], forgets: [...forgets] },
      };
      await programs.updateOne({ _id: owner }, [{ $set: facts }], { upsert: true });
    },
    running: async () => {
      const lately = { $expr: { $gt: ['$at', { $subtract: ['$$NOW', LEASE_MS] }] } };
      const found = await programs.find(lately).toArray();
      return found.map(({ _id, at: _at, ...program }) => ({ owner: _id, ...program }));
    },
    leave: async (owner) => {
      const dead = { $expr: { $lt: ['$at', { $subtract: ['$$NOW', 24 * 3_600_000] }] } };
      await programs.deleteMany({ $or: [{ _id: owner }, dead] });
    },
  };
}
