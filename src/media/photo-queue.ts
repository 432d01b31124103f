import { systemClock } from '../kit/clock.ts';
import type { Mongo } from '../mongo/connect.ts';
import { type PhotoDocument, type PhotoFailure, photosOf } from './photo-document.ts';

/** What is known of a photo once it is fetched. */
export type FetchedFacts = Pick<PhotoDocument, 'sha256' | 'takenAt' | 'width' | 'height' | 'bytes'>;

/** Photos waiting to be fetched. Every promise resolves after the journal has it. */
export interface PhotoQueue {
  /** Ids of photos that are due, oldest first. */
  due(limit: number): Promise<readonly string[]>;
  /** Takes a due photo under `claim`; undefined when somebody else has it or it is done. Counts an attempt. */
  take(id: string, claim: string): Promise<PhotoDocument | undefined>;
  /** Prolongs the lease; false when somebody else has taken the photo. */
  renew(id: string, claim: string): Promise<boolean>;
  finish(id: string, claim: string, facts: FetchedFacts): Promise<void>;
  fail(id: string, claim: string, reason: PhotoFailure, at: Date): Promise<void>;
  /** Back to the queue for `ms`. */
  putOff(id: string, claim: string, ms: number): Promise<void>;
}

// Clocks of instances may differ: a photo that is not due by the server's time is simply not given out.
const AHEAD_MS = 60_000;

/** The queue of `database`; `leaseMs` is how long a taken photo stays with its taker. */
export function createPhotoQueue(database: Mongo, leaseMs: number): PhotoQueue {
  const photos = photosOf(database);
  const ours = (id: string, claim: string) => ({ _id: id, claim, state: 'pending' as const });
  const after = (ms: number): object => ({ $add: ['$$NOW', ms] });

  return {
    due: async (limit) => {
      const wakeAt = { $lt: new Date(systemClock.now().getTime() + AHEAD_MS) };
      const found = photos.find(
        { wakeAt, $expr: { $lte: ['$wakeAt', '$$NOW'] } },
        { projection: { _id: 1 } },
      );
      return (await found.sort({ wakeAt: 1, sentAt: 1 }).limit(limit).toArray()).map(({ _id }) => _id);
    },

    take: async (id, claim) => {
      const due = { _id: id, state: 'pending' as const, $expr: { $lte: ['$wakeAt', '$$NOW'] } };
      const taken = {
        claim: { $literal: claim },
        wakeAt: after(leaseMs),
        attempts: { $add: ['$attempts', 1] },
      };
      return (
        (await photos.findOneAndUpdate(due, [{ $set: taken }], { returnDocument: 'after' })) ?? undefined
      );
    },

    renew: async (id, claim) => {
      const { matchedCount } = await photos.updateOne(ours(id, claim), [
        { $set: { wakeAt: after(leaseMs) } },
      ]);
      return matchedCount === 1;
    },

    finish: async (id, claim, facts) => {
      const done = { $set: { state: 'fetched' as const, ...facts }, $unset: DONE };
      await photos.updateOne(ours(id, claim), done);
    },

    fail: async (id, claim, reason, failedAt) => {
      const failed = { $set: { state: 'failed' as const, reason, failedAt }, $unset: DONE };
      await photos.updateOne(ours(id, claim), failed);
    },

    putOff: async (id, claim, ms) => {
      await photos.updateOne(ours(id, claim), [{ $set: { wakeAt: after(ms) } }]);
    },
  };
}

// The address is a secret of the sender's, and of no more use.
const DONE = { source: '', wakeAt: '', claim: '' } as const;
