import { createBatcher } from '../mongo/batcher.ts';
import type { Mongo } from '../mongo/connect.ts';
import { serverTimeIn } from './change.ts';
import { type Call, deliveriesOf } from './delivery-document.ts';

/** A call to be made for `ids`; `with` are all that ever went under its uuid. */
export interface NewCall extends Omit<Call, 'at'> {
  readonly ids: readonly string[];
  /** Who has claimed them. */
  readonly token: string;
  /** When the call counts as lost. */
  readonly ms: number;
}

/**
 * Marks claimed deliveries as being sent, together with whatever other calls are about to be made; resolves, once
 * that is journaled, to the ids of those that are.
 */
export function createMarks(database: Mongo): (call: NewCall) => Promise<readonly string[]> {
  const deliveries = deliveriesOf(database);

  const markAll = async (calls: readonly NewCall[]) => {
    const asked = calls.flatMap(({ ids }) => ids);
    const { modifiedCount } = await deliveries.bulkWrite(calls.map(markOne), { ordered: false });
    if (modifiedCount === asked.length) return calls.map(({ ids }) => ({ done: ids }));
    const found = await deliveries
      .find({ _id: { $in: asked } }, { projection: { 'call.id': 1 }, readConcern: 'majority' })
      .toArray();
    return calls.map(({ id, ids }) => ({
      done: found.filter(({ _id, call }) => call?.id === id && ids.includes(_id)).map(({ _id }) => _id),
    }));
  };

  const marks = createBatcher<NewCall, readonly string[]>(markAll, {
    what: 'deliveries to mark',
    maxWaiting: 1_000,
    maxBatch: 100,
  });
  return marks.add;
}

function markOne({ id, uuid, channel, with: all, ids, token, ms }: NewCall) {
  const call = { id: lit(id), uuid: lit(uuid), channel: lit(channel), at: '$$NOW', with: lit(all) };
  return {
    updateMany: {
      filter: { _id: { $in: [...ids] }, state: 'due' as const, claim: token },
      update: [
        { $set: { state: 'sending', call, wakeAt: serverTimeIn(ms) } },
        { $unset: ['waiting', 'claim', 'joining'] },
      ],
    },
  };
}

function lit(value: unknown): object {
  return { $literal: value };
}
