import type { Mongo } from '../mongo/connect.ts';
import { type EntryDocument, entriesOf } from './entry-document.ts';

/** The states of late answers. Every promise resolves after the journal has it. */
export interface LateStore {
  /** Marks a due answer as being sent by `token`; undefined when it is not due or somebody else sends it. */
  take(key: string, token: string): Promise<EntryDocument | undefined>;
  /** Ends the sending by `token`. */
  end(key: string, token: string, state: 'sent' | 'unknown' | 'gone'): Promise<void>;
  /** Puts the sending by `token` off: nothing was sent. */
  putOff(key: string, token: string, ms: number): Promise<void>;
  /** Notes that the reader has fetched the answer; nothing is sent then. */
  fetched(key: string): Promise<void>;
  /** What was being sent when its sender died may have arrived: never sent again. False when it is not so. */
  markUnknown(key: string): Promise<boolean>;
}

/** Late answers of `database`; `sendingMs` is the longest a sender may be silent before their outcome is unknown. */
export function createLateStore(database: Mongo, sendingMs: number): LateStore {
  const entries = entriesOf(database);
  const sending = (key: string, token: string) => ({
    _id: key,
    'late.state': 'sending' as const,
    'late.token': token,
  });

  return {
    take: async (key, token) => {
      const due = { _id: key, 'late.state': 'due' as const, $expr: { $lte: ['$wakeAt', '$$NOW'] } };
      const taken = {
        'late.state': 'sending',
        'late.token': { $literal: token },
        wakeAt: { $add: ['$$NOW', sendingMs] },
      };
      return (
        (await entries.findOneAndUpdate(due, [{ $set: taken }], { returnDocument: 'after' })) ?? undefined
      );
    },

    end: async (key, token, state) => {
      const ended = { 'late.state': state, ...(state === 'sent' ? { deliveredAt: '$$NOW' } : {}) };
      await entries.updateOne(sending(key, token), [{ $set: ended }, { $unset: 'wakeAt' }]);
    },

    putOff: async (key, token, ms) => {
      const later = {
        'late.state': 'due',
        'late.attempts': { $add: ['$late.attempts', 1] },
        wakeAt: { $add: ['$$NOW', ms] },
      };
      await entries.updateOne(sending(key, token), [{ $set: later }]);
    },

    fetched: async (key) => {
      const given = { 'late.state': 'sent', deliveredAt: '$$NOW' };
      await entries.updateOne({ _id: key, 'late.state': 'due' }, [{ $set: given }, { $unset: 'wakeAt' }]);
    },

    markUnknown: async (key) => {
      const left = { _id: key, 'late.state': 'sending' as const, $expr: { $lt: ['$wakeAt', '$$NOW'] } };
      const { matchedCount } = await entries.updateOne(left, {
        $set: { 'late.state': 'unknown' },
        $unset: { wakeAt: '' },
      });
      return matchedCount === 1;
    },
  };
}
