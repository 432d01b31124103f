import type { mongo } from 'mongoose';
import { defined } from '../kit/defined.ts';
import type { Mongo } from '../mongo/connect.ts';
import { type DeliveryDocument, deliveriesOf } from './delivery-document.ts';
import { targetKey, targetOf } from './targets.ts';
import type { DeliveryQuery, DeliveryView, Outbox, OutboxStats } from './types.ts';

/** Looks into the outbox. */
export interface InspectStore {
  list(query: DeliveryQuery): Promise<readonly DeliveryView[]>;
  read(id: string): Promise<DeliveryDocument | undefined>;
  stats(): Promise<OutboxStats>;
  /** See `Outbox.states`. */
  states: Outbox['states'];
  /** Notes on the old delivery that it is repeated by a new one. */
  linkResend(id: string, resentAs: string, resentBy: string): Promise<void>;
}

const LONGEST_LIST = 200;

/** Looks into the deliveries of `database`. */
export function createInspectStore(database: Mongo): InspectStore {
  const deliveries = deliveriesOf(database);
  const count = async (filter: mongo.Filter<DeliveryDocument>): Promise<number> =>
    await deliveries.countDocuments(filter);

  return {
    list: async ({ state, target, limit }) => {
      const filter = defined({ state, target: target && targetKey(target) });
      const found = await deliveries
        .find(filter, { projection: { content: 0, envelope: 0 } })
        .sort({ createdAt: -1 })
        .limit(Math.min(limit, LONGEST_LIST))
        .toArray();
      return found.map(viewOf);
    },

    read: async (id) => (await deliveries.findOne({ _id: id }, { readConcern: 'majority' })) ?? undefined,

    stats: async () => {
      const [due, sending, unknown, dead, gone, oldest] = await Promise.all([
        count({ state: 'due' }),
        count({ state: 'sending' }),
        // What was resent is settled in another delivery.
        count({ state: 'unknown', resentAs: { $exists: false } }),
        count({ state: 'dead', resentAs: { $exists: false } }),
        count({ state: 'gone', resentAs: { $exists: false } }),
        deliveries.findOne({ state: 'due' }, { sort: { createdAt: 1 }, projection: { createdAt: 1 } }),
      ]);
      const oldestDue = oldest === null ? {} : { oldestDue: oldest.createdAt };
      return { due, sending, unknown, dead, gone, ...oldestDue };
    },

    states: async (of) => {
      const ids = of.map(({ notice, target }) => `${notice}:${targetKey(target)}`);
      const found = await deliveries.find({ _id: { $in: ids } }, { projection: { state: 1 } }).toArray();
      const states = new Map(found.map(({ _id, state }) => [_id, state]));
      return ids.map((id) => states.get(id));
    },

    linkResend: async (id, resentAs, resentBy) => {
      await deliveries.updateOne({ _id: id }, { $set: { resentAs, resentBy } });
    },
  };
}

function viewOf(delivery: DeliveryDocument): DeliveryView {
  const { _id, notice, kind, priority, target, state, waiting, into, code, call } = delivery;
  const { attempts, parts, createdAt, endedAt, resentAs, resentBy, resendOf } = delivery;
  return {
    id: _id,
    noticeId: notice,
    kind,
    priority,
    target: targetOf(target),
    state,
    attempts,
    createdAt,
    ...defined({ waiting, into, code, channel: call?.channel, parts, endedAt, resentAs, resentBy, resendOf }),
  };
}
