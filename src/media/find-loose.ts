import type { mongo } from 'mongoose';
import { createFinder, type Finder } from '../mongo/finder.ts';
import type { PhotoDocument } from './photo-document.ts';

/** Whose pictures, sent when. */
interface Wanted {
  readonly owner: string;
  readonly since: Date;
  readonly until: Date;
}

/** Finds ids of pictures that wait for a report of their sender, oldest first: for many senders at once. */
export function findLoose(photos: mongo.Collection<PhotoDocument>): Finder<Wanted, readonly string[]> {
  return createFinder('photos', async (all) => {
    const owner = { $in: [...new Set(all.map((one) => one.owner))] };
    const times = all.map(({ since }) => since.getTime());
    const free = { owner, sentAt: { $gte: new Date(Math.min(...times)) }, loose: true as const };
    const found = await photos
      .find(free, { projection: { owner: 1, sentAt: 1 } })
      .sort({ sentAt: 1, _id: 1 })
      .toArray();
    return all.map(({ owner: whose, since, until }) =>
      found
        .filter((one) => one.owner === whose && one.sentAt >= since && one.sentAt <= until)
        .map(({ _id }) => _id),
    );
  });
}
