import type { Mongo } from '../mongo/connect.ts';
import { deliveriesOf } from './delivery-document.ts';
import { createLimitsStore } from './limits-store.ts';

const DAY_MS = 24 * 60 * 60_000;
const BATCH = 500;

/** How long the text of what was sent is kept. */
export const KEEP_DAYS = 30;

/**
 * Removes the texts of deliveries older than thirty days before `now`, and what still waits among them: nobody wants
 * a message a month late. The ids and outcomes stay, so that a notice posted again still changes nothing. In batches
 * over an index that purged deliveries leave; resolves to how many were purged.
 */
export async function purgeDeliveries(database: Mongo, now: Date, signal?: AbortSignal): Promise<number> {
  const deliveries = deliveriesOf(database);
  const old = {
    content: { $exists: true },
    createdAt: { $lt: new Date(now.getTime() - KEEP_DAYS * DAY_MS) },
  };
  let purged = 0;
  while (signal?.aborted !== true) {
    const batch = await deliveries
      .find(old, { projection: { _id: 1 } })
      .limit(BATCH)
      .toArray();
    if (batch.length === 0) break;
    purged += (await deliveries.updateMany({ _id: { $in: batch.map(({ _id }) => _id) } }, CLEARED))
      .modifiedCount;
  }
  return purged;
}

const CLEARED = [
  { $set: { state: instead('due', 'expired', instead('sending', 'unknown', '$state')) } },
  { $unset: ['content', 'envelope', 'wakeAt', 'waiting', 'claim'] },
];

function instead(from: string, to: string, otherwise: unknown): object {
  return { $cond: [{ $eq: ['$state', from] }, to, otherwise] };
}

/** Forgets rate limits that nobody has used for a day; resolves to how many. For the nightly purge. */
export async function tidyLimits(database: Mongo): Promise<number> {
  return await createLimitsStore(database).tidy();
}
