import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';

interface StoredPicture {
  readonly _id: string;
  readonly png: Buffer;
  readonly at: Date;
}

/** Pictures of digests. They name no school and no child, and may be forwarded as the digest may. */
export interface Pictures {
  /** Undefined once it was purged. */
  find(id: string): Promise<Buffer | undefined>;
  /** The first one stored under an id stays. */
  put(id: string, png: Buffer, at: Date): Promise<void>;
  /** Removes what was drawn before; resolves to how many that were. */
  purge(before: Date): Promise<number>;
}

/** Pictures in the collection `digest_pictures`, a document each. */
export function createPictures({ db }: Mongo): Pictures {
  const pictures = db.collection<StoredPicture>('digest_pictures', { promoteBuffers: true });
  return {
    find: async (id) => (await pictures.findOne({ _id: id }))?.png,
    put: async (id, png, at) => {
      try {
        await pictures.insertOne({ _id: id, png, at });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
    },
    purge: async (before) => (await pictures.deleteMany({ at: { $lt: before } })).deletedCount,
  };
}
