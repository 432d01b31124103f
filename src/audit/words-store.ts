import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { markOf, newSalt } from './chain.ts';
import type { TrailFact } from './types.ts';

/** Words beside the chain. */
interface StoredWords {
  /** The fact's key. */
  readonly _id: string;
  readonly file?: string;
  readonly at: Date;
  /** What the fact keeps of them. */
  readonly mark: string;
  /** Sealed `{salt, words}`. */
  readonly sealed: Buffer;
}

/** The words of facts, which can be erased without breaking a chain. */
export interface TrailWords {
  /** Stores the words of these facts, and gives what each fact keeps of them, by key. The same key again gives the same. */
  keep(facts: readonly TrailFact[]): Promise<ReadonlyMap<string, string>>;
  read(keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Resolves to how many there were. */
  erase(file: string): Promise<number>;
  eraseBefore(day: Date): Promise<number>;
}

/** Words kept in this database. */
export function createTrailWords({
  mongo,
  sealer,
}: {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
}): TrailWords {
  const stored = mongo.db.collection<StoredWords>('trail_words', { promoteBuffers: true });
  const made = ({ key, file, at, sealed: words = '' }: TrailFact): StoredWords => {
    const salt = newSalt();
    const sealed = sealer.seal(JSON.stringify({ salt, words }), place(key));
    return { _id: key, ...defined({ file }), at, mark: markOf(salt, words), sealed };
  };
  return {
    keep: async (facts) => {
      const fresh = facts.filter(({ sealed }) => sealed !== undefined).map(made);
      if (fresh.length === 0) return new Map();
      const collisions = await stored.insertMany(fresh, { ordered: false }).then(() => false, wereThere);
      if (!collisions) return new Map(fresh.map(({ _id, mark }) => [_id, mark]));
      const found = await stored.find({ _id: { $in: fresh.map(({ _id }) => _id) } }).toArray();
      return new Map(found.map(({ _id, mark }) => [_id, mark]));
    },
    read: async (keys) => {
      const found = await stored.find({ _id: { $in: [...keys] } }).toArray();
      return new Map(
        found.map(({ _id, sealed }) => {
          const { words } = JSON.parse(sealer.openText(sealed, place(_id))) as { readonly words: string };
          return [_id, words];
        }),
      );
    },
    erase: async (file) => (await stored.deleteMany({ file })).deletedCount,
    eraseBefore: async (day) => (await stored.deleteMany({ at: { $lt: day } })).deletedCount,
  };
}

/** An earlier try, or another instance, stored them. */
function wereThere(thrown: unknown): true {
  if (isDuplicateKey(thrown)) return true;
  throw thrown;
}

const place = (key: string): string => `trail_words:${key}:sealed`;

/** What the trail seals. */
export const SEALED_TRAIL: SealedCollection = {
  collection: 'trail_words',
  name: '审计留痕附记',
  boxes: { sealed: place },
};
