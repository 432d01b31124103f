import { defined } from '../kit/defined.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { createBulkUpdates } from '../mongo/bulk-updates.ts';
import type { Mongo } from '../mongo/connect.ts';
import { DuplicateKey } from '../mongo/errors.ts';
import { createGroupCommit } from '../mongo/group-commit.ts';
import type { Account } from '../people/reach.ts';

/**
 * What a message to a person was about. `round`: the daily one, the only one the etiquette counts · `phone`: an
 * officer's list of whom to phone · `urgent`: said at once because something happened.
 */
export type SpokenKind = 'round' | 'phone' | 'urgent';

/** One message to one person, kept before it is handed on. */
export interface Spoken {
  readonly kind: SpokenKind;
  readonly personId: string;
  readonly day: LocalDate;
  /** The slot, or the instant, it was said for. */
  readonly slot: Date;
  /** Chosen once: who runs it again speaks to the same account. */
  readonly account: Account;
  /** Keys of the items it carries. */
  readonly keys: readonly string[];
  /** It was handed on, or dropped because nothing of it was of use any more. */
  readonly posted: boolean;
  /** The day on which it was handed on, where that is a later one. */
  readonly postedOn?: LocalDate;
}

/** A kept message with its key, which is the key it is told under too. */
export type SpokenEntry = Spoken & { readonly id: string };

/** The ledger of what was said to whom: what the etiquette counts. */
export interface Rounds {
  /** Everything said or begun since that day, oldest first. */
  since(day: LocalDate): Promise<readonly SpokenEntry[]>;
  /** Begins a message; one begun before under this key is given back as it is. */
  begin(id: string, spoken: Omit<Spoken, 'posted' | 'postedOn'>): Promise<SpokenEntry>;
  /** It was handed on that day, or had nothing left to say (`undefined`). */
  posted(id: string, on: LocalDate | undefined): Promise<void>;
  /** Removes what was said before that day; resolves to how much that was. */
  purge(before: LocalDate): Promise<number>;
}

type Stored = Spoken & { readonly _id: string };

const COLLECTION = 'reminder_rounds';

/** The ledger kept in this database. A round speaks to everybody: what is kept at once is written at once. */
export function createRounds(mongo: Mongo): Rounds {
  const collection = mongo.collection<Stored>(COLLECTION);
  const commit = createGroupCommit(mongo);
  const updates = createBulkUpdates(mongo);
  return {
    since: async (day) => {
      const found = await collection
        .find({ day: { $gte: day } })
        .sort({ day: 1, _id: 1 })
        .toArray();
      return found.map(entryOf);
    },
    begin: async (id, spoken) => {
      const document: Stored = { _id: id, ...spoken, posted: false };
      try {
        await commit.insert(COLLECTION, document);
        return entryOf(document);
      } catch (error) {
        const stored = error instanceof DuplicateKey ? await collection.findOne({ _id: id }) : null;
        if (stored === null) throw error;
        return entryOf(stored);
      }
    },
    posted: async (id, on) => {
      const set = { posted: true, ...defined({ postedOn: on }) };
      const applied = { _id: id, posted: true };
      await updates.update<Stored>(COLLECTION, {
        filter: { _id: id, posted: false },
        update: { $set: set },
        applied,
      });
    },
    purge: async (before) => (await collection.deleteMany({ day: { $lt: before } })).deletedCount,
  };
}

const entryOf = ({ _id, ...spoken }: Stored): SpokenEntry => ({ id: _id, ...spoken });

/** Indexes of the ledger. */
export const roundIndexes = [{ key: { day: 1 }, name: 'by-day' }] as const;
