import type { mongo } from 'mongoose';
import { defined } from '../kit/defined.ts';
import { createBulkUpdates, type Update } from '../mongo/bulk-updates.ts';
import type { Mongo } from '../mongo/connect.ts';
import { DuplicateKey } from '../mongo/errors.ts';
import { createGroupCommit } from '../mongo/group-commit.ts';
import { type EntryDocument, entriesOf, INBOX } from './entry-document.ts';
import { fieldOf } from './frozen.ts';
import { createServerClock } from './server-clock.ts';

/** What became of an answer: given passively, to be given later, or not ours to give any more. */
export type AnswerFate = 'passive' | 'later' | 'lost';

/** Entries and the claims on them. Every promise resolves after the journal has it. */
export interface InboxStore {
  /** Makes a new entry under `claim`; false when there is one already. */
  claim(key: string, claim: string, message: Buffer, receivedAt: Date): Promise<boolean>;
  /** The entry after `claim` took it over, or undefined: it is answered, alive or not there. Counts an attempt. */
  takeOver(key: string, claim: string, mode?: 'later'): Promise<EntryDocument | undefined>;
  read(key: string): Promise<EntryDocument | undefined>;
  /** Prolongs the lease; false when somebody else has the claim or the entry is answered. */
  renew(key: string, claim: string): Promise<boolean>;
  /**
   * Stores the reply, once and for all, if `claim` still holds. If somebody was promised a late answer it is due
   * `dueInMs` from now; undefined: nothing will be sent.
   */
  answer(key: string, claim: string, reply: Buffer, dueInMs: number | undefined): Promise<AnswerFate>;
  /** Gives the entry up for `ms`, to be run again then; what comes of it will be late. */
  postpone(key: string, claim: string, ms: number): Promise<void>;
  /** Notes that a late answer was promised; false when the entry is answered already. */
  promiseLater(key: string): Promise<boolean>;
  /** Stores `box` under `name` unless something is there; resolves to what is there now. */
  freeze(key: string, name: string, box: Buffer): Promise<Buffer>;
  /** Entries whose time has come, oldest first. */
  waking(limit: number): Promise<readonly WakingEntry[]>;
}

/** An entry that wants something done. */
export type WakingEntry = Pick<EntryDocument, '_id' | 'answeredAt' | 'late'>;

/** Entries of `database`; `leaseMs` is how long a claim lasts without a sign of life. */
export function createInboxStore(database: Mongo, leaseMs: number): InboxStore {
  const entries = entriesOf(database);
  const inserts = createGroupCommit(database);
  const updates = createBulkUpdates(database);
  const serverClock = createServerClock(database);

  return {
    claim: async (key, claim, message, receivedAt) => {
      const wakeAt = await serverClock.in(leaseMs);
      const entry: EntryDocument = {
        _id: key,
        claim,
        attempts: 1,
        mode: 'passive',
        receivedAt,
        wakeAt,
        message,
      };
      try {
        await inserts.insert<EntryDocument>(INBOX, entry, (existing) => existing.claim === claim);
        return true;
      } catch (thrown) {
        if (thrown instanceof DuplicateKey) return false;
        throw thrown;
      }
    },

    takeOver: async (key, claim, mode) => {
      const left = { ...unanswered(key), message: { $exists: true }, $expr: { $lt: ['$wakeAt', '$$NOW'] } };
      const taken = {
        claim: { $literal: claim },
        attempts: { $add: ['$attempts', 1] },
        wakeAt: after(leaseMs),
        ...defined({ mode }),
      };
      return (
        (await entries.findOneAndUpdate(left, [{ $set: taken }], { returnDocument: 'after' })) ?? undefined
      );
    },

    read: async (key) => (await entries.findOne({ _id: key }, { readConcern: 'majority' })) ?? undefined,

    renew: async (key, claim) => {
      const { matchedCount } = await entries.updateOne({ ...unanswered(key), claim }, [
        { $set: { wakeAt: after(leaseMs) } },
      ]);
      return matchedCount === 1;
    },

    answer: async (key, claim, reply, dueInMs) => {
      const answeredAt = await serverClock.in(0);
      const given = await updates.update(INBOX, passiveAnswer(key, claim, reply, answeredAt));
      if (given) return 'passive';
      const late = lateAnswer(reply, dueInMs);
      const { matchedCount } = await entries.updateOne({ ...unanswered(key), claim, mode: 'later' }, late);
      return matchedCount === 1 ? 'later' : 'lost';
    },

    postpone: async (key, claim, ms) => {
      const given = [{ $set: { mode: 'later', wakeAt: after(ms) } }];
      await entries.updateOne({ ...unanswered(key), claim }, given);
    },

    promiseLater: async (key) => {
      const { matchedCount } = await entries.updateOne(unanswered(key), { $set: { mode: 'later' } });
      return matchedCount === 1;
    },

    freeze: async (key, name, box) => {
      const field = fieldOf(name);
      const free = { _id: key, [`frozen.${field}`]: { $exists: false } };
      const { matchedCount } = await entries.updateOne(free, { $set: { [`frozen.${field}`]: box } });
      if (matchedCount === 1) return box;
      const there = (await entries.findOne({ _id: key }, { readConcern: 'majority' }))?.frozen?.[field];
      if (there === undefined) throw new Error('The inbox entry to freeze a value in is not there.');
      return there;
    },

    waking: async (limit) => {
      const wakeAt = { $lt: await serverClock.in(0) };
      const projection = { answeredAt: 1, late: 1 } as const;
      return await entries.find({ wakeAt }, { projection }).sort({ wakeAt: 1 }).limit(limit).toArray();
    },
  };
}

function unanswered(key: string): mongo.Filter<EntryDocument> {
  return { _id: key, answeredAt: { $exists: false } };
}

function after(ms: number): object {
  return { $add: ['$$NOW', ms] };
}

function passiveAnswer(key: string, claim: string, reply: Buffer, answeredAt: Date): Update {
  const ours: mongo.Document = { _id: key, claim, mode: 'passive' };
  return {
    filter: { ...ours, answeredAt: { $exists: false } },
    update: { $set: { reply, answeredAt }, $unset: { wakeAt: '' } },
    applied: { ...ours, answeredAt: { $exists: true } },
  };
}

function lateAnswer(reply: Buffer, dueInMs: number | undefined): object[] {
  const answered = { reply: { $literal: reply }, answeredAt: '$$NOW' };
  if (dueInMs === undefined) return [{ $set: answered }, { $unset: 'wakeAt' }];
  return [{ $set: { ...answered, late: { state: 'due', attempts: 0 }, wakeAt: after(dueInMs) } }];
}
