import type { mongo } from 'mongoose';
import { defined } from '../kit/defined.ts';
import { HAZARD_FILE, type StoredHazard } from './hazard-document.ts';

const BATCH = 200;

/**
 * Gives hazards of earlier programs the heads that lists, jobs and figures read. What has them already is left alone,
 * so that a run that broke off goes on where it was; one that grows meanwhile is given them by its own entry.
 */
export async function fillHazardHeads(db: mongo.Db): Promise<void> {
  const files = db.collection<StoredHazard>(HAZARD_FILE.collection, { promoteBuffers: true });
  const lacking = { since: { $exists: false } } as mongo.Filter<StoredHazard>;
  for (;;) {
    const batch = (await files.find(lacking).limit(BATCH).toArray()) as readonly StoredHazard[];
    if (batch.length === 0) return;
    await files.bulkWrite(batch.map(updateOf), { ordered: false });
  }
}

function updateOf(file: StoredHazard): mongo.AnyBulkWriteOperation<StoredHazard> {
  const filter = { _id: file._id, v: file.v } as mongo.Filter<StoredHazard>;
  return { updateOne: { filter, update: { $set: defined(HAZARD_FILE.heads(file)) } } };
}
