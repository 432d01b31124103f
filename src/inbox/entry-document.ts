import type { Mongo } from '../mongo/connect.ts';

/** The collection of the inbox. */
export const INBOX = 'inbox';

/** A late answer: `due` waits, `sending` was on its way when last seen, the others are final. */
export interface LateState {
  readonly state: 'due' | 'sending' | 'sent' | 'unknown' | 'gone';
  readonly attempts: number;
  /** Who is sending. */
  readonly token?: string;
}

/** One message as it is stored. What people wrote is in sealed boxes. */
export interface EntryDocument {
  /** `<platform>:<message id>` */
  readonly _id: string;
  /** Who works on it, or did. */
  readonly claim: string;
  /** How often the work was begun. */
  readonly attempts: number;
  readonly mode: 'passive' | 'later';
  readonly receivedAt: Date;
  /**
   * The server's time at which the sweep has to look at it: the end of the lease, when a late answer is due, or
   * when one that is being sent counts as unknown. Absent: nothing is left to do.
   */
  readonly wakeAt?: Date;
  /** Gone after the purge, as are the boxes below. */
  readonly message?: Buffer;
  readonly frozen?: Readonly<Record<string, Buffer>>;
  readonly reply?: Buffer;
  readonly answeredAt?: Date;
  readonly late?: LateState;
  /** When the late answer reached its reader. */
  readonly deliveredAt?: Date;
}

/** The entries of `database`, boxes read as buffers. */
export function entriesOf(database: Mongo): ReturnType<typeof database.db.collection<EntryDocument>> {
  return database.db.collection<EntryDocument>(INBOX, { promoteBuffers: true });
}

/** What the queries on entries run on; for the migrations (`createIndexes` of this collection). */
export const inboxIndexes = [
  { key: { wakeAt: 1 }, name: 'waking', partialFilterExpression: { wakeAt: { $exists: true } } },
  // Purged entries leave it, so that the purge never looks at them again.
  { key: { receivedAt: 1 }, name: 'unpurged', partialFilterExpression: { message: { $exists: true } } },
];
