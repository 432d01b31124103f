import type { mongo } from 'mongoose';
import { defined } from '../kit/defined.ts';
import { createBulkUpdates } from '../mongo/bulk-updates.ts';
import type { Mongo } from '../mongo/connect.ts';
import { DuplicateKey } from '../mongo/errors.ts';
import { createGroupCommit } from '../mongo/group-commit.ts';
import { serverNow } from '../mongo/server-time.ts';
import { type Change, serverTimeIn, stagesOf } from './change.ts';
import { DELIVERIES, type DeliveryDocument, deliveriesOf, type Repeat } from './delivery-document.ts';
import { createMarks, type NewCall } from './marks-store.ts';

/** What a round has to know of a delivery to choose whom to claim. */
export type WakingDelivery = Pick<
  DeliveryDocument,
  | '_id'
  | 'target'
  | 'kind'
  | 'rank'
  | 'state'
  | 'createdAt'
  | 'call'
  | 'repeat'
  | 'joining'
  | 'part'
  | 'parts'
  | 'passed'
  | 'wakeAt'
  | 'attempts'
>;

/** What is stored before it is sent. An envelope of several is good until the last of them expires. */
export type FrozenEnvelope = Required<Pick<DeliveryDocument, 'envelope'>> &
  Pick<DeliveryDocument, 'members' | 'joining' | 'parts' | 'part' | 'expires'>;

/** Deliveries and the claims on them. Every promise resolves after the journal has it. */
export interface DeliveriesStore {
  /** Stores a new delivery; false when there is one under this id, which stays as it is. */
  insert(delivery: DeliveryDocument): Promise<boolean>;
  /** Deliveries whose time has come, the most urgent and then the longest waiting first. */
  waking(limit: number): Promise<{ readonly now: Date; readonly found: readonly WakingDelivery[] }>;
  /** Claims those of `ids` that are due, for `ms`. */
  claim(ids: readonly string[], token: string, ms: number): Promise<readonly DeliveryDocument[]>;
  /** Changes a due delivery that `token` has claimed; false when somebody else has it by now. */
  change(id: string, token: string, change: Change): Promise<boolean>;
  /** Marks claimed deliveries as being sent, just before the call; resolves to the ids of those that are. */
  mark(call: NewCall): Promise<readonly string[]>;
  /** Stores the outcome of a call for one delivery; false when the delivery has moved on without it. */
  settle(id: string, call: string, change: Change): Promise<boolean>;
  /** Takes a call back that was marked but not made. */
  unmark(ids: readonly string[], call: string): Promise<void>;
  /** Ends the wait for a call whose sender is silent beyond its lease; false when it is not so (any more). */
  endLost(id: string, call: string, change: Change): Promise<boolean>;
  /** Other deliveries of these targets that may share a message. */
  mergeable(targets: readonly string[]): Promise<readonly DeliveryDocument[]>;
  /** Tells due members that they are in this envelope; true when all of them are. */
  join(leader: string, members: readonly string[]): Promise<boolean>;
  /** Keeps the claim and stores what will be sent instead of the content; false when the claim is lost. */
  freeze(id: string, token: string, frozen: FrozenEnvelope): Promise<boolean>;
  /** Lets the members of an envelope that was never sent go their own way again. */
  takeApart(leader: string): Promise<void>;
  /** Those of a repeatable call that still have to be repeated, or may have to be. */
  openOf(repeat: Repeat): Promise<number>;
  /** Lets all that have to be repeated together wake together, `ms` from now. */
  align(repeat: Repeat, ms: number): Promise<void>;
  /** Puts off whatever of this target is due before `ms` from now. */
  putOffTarget(target: string, ms: number): Promise<void>;
  /** Wakes whatever waits for one of these reasons, of one target or of all. */
  wake(reasons: readonly NonNullable<DeliveryDocument['waiting']>[], target?: string): Promise<void>;
}

