import type { mongo } from 'mongoose';
import type { Clock } from '../kit/clock.ts';
import { freshFor } from '../kit/fresh-for.ts';
import type { PhotoDocument } from './photo-document.ts';

const FRESH_MS = 2_000;

/** Whose photos failed lately: nearly nobody's, so nearly no message has to ask the database about its own. */
export interface RecentFailures {
  /** False when surely no photo of this person failed within the span, but for the last two seconds. */
  mayConcern(owner: string): Promise<boolean>;
}

/** Failures of the last `spanMs`, looked up at most every two seconds. */
export function createRecentFailures(
  photos: mongo.Collection<PhotoDocument>,
  clock: Clock,
  spanMs: number,
): RecentFailures {
  const owners = freshFor(FRESH_MS, async (): Promise<ReadonlySet<string>> => {
    const failedAt = { $gt: new Date(clock.now().getTime() - spanMs) };
    const failed = await photos.find({ failedAt }, { projection: { owner: 1 } }).toArray();
    return new Set(failed.map(({ owner }) => owner));
  });

  return { mayConcern: async (owner) => (await owners.get()).has(owner) };
}
