import type { LocalDate } from '../kit/local-date.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';

/** The first effects of one subject on one day. */
interface Day {
  readonly _id: string;
  readonly on: LocalDate;
  readonly keys: readonly string[];
}

const COLLECTION = 'first_of_day';

/** Whether this effect is among the first of the subject's day. The same effect gets the same answer. */
export type AmongFirst = (subject: string, on: LocalDate, key: string) => Promise<boolean>;

/** The first `most` of each day, for each subject of `what`. Exact, also for many at once. */
export function createFirstOfDay(
  mongo: Mongo,
  { what, most }: { readonly what: string; readonly most: number },
): AmongFirst {
  const days = mongo.collection<Day>(COLLECTION);
  return async (subject, on, key) => {
    const _id = `${what}:${on}:${subject}`;
    try {
      await days.updateOne({ _id }, { $setOnInsert: { on, keys: [] } }, { upsert: true });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    await days.updateOne({ _id, [`keys.${most - 1}`]: { $exists: false } }, { $addToSet: { keys: key } });
    return (await days.findOne({ _id, keys: key })) !== null;
  };
}

/** Removes the days before `day`; resolves to how many. */
export async function purgeFirstOfDay(mongo: Mongo, day: LocalDate): Promise<number> {
  return (await mongo.collection<Day>(COLLECTION).deleteMany({ on: { $lt: day } })).deletedCount;
}
