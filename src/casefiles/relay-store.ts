import { toError } from '../errors.ts';
import { within } from '../kit/within.ts';
import { createBulkUpdates, type Update } from '../mongo/bulk-updates.ts';
import type { Mongo } from '../mongo/connect.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import { serverNow } from '../mongo/server-time.ts';
import type { Sealer } from '../privacy/types.ts';
import { carryOut, type RelayTargets } from './carry-out.ts';
import type { EntryDocument } from './entry.ts';

/** Carries out what follows from the entries of one file, as far as that goes quickly; never rejects. */
export type RelayFile = (collection: string, fileId: string) => Promise<void>;

/** What is left to follow in one collection, for health page, metrics and 自检. */
export interface RelayState {
  readonly collection: string;
  /** Files from which something still has to follow. */
  readonly pending: number;
  /** Of these, the ones that failed at least once. */
  readonly failing: number;
}

/** Carries out what follows from entries: at once, at the start and every few seconds. */
export interface Relay {
  /** From now on it knows where to; what was entered before waits for the first sweep. */
  connect(targets: RelayTargets): void;
  readonly file: RelayFile;
  /** Everything that is due, of all files; resolves to how many entries were finished and how many tries failed. */
  sweep(signal?: AbortSignal): Promise<{ readonly followed: number; readonly failed: number }>;
  /** Of every collection. */
  state(): Promise<readonly RelayState[]>;
}

/** What the relay needs. */
export interface RelayParts {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly collections: readonly string[];
  readonly onError: (error: Error) => void;
  /** What follows from one entry has failed when it takes longer; 20 s when absent. */
  readonly longestMs?: number;
}

/** A file as the relay reads it. */
interface Pending extends EntryDocument {
  readonly no?: string;
  /** How often in a row something that follows from it failed. */
  readonly relayTries?: number;
}

interface Drained {
  readonly followed: number;
  readonly failed: number;
}

/** A receipt waits at most this long for what follows from it; the rest is done behind its back. */
const PATIENCE_MS = 400;
const MOST_FILES = 200;
const AT_ONCE = 4;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 10 * 60_000;
const LONGEST_MS = 20_000;

/** The relay of these collections. */
export function createRelay({
  mongo: database,
  sealer,
  collections,
  onError,
  longestMs = LONGEST_MS,
}: RelayParts): Relay {
  let targets: RelayTargets | undefined;
  const updates = createBulkUpdates(database);
  const filesOf = (name: string) => database.db.collection<Pending>(name, { promoteBuffers: true });

  /** Marking leaves the version alone: nothing that people see has changed. Marks of many files go together. */
  const mark = async (collection: string, _id: string, entryId: string): Promise<void> => {
    const update = {
      filter: { _id, entries: { $elemMatch: { id: entryId, followed: { $exists: false } } } },
      update: { $set: { 'entries.$.followed': true }, $inc: { pending: -1 } },
      applied: { _id, entries: { $elemMatch: { id: entryId, followed: true } } },
    };
    await updates.update(collection, update as unknown as Update);
  };

  const postpone = async (collection: string, { _id, relayTries = 0 }: Pending): Promise<void> => {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** relayTries, LONGEST_PAUSE_MS);
    await filesOf(collection).updateOne({ _id }, [
      {
        $set: {
          relayAt: { $dateAdd: { startDate: '$$NOW', unit: 'millisecond', amount: pause } },
          relayTries: relayTries + 1,
        },
      },
    ]);
  };

  const forgive = async (collection: string, _id: string): Promise<void> => {
    await filesOf(collection).updateOne({ _id }, { $unset: { relayAt: '', relayTries: '' } });
  };

  const drain = async (collection: string, file: Pending): Promise<Drained> => {
    if (targets === undefined) return { followed: 0, failed: 0 };
    const to = { ...targets, sealer, longestMs };
    const open = file.entries.filter(({ after, followed }) => after !== undefined && followed === undefined);
    let failed = 0;
    for (const entry of open) {
      try {
        await carryOut(to, { collection, file, entry });
        await mark(collection, file._id, entry.id);
      } catch (thrown) {
        failed += 1;
        onError(toError(thrown));
      }
    }
    if (failed > 0) await postpone(collection, file);
    else if (file.relayTries !== undefined) await forgive(collection, file._id);
    return { followed: open.length - failed, failed };
  };

  /** Whatever is wrong with this file keeps no other from being looked at; it stays pending, and a sweep finds it. */
  const tryToDrain = async (collection: string, file: () => Promise<Pending | null>): Promise<Drained> => {
    try {
      const found = await file();
      return found === null ? { followed: 0, failed: 0 } : await drain(collection, found);
    } catch (thrown) {
      onError(toError(thrown));
      return { followed: 0, failed: 1 };
    }
  };

  return {
    connect: (to) => {
      targets = to;
    },
    file: async (collection, _id) => {
      const drained = tryToDrain(
        collection,
        async () => (await filesOf(collection).findOne({ _id })) as Pending,
      );
      await within(PATIENCE_MS, drained, () => undefined, { idle: true });
    },
    sweep: async (signal) => {
      const now = await serverNow(database);
      const due = { pending: { $gt: 0 }, $or: [{ relayAt: { $exists: false } }, { relayAt: { $lte: now } }] };
      const total = { followed: 0, failed: 0 };
      for (const collection of collections) {
        const files = await filesOf(collection).find(due).limit(MOST_FILES).toArray();
        await inParallel(files, AT_ONCE, async (file) => {
          if (signal?.aborted) return;
          const { followed, failed } = await tryToDrain(collection, async () => file as Pending);
          total.followed += followed;
          total.failed += failed;
        });
      }
      return total;
    },
    state: () =>
      Promise.all(
        collections.map(async (collection) => ({
          collection,
          pending: await filesOf(collection).countDocuments({ pending: { $gt: 0 } }),
          failing: await filesOf(collection).countDocuments({ pending: { $gt: 0 }, relayTries: { $gt: 0 } }),
        })),
      ),
  };
}
