import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import { type Attempt, isLocked, stillRelevant } from './lock.ts';

interface Attempts {
  /** `<platform>:<user id>` */
  readonly _id: string;
  readonly version: number;
  readonly attempts: Attempt[];
}

/** Who tried roster codes, and how often. */
export interface AttemptsStore {
  /**
   * Notes the attempt before any code is looked at, so that racing guesses count too. `locked`: it must not be
   * looked at. The same effect key again is the same attempt with the same answer.
   */
  begin(person: string, key: string, at: Date): Promise<'free' | 'locked'>;
  /** The attempt was right after all: it does not count. */
  takeBack(person: string, key: string): Promise<void>;
}

/** Attempts kept in this database, one document per person. */
export function createAttempts(mongo: Mongo): AttemptsStore {
  const collection = mongo.collection<Attempts>('bind_attempts');

  const replace = async (before: Attempts | null, next: Attempts): Promise<boolean> => {
    try {
      if (before === null) await collection.insertOne(next);
      else {
        const done = await collection.replaceOne({ _id: next._id, version: before.version }, next);
        return done.matchedCount === 1;
      }
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  };

  const begin = async (person: string, key: string, at: Date): Promise<'free' | 'locked'> => {
    for (;;) {
      const before = await collection.findOne({ _id: person });
      const next = withAttempt(before ?? { _id: person, version: 0, attempts: [] }, key, at);
      const mine = next.attempts.find(({ id }) => id === key);
      if (next === before || (await replace(before, next))) return mine?.locked ? 'locked' : 'free';
    }
  };

  return {
    begin,
    takeBack: async (person, key) => {
      const pull = { $pull: { attempts: { id: key } }, $inc: { version: 1 } };
      await collection.updateOne({ _id: person }, pull);
    },
  };
}

/** The same object when the attempt is noted already. */
function withAttempt(before: Attempts, key: string, at: Date): Attempts {
  if (before.attempts.some(({ id }) => id === key)) return before;
  const attempt = { id: key, at, locked: isLocked(before.attempts, at) };
  const attempts = [...stillRelevant(before.attempts, at), attempt];
  return { _id: before._id, version: before.version + 1, attempts };
}
