import type { Mongo } from '../mongo/connect.ts';
import { photosOf } from './photo-document.ts';
import type { PhotoFiles } from './photo-files.ts';

const DAY_MS = 24 * 60 * 60_000;
const BATCH = 100;

/** How long a picture is kept that no report ever claimed. */
export const KEEP_LOOSE_DAYS = 30;

/**
 * Removes pictures that no report claimed within thirty days before `now`, pixels first, so that a crash leaves
 * nothing unfindable. Resolves to how many were removed; stops between batches when `signal` aborts.
 */
export async function purgeLoosePhotos(
  database: Mongo,
  files: Pick<PhotoFiles, 'remove'>,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  const photos = photosOf(database);
  const old = { loose: true as const, sentAt: { $lt: new Date(now.getTime() - KEEP_LOOSE_DAYS * DAY_MS) } };
  let removed = 0;
  while (signal?.aborted !== true) {
    const batch = await photos
      .find(old, { projection: { _id: 1 } })
      .limit(BATCH)
      .toArray();
    if (batch.length === 0) break;
    for (const { _id } of batch) {
      await files.remove(_id);
      removed += (await photos.deleteOne({ _id, loose: true })).deletedCount;
    }
  }
  return removed;
}
