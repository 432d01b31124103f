import type { mongo } from 'mongoose';
import { defined } from '../kit/defined.ts';
import { DROPOUT_FILE, type StoredDropout } from './dropout-document.ts';

const BATCH = 200;

/**
 * Gives cases of earlier programs the heads that lists, jobs and figures read. What has them already is left alone, so
 * that a run that broke off goes on where it was; a case that grows meanwhile is given them by its own entry.
 */
export async function fillHeads(db: mongo.Db): Promise<void> {
  const files = db.collection<StoredDropout>(DROPOUT_FILE.collection, { promoteBuffers: true });
  const lacking = { bucket: { $exists: false } } as mongo.Filter<StoredDropout>;
  for (;;) {
    const batch = (await files.find(lacking).limit(BATCH).toArray()) as readonly StoredDropout[];
    if (batch.length === 0) return;
    await files.bulkWrite(batch.map(updateOf), { ordered: false });
  }
}

function updateOf(file: StoredDropout): mongo.AnyBulkWriteOperation<StoredDropout> {
  const filter = { _id: file._id, v: file.v } as mongo.Filter<StoredDropout>;
  return { updateOne: { filter, update: { $set: defined(DROPOUT_FILE.heads(file)) } } };
}
