import type { By } from '../kit/by.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Sealer } from '../privacy/types.ts';
import type { ReminderChange, ReminderEntry } from './types.ts';

/** What officers changed about the shipped reminders. */
export interface Changes {
  /** Every entry of every reminder, oldest first; reads the truth. */
  all(): Promise<ReadonlyMap<string, readonly ReminderEntry[]>>;
  of(reminderId: string): Promise<readonly ReminderEntry[]>;
  /** Adds an entry under its effect key; adding it again changes nothing. Resolves to all entries of the reminder. */
  add(reminderId: string, entry: ReminderEntry): Promise<readonly ReminderEntry[]>;
}

interface StoredEntry {
  readonly id: string;
  /** The change as JSON, sealed: an officer's own words are in it. */
  readonly sealed: Buffer;
  readonly by: By;
  readonly at: Date;
}

interface Stored {
  /** The reminder's id. */
  readonly _id: string;
  readonly v: number;
  readonly entries: readonly StoredEntry[];
}

const TRIES = 50;

/** Changes kept in this database: one document per reminder. */
export function createChanges(mongo: Mongo, sealer: Sealer): Changes {
  const collection = mongo.db.collection<Stored>('reminder_changes', { promoteBuffers: true });
  const opened = ({ _id, entries }: Stored): readonly ReminderEntry[] =>
    entries.map(({ id, sealed, by, at }) => ({
      id,
      change: JSON.parse(sealer.openText(sealed, placeOf(_id, id))) as ReminderChange,
      by,
      at,
    }));
  const of = async (reminderId: string): Promise<Stored> =>
    ((await collection.findOne({ _id: reminderId })) as Stored | null) ?? {
      _id: reminderId,
      v: 0,
      entries: [],
    };

  const write = async (before: Stored, entry: StoredEntry): Promise<Stored | undefined> => {
    const after: Stored = { ...before, v: before.v + 1, entries: [...before.entries, entry] };
    try {
      const { modifiedCount, upsertedCount } = await collection.replaceOne(
        { _id: before._id, v: before.v },
        after,
        { upsert: before.v === 0 },
      );
      return modifiedCount + upsertedCount === 1 ? after : undefined;
    } catch (error) {
      // Somebody else made the first change.
      if (isDuplicateKey(error)) return undefined;
      throw error;
    }
  };

  return {
    all: async () => {
      const found = (await collection.find({}).sort({ _id: 1 }).toArray()) as Stored[];
      return new Map(found.map((stored) => [stored._id, opened(stored)]));
    },
    of: async (reminderId) => opened(await of(reminderId)),
    add: async (reminderId, { change, id, by, at }) => {
      const sealed = sealer.seal(JSON.stringify(change), placeOf(reminderId, id));
      for (let tries = 0; tries < TRIES; tries += 1) {
        const before = await of(reminderId);
        if (before.entries.some((entry) => entry.id === id)) return opened(before);
        const after = await write(before, { id, sealed, by, at });
        if (after !== undefined) return opened(after);
      }
      throw new Error('Too many people change one reminder at once.');
    },
  };
}

const placeOf = (reminderId: string, entryId: string): string => `reminder:${reminderId}:${entryId}`;
