import { type CaseFileServices, createAppends } from '../casefiles/append-store.ts';
import { type Appended, shownAs } from '../casefiles/appended.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { CHANGES_FILE, type ChangesMove, type StoredChanges } from './change-file.ts';
import type { ReminderChange, ReminderEntry } from './types.ts';

/** What officers changed about the shipped reminders. */
export interface Changes {
  /** Every entry of every reminder, oldest first; reads the truth. */
  all(): Promise<ReadonlyMap<string, readonly ReminderEntry[]>>;
  of(reminderId: string): Promise<readonly ReminderEntry[]>;
  /** Adds an entry under its effect key. The file is all entries of the reminder up to this one. */
  add(reminderId: string, entry: ReminderEntry): Promise<Appended<readonly ReminderEntry[], ChangesMove>>;
}

/** Changes kept in this database: one document per reminder. */
export function createChanges(services: CaseFileServices & { readonly sealer: Sealer }): Changes {
  const { sealer } = services;
  const { files, one, append } = createAppends(services, CHANGES_FILE);
  const opened = ({ _id, entries }: StoredChanges): readonly ReminderEntry[] =>
    entries.map(({ id, sealed, by, at }) => ({
      id,
      change: JSON.parse(sealer.openText(sealed, placeOf(_id, id))) as ReminderChange,
      by,
      at,
    }));

  return {
    all: async () => {
      const found = (await files.find({}).sort({ _id: 1 }).toArray()) as StoredChanges[];
      return new Map(found.map((stored) => [stored._id, opened(stored)]));
    },
    of: async (_id) => {
      const stored = await one({ _id });
      return stored === undefined ? [] : opened(stored);
    },
    add: async (_id, { change, id, by, at }) => {
      const sealed = sealer.seal(JSON.stringify(change), placeOf(_id, id));
      const move = { key: id, kind: 'changed', by, at } as const;
      return shownAs(await append({ _id }, move, () => ({ entry: { sealed }, fresh: { _id } })), opened);
    },
  };
}

const placeOf = (reminderId: string, entryId: string): string => `reminder:${reminderId}:${entryId}`;

/** What changes of reminders seal. */
export const SEALED_CHANGES: SealedCollection = {
  collection: CHANGES_FILE.collection,
  name: '提醒改动',
  boxes: { 'entries.*.sealed': placeOf },
};
