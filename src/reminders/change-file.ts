import type { Entry, EntryDocument } from '../casefiles/entry.ts';
import type { FileType } from '../casefiles/file-type.ts';

/** What officers changed about a shipped reminder is only ever added to. */
export type ChangesState = 'changed';
/** What can happen to it. */
export type ChangesMove = 'changed';

/** A change as it is stored. */
export interface StoredChange extends Entry<ChangesMove, ChangesState> {
  /** The change as JSON, sealed: an officer's own words are in it. */
  readonly sealed: Buffer;
}

/** The changes of one reminder as they lie in the collection `reminder_changes`; `_id` is the reminder's id. */
export type StoredChanges = EntryDocument<StoredChange>;

/** The type of file the changes of a reminder are. */
export const CHANGES_FILE: FileType<StoredChange, StoredChanges> = {
  collection: 'reminder_changes',
  moves: {
    changed: {
      from: ['new', 'changed'],
      to: 'changed',
      who: { roles: ['bureau'], files: 'seen' },
      trail: true,
    },
  },
  sight: { ownFor: 'bound' },
  heads: () => ({}),
};
