import type { Mongo } from '../mongo/connect.ts';
import type { DeliveryState, PartState, Priority, Waiting } from './types.ts';

/** The collection of deliveries. */
export const DELIVERIES = 'deliveries';

/** A channel that did not take this delivery since the last pause. */
export interface PassedChannel {
  readonly channel: string;
  readonly outcome: 'retry' | 'gone' | 'rejected';
  readonly code: string;
  readonly afterMs: number;
  /** Only picture or file was to blame. */
  readonly attachment?: true;
}

/** One call to a vendor, as each delivery in it remembers it. */
export interface Call {
  /** New for every call, while the uuid is the same for a repeat. */
  readonly id: string;
  readonly uuid: string;
  readonly channel: string;
  readonly at: Date;
  /** All deliveries of the call: a repeat under the same uuid must carry the same. */
  readonly with: readonly string[];
}

/** A call that may have arrived and may be repeated, on the same channel, under the same uuid. */
export interface Repeat {
  readonly uuid: string;
  readonly channel: string;
  readonly with: readonly string[];
  /** When the uuid was used first, by the server's clock. */
  readonly since: Date;
}

/** One delivery as it is stored. What people read is in sealed boxes; addresses are not stored at all. */
export interface DeliveryDocument {
  /** `<notice id>:<target key>`, with `~1`, `~2` … for resends. */
  readonly _id: string;
  readonly notice: string;
  readonly kind: string;
  readonly target: string;
  readonly priority: Priority;
  readonly rank: number;
  /** Domain time. */
  readonly createdAt: Date;
  readonly notBefore?: Date;
  readonly expires?: Date;
  /** Domain time; absent once it was taken back, or given up. */
  readonly recallAt?: Date;
  /** What the vendor takes it back by. */
  readonly handles?: readonly string[];
  readonly recalledAt?: Date;
  readonly recallTries?: number;
  readonly awaited?: true;
  readonly mergeable?: true;
  readonly giveUp?: true;
  readonly state: DeliveryState;
  readonly waiting?: Waiting;
  /**
   * The server's time at which a sender has to look at it: when it is due, when its claim ends, when a call counts
   * as lost. Absent: nothing is left to do.
   */
  readonly wakeAt?: Date;
  /** Who works on it, or did. */
  readonly claim?: string;
  readonly attempts: number;
  /** Which insert made it: one whose answer was lost knows itself again. */
  readonly origin: string;
  readonly content?: Buffer;
  /** What is sent instead of the content: several notices in one, or a long text in parts. */
  readonly envelope?: Buffer;
  readonly members?: readonly string[];
  /** The members have not been told yet that they are in this envelope. */
  readonly joining?: true;
  readonly into?: string;
  readonly parts?: readonly PartState[];
  readonly part: number;
  readonly passed?: readonly PassedChannel[];
  readonly repeat?: Repeat;
  readonly call?: Call;
  /** The call whose outcome is in this document. */
  readonly settled?: string;
  /** Picture and file are left out from now on: no channel took them. The code that says why. */
  readonly bare?: string;
  readonly code?: string;
  /** Server time. */
  readonly endedAt?: Date;
  readonly resentAs?: string;
  readonly resentBy?: string;
  readonly resendOf?: string;
}

/** The deliveries of `database`, boxes read as buffers. */
export function deliveriesOf(database: Mongo): ReturnType<typeof database.db.collection<DeliveryDocument>> {
  return database.db.collection<DeliveryDocument>(DELIVERIES, { promoteBuffers: true });
}

const WAKING = { wakeAt: { $exists: true } };

/** What the queries on deliveries run on; for the migrations (`createIndexes` of `deliveries`). */
export const deliveryIndexes = [
  { key: { rank: 1, wakeAt: 1 }, name: 'waking', partialFilterExpression: WAKING },
  { key: { target: 1, createdAt: 1 }, name: 'waking-by-target', partialFilterExpression: WAKING },
  { key: { target: 1, createdAt: -1 }, name: 'by-target' },
  { key: { state: 1, createdAt: -1 }, name: 'by-state' },
  // Purged deliveries leave it, so that the purge never looks at them again.
  { key: { createdAt: 1 }, name: 'unpurged', partialFilterExpression: { content: { $exists: true } } },
];
