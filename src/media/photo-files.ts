import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { mongo } from 'mongoose';
import type { Mongo } from '../mongo/connect.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';

/** The pixels of photos, sealed, one file per photo id. */
export interface PhotoFiles {
  /** Stores the pixels; what an earlier, broken-off try left under this id is replaced. */
  put(photoId: string, jpeg: Buffer): Promise<void>;
  /** The pixels, or undefined when there are none. */
  get(photoId: string): Promise<Buffer | undefined>;
  /** Removes the pixels, if there are any. */
  remove(photoId: string): Promise<void>;
}

/** Files in the bucket `photo-files` of `database`. */
export function createPhotoFiles({ db }: Mongo, sealer: Sealer): PhotoFiles {
  const bucket = new mongo.GridFSBucket(db, { bucketName: 'photo-files' });
  // The file's id is the photo's, so that no crash can leave two of them.
  const idOf = (photoId: string): mongo.ObjectId => photoId as unknown as mongo.ObjectId;

  const remove = async (photoId: string): Promise<void> => {
    await db.collection('photo-files.files').deleteOne({ _id: idOf(photoId) });
    await db.collection('photo-files.chunks').deleteMany({ files_id: idOf(photoId) });
  };

  return {
    put: async (photoId, jpeg) => {
      const box = sealer.seal(jpeg, place(photoId));
      await remove(photoId);
      // One chunk: two writers at once cannot mix their halves.
      const upload = bucket.openUploadStreamWithId(idOf(photoId), photoId, { chunkSizeBytes: box.length });
      await pipeline(Readable.from([box], { objectMode: false }), upload);
    },

    get: async (photoId) => {
      const [file] = await bucket.find({ _id: idOf(photoId) }).toArray();
      if (file === undefined) return undefined;
      return sealer.open(await buffer(bucket.openDownloadStream(idOf(photoId))), place(photoId));
    },

    remove,
  };
}

const place = (photoId: string): string => `photos:${photoId}:image`;

/** The pixels: each picture is one chunk, and so one box. */
export const SEALED_PICTURES: SealedCollection = {
  collection: 'photo-files.chunks',
  name: '照片',
  idField: 'files_id',
  boxes: { data: place },
};
