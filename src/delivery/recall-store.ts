import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { type DeliveryDocument, deliveriesOf } from './delivery-document.ts';

/** What taking a message back needs to know of it. */
export type Recallable = Pick<
  DeliveryDocument,
  '_id' | 'target' | 'state' | 'call' | 'handles' | 'recallTries'
> &
  Required<Pick<DeliveryDocument, 'recallAt'>>;

/** Deliveries that are taken back. */
export interface RecallStore {
  /** Those whose time has come and that are not under way, the earliest first. */
  due(now: Date, limit: number): Promise<readonly Recallable[]>;
  /** Nothing more is to be done: its words go, whatever became of it. */
  done(id: string, how: { readonly recalledAt?: Date; readonly code?: string }): Promise<void>;
  /** It is tried again from then on. */
  again(id: string, at: Date): Promise<void>;
}

const FIELDS = { target: 1, state: 1, call: 1, handles: 1, recallAt: 1, recallTries: 1 } as const;

/** Deliveries of `database` that are taken back. */
export function createRecallStore(database: Mongo): RecallStore {
  const deliveries = deliveriesOf(database);
  return {
    due: async (now, limit) => {
      const over = { recallAt: { $lte: now }, state: { $nin: ['due', 'sending'] } } as const;
      const found = await deliveries
        .find(over, { projection: FIELDS })
        .sort({ recallAt: 1 })
        .limit(limit)
        .toArray();
      return found as unknown as readonly Recallable[];
    },
    done: async (id, how) => {
      await deliveries.updateOne({ _id: id }, {
        ...(Object.keys(defined(how)).length === 0 ? {} : { $set: defined(how) }),
        $unset: { recallAt: '', content: '', envelope: '', handles: '' },
      } as object);
    },
    again: async (id, at) => {
      await deliveries.updateOne({ _id: id }, { $set: { recallAt: at }, $inc: { recallTries: 1 } });
    },
  };
}
