import type { By } from '../kit/by.ts';
import { addDays, type LocalDate, localDate } from '../kit/local-date.ts';
import { acrossRestarts } from '../mongo/across-restarts.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Sealer } from '../privacy/types.ts';
import type { StoredDropout } from './dropout-document.ts';
import { openPart } from './sealed-part.ts';
import type { DropoutStore } from './types.ts';

/** That somebody was given a family's address and phone. The day stands first: readings of a day lie together. */
interface Reading {
  /** `<day>:<effect key>` */
  readonly _id: string;
  readonly no: string;
  readonly on: LocalDate;
  readonly at: Date;
  readonly by: By;
}

/** Who gives out addresses and phones: never before it is written down that they did. */
export function createReadings(
  { mongo, sealer, tz }: { readonly mongo: Mongo; readonly sealer: Sealer; readonly tz: string },
  byNo: (no: string) => Promise<StoredDropout | undefined>,
): Pick<DropoutStore, 'contact' | 'contactsGiven'> {
  const readings = mongo.collection<Reading>('readings');
  return {
    contact: (no, by, at) => async (key) => {
      const stored = await byNo(no);
      if (stored === undefined) return undefined;
      const on = localDate(at, tz);
      try {
        await acrossRestarts(() => readings.insertOne({ _id: `${on}:${key}`, no, on, at, by }));
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      return openPart(sealer, stored).child;
    },
    contactsGiven: (from, to) => readings.countDocuments({ _id: { $gte: from, $lt: addDays(to, 1) } }),
  };
}
