import type { Mongo } from '../mongo/connect.ts';
import { entriesOf } from './entry-document.ts';

const DAY_MS = 24 * 60 * 60_000;
const BATCH = 500;

/** How long what people wrote, and what they were told, is kept. */
export const KEEP_DAYS = 30;

/**
 * Removes the boxes of entries older than thirty days before `now`: message, reply, frozen values. The ids stay,
 * so that a repeated callback still changes nothing. In batches over an index that purged entries leave; resolves
 * to how many were purged. Stops between batches when `signal` aborts.
 */
export async function purgeInbox(database: Mongo, now: Date, signal?: AbortSignal): Promise<number> {
  const entries = entriesOf(database);
  const old = {
    message: { $exists: true },
    receivedAt: { $lt: new Date(now.getTime() - KEEP_DAYS * DAY_MS) },
  };
  let purged = 0;
  while (signal?.aborted !== true) {
    const batch = await entries
      .find(old, { projection: { _id: 1 } })
      .limit(BATCH)
      .toArray();
    if (batch.length === 0) break;
    purged += (await entries.updateMany({ _id: { $in: batch.map(({ _id }) => _id) } }, CLEARED))
      .modifiedCount;
  }
  return purged;
}

// An entry that nobody answered in thirty days has nothing left to work on, so it wakes nobody either.
const CLEARED = { $unset: { message: '', reply: '', frozen: '', wakeAt: '' } } as const;
