import type { mongo } from 'mongoose';
import type { Clock } from '../kit/clock.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Sealer } from '../privacy/types.ts';
import { findLoose } from './find-loose.ts';
import { type PhotoDocument, photosOf, sourcePlace } from './photo-document.ts';
import { createPhotoFiles } from './photo-files.ts';
import { createRecentFailures } from './recent-failures.ts';
import type { FailedPhoto, PendingPhoto, Photos } from './types.ts';

/** How long a picture sent alone waits for a report of its sender. */
const LOOSE_MS = 10 * 60_000;
/** A failure older than this is told to nobody any more. */
const TELL_MS = 7 * 24 * 60 * 60_000;
const AT_ONCE = new Date(0);

/** What the photos are made of. */
export interface PhotosParts {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly clock: Clock;
}

/** Photos of `mongo`; their pixels are fetched by `createPhotoFetcher`. */
export function createPhotos({ mongo, sealer, clock }: PhotosParts): Photos {
  const photos = photosOf(mongo);
  const files = createPhotoFiles(mongo, sealer);
  const loose = findLoose(photos);
  const failures = createRecentFailures(photos, clock, TELL_MS);

  const pending = (id: string, picture: PendingPhoto, owner: string, sentAt: Date): PhotoDocument => {
    const { platform, ...source } = picture;
    const sealed = sealer.seal(JSON.stringify(source), sourcePlace(id));
    return {
      _id: id,
      state: 'pending',
      platform,
      owner,
      sentAt,
      source: sealed,
      wakeAt: AT_ONCE,
      attempts: 0,
      loose: true,
    };
  };

  return {
    note: async (key, pictures, owner, at) => {
      const documents = pictures.map((picture, index) => pending(`${key}#${index + 1}`, picture, owner, at));
      await insertMissing(photos, documents);
      return documents.map(({ _id }) => _id);
    },

    looseOf: (owner, at) => loose({ owner, since: new Date(at.getTime() - LOOSE_MS), until: at }),

    attach: async (photoIds, fileNo) => {
      if (photoIds.length === 0) return;
      const free = { _id: { $in: [...photoIds] }, loose: true as const };
      await photos.updateMany(free, { $set: { fileNo }, $unset: { loose: '' } });
    },

    eraseOf: async (fileNo) => {
      const found = await photos.find({ fileNo }, { projection: { _id: 1 } }).toArray();
      for (const { _id } of found) {
        // Pixels first, so that a crash leaves nothing that cannot be found.
        await files.remove(_id);
        await photos.deleteOne({ _id, fileNo });
      }
      return found.length;
    },

    countOf: async (fileNo) => await photos.countDocuments({ fileNo, state: { $ne: 'failed' } }),

    failedOf: async (owner, key) => {
      if (!(await failures.mayConcern(owner))) return [];
      const sentAt = { $gt: new Date(clock.now().getTime() - TELL_MS) };
      const failed = { owner, sentAt, state: 'failed' as const };
      await photos.updateMany({ ...failed, toldUnder: { $exists: false } }, { $set: { toldUnder: key } });
      return (await photos.find({ ...failed, toldUnder: key }).toArray()).map(told);
    },
  };
}

async function insertMissing(
  photos: mongo.Collection<PhotoDocument>,
  documents: PhotoDocument[],
): Promise<void> {
  if (documents.length === 0) return;
  try {
    await photos.insertMany(documents, { ordered: false });
  } catch (thrown) {
    // Noted before by the same key: the others of the batch are stored all the same.
    if (!isDuplicateKey(thrown)) throw thrown;
  }
}

function told({ fileNo, reason = 'gone' }: PhotoDocument): FailedPhoto {
  return fileNo === undefined ? { reason } : { fileNo, reason };
}
