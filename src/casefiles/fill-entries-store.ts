import type { mongo } from 'mongoose';
import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import { localDate } from '../kit/local-date.ts';
import type { Entry, EntryDocument } from './entry.ts';
import type { FileType } from './file-type.ts';
import { nextState, type Transition } from './transitions.ts';

/** A file as programs before the case file core left it: what entries lack is optional. */
type Old<E extends Entry, D extends EntryDocument<E>> = Omit<D, 'entries' | 'state'> & {
  readonly state?: E['to'];
  readonly entries: readonly OldEntry<E>[];
};
type OldEntry<E extends Entry> = Pick<E, 'id' | 'at'> & { readonly by: By } & Partial<E>;

/** How the entries of one type are filled. */
export interface Filling<E extends Entry, D extends EntryDocument<E>> {
  readonly type: FileType<E, D>;
  /** The state that the first entry of this file led to. */
  first(file: Old<E, D>): E['to'];
  /** The kind of entries that have none. */
  readonly kind?: E['kind'];
}

/** What is looked up once for all files. */
export interface FillingFacts {
  readonly tz: string;
  /** The person behind an account, where that is known. */
  readonly personOf: (account: string) => string | undefined;
}

const BATCH = 200;

/**
 * Gives the entries of files written before the case file core the state they led to, the day they happened on, where
 * they came from and the person behind the account; and the files the heads that lists read. What is filled already is
 * left alone, so that a filling that broke off goes on where it was; a file that grows meanwhile is tried again.
 */
export async function fillEntries<E extends Entry, D extends EntryDocument<E>>(
  db: mongo.Db,
  filling: Filling<E, D>,
  facts: FillingFacts,
): Promise<void> {
  const files = db.collection<mongo.Document>(filling.type.collection, { promoteBuffers: true });
  const lacking = { entries: { $elemMatch: { to: { $exists: false } } } };
  for (;;) {
    const batch = (await files.find(lacking).limit(BATCH).toArray()) as unknown as readonly Old<E, D>[];
    if (batch.length === 0) return;
    await files.bulkWrite(
      batch.map((file) => updateOf(file, filling, facts)),
      { ordered: false },
    );
  }
}

function updateOf<E extends Entry, D extends EntryDocument<E>>(
  file: Old<E, D>,
  { type, first, kind: unnamed }: Filling<E, D>,
  { tz, personOf }: FillingFacts,
): mongo.AnyBulkWriteOperation {
  let state = first(file);
  const entries = file.entries.map((entry, n) => {
    // As the old programs read it: an entry that did not fit the state it met changed nothing.
    const kind = entry.kind ?? unnamed;
    const move = kind === undefined ? undefined : type.moves[kind as E['kind']];
    if (n > 0) state = nextState(move ?? STAYS, state) ?? state;
    const by = { ...entry.by, ...defined({ person: entry.by.person ?? personOf(entry.by.key) }) };
    return {
      ...defined({ kind }),
      on: localDate(entry.at, tz),
      from: 'chat',
      ...entry,
      by,
      to: entry.to ?? state,
    };
  });
  const filled = { ...file, entries, state } as unknown as D;
  const guard = { _id: file._id, v: file.v } as unknown as mongo.Filter<mongo.Document>;
  return {
    updateOne: { filter: guard, update: { $set: { entries, state, ...defined(type.heads(filled)) } } },
  };
}

/** A kind that the table no longer knows. */
const STAYS = { from: 'any', to: 'same' } as const satisfies Pick<Transition<never>, 'from' | 'to'>;