/** Deliveries of `database`. */
export function createDeliveriesStore(database: Mongo): DeliveriesStore {
  const deliveries = deliveriesOf(database);
  const inserts = createGroupCommit(database);
  const updates = createBulkUpdates(database);
  const update = async (
    filter: mongo.Filter<DeliveryDocument>,
    stages: object[],
    applied: mongo.Filter<DeliveryDocument>,
  ): Promise<boolean> =>
    await updates.update(DELIVERIES, {
      filter: filter as mongo.Filter<mongo.Document>,
      update: stages as mongo.Document[],
      applied: applied as mongo.Filter<mongo.Document>,
    });

  return {
    insert: async (delivery) => {
      const isOurs = (existing: DeliveryDocument): boolean => existing.origin === delivery.origin;
      try {
        await inserts.insert<DeliveryDocument>(DELIVERIES, delivery, isOurs);
        return true;
      } catch (thrown) {
        if (thrown instanceof DuplicateKey) return false;
        throw thrown;
      }
    },

    waking: async (limit) => {
      const now = await serverNow(database);
      const due = { rank: { $in: [0, 1, 2, 3] }, wakeAt: { $lte: now } };
      const found = await deliveries
        .find(due, { projection: WAKING_FIELDS })
        .sort({ rank: 1, wakeAt: 1 })
        .limit(limit)
        .toArray();
      return { now, found };
    },

    claim: async (ids, token, ms) => {
      if (ids.length === 0) return [];
      const free = { _id: { $in: [...ids] }, state: 'due' as const, $expr: { $lte: ['$wakeAt', '$$NOW'] } };
      const taken = { claim: { $literal: token }, wakeAt: serverTimeIn(ms) };
      const { modifiedCount } = await deliveries.updateMany(free, [{ $set: taken }]);
      if (modifiedCount === 0) return [];
      return await deliveries.find({ _id: { $in: [...ids] }, claim: token }).toArray();
    },

    change: async (id, token, change) =>
      await update({ _id: id, state: 'due', claim: token }, stagesOf(change, { settled: token }), {
        _id: id,
        settled: token,
      }),

    mark: createMarks(database),

    settle: async (id, call, change) =>
      await update(
        { _id: id, 'call.id': call, settled: { $ne: call }, state: { $in: ['sending', 'unknown'] } },
        stagesOf(change, { settled: call }),
        { _id: id, settled: call },
      ),

    unmark: async (ids, call) => {
      await deliveries.updateMany({ _id: { $in: [...ids] }, state: 'sending', 'call.id': call }, [
        { $set: { state: 'due', wakeAt: '$$NOW' } },
      ]);
    },

    endLost: async (id, call, change) => {
      const lost = {
        _id: id,
        state: 'sending' as const,
        'call.id': call,
        $expr: { $lte: ['$wakeAt', '$$NOW'] },
      };
      const { matchedCount } = await deliveries.updateOne(lost, stagesOf(change));
      return matchedCount === 1;
    },

    mergeable: async (targets) => {
      const open = { target: { $in: [...targets] }, wakeAt: { $exists: true } };
      const free = { state: 'due' as const, mergeable: true as const, envelope: { $exists: false } };
      return await deliveries
        .find({ ...open, ...free })
        .sort({ createdAt: 1 })
        .limit(MOST_MERGEABLE)
        .toArray();
    },

    join: async (leader, members) => {
      const ids = { _id: { $in: [...members] } };
      const free = {
        ...ids,
        state: 'due' as const,
        envelope: { $exists: false },
        repeat: { $exists: false },
      };
      await deliveries.updateMany(free, stagesOf({ state: 'merged', set: { into: leader } }));
      return (await deliveries.countDocuments({ ...ids, into: leader })) === members.length;
    },

    freeze: async (id, token, { expires, ...frozen }) => {
      const ours = { _id: id, state: 'due' as const, claim: token, repeat: { $exists: false } };
      const { matchedCount } = await deliveries.updateOne(ours, {
        $set: { ...frozen, ...defined({ expires }) },
        ...(frozen.members === undefined || expires !== undefined ? {} : { $unset: { expires: '' } }),
      });
      return matchedCount === 1;
    },

    takeApart: async (leader) => {
      const change: Change = { state: 'due', wakeInMs: 0, unset: ['into', 'endedAt'] };
      const members = await deliveries.findOne({ _id: leader }, { projection: { members: 1 } });
      const ids = { _id: { $in: [...(members?.members ?? [])] } };
      await deliveries.updateMany({ ...ids, into: leader, state: 'merged' }, stagesOf(change));
    },

    openOf: async ({ uuid, with: ids }) =>
      await deliveries.countDocuments({
        _id: { $in: [...ids] },
        $or: [
          { state: 'due', 'repeat.uuid': uuid },
          { state: 'sending', 'call.uuid': uuid },
        ],
      }),

    align: async ({ uuid, with: ids }, ms) => {
      await deliveries.updateMany({ _id: { $in: [...ids] }, state: 'due', 'repeat.uuid': uuid }, [
        { $set: { wakeAt: serverTimeIn(ms) } },
        { $unset: 'claim' },
      ]);
    },

    putOffTarget: async (target, ms) => {
      const earlier = { $lt: ['$wakeAt', serverTimeIn(ms)] };
      const waiting = { target, wakeAt: { $exists: true }, state: 'due' as const, $expr: earlier };
      await deliveries.updateMany(waiting, [{ $set: { wakeAt: serverTimeIn(ms) } }]);
    },

    wake: async (reasons, target) => {
      const waiting = { wakeAt: { $exists: true }, state: 'due' as const, waiting: { $in: [...reasons] } };
      await deliveries.updateMany({ ...waiting, ...defined({ target }) }, [
        { $set: { wakeAt: { $min: ['$wakeAt', '$$NOW'] } } },
      ]);
    },
  };
}

const MOST_MERGEABLE = 200;

const WAKING_FIELDS = {
  target: 1,
  rank: 1,
  state: 1,
  createdAt: 1,
  call: 1,
  repeat: 1,
  joining: 1,
  part: 1,
  parts: 1,
  passed: 1,
  wakeAt: 1,
  kind: 1,
  attempts: 1,
} as const;
