import type { Clock } from '../kit/clock.ts';
import { addDays, type LocalDate, localDate } from '../kit/local-date.ts';
import type { PlatformId } from '../kit/platform-id.ts';
import type { Mongo } from '../mongo/connect.ts';

/** What is counted: a request turned away, a message taken in, a message whose sender the platform withheld. */
export type CallbackFate = 'refused' | 'heard' | 'no-sender';

/** One day's count. Of requests that proved nothing this is all that is ever kept: no content, no address. */
export interface InboundCount {
  readonly day: LocalDate;
  readonly platform: PlatformId;
  readonly what: CallbackFate;
  /** A word of the adapter's own, for refusals; `''` for the others. */
  readonly reason: string;
  readonly count: number;
  readonly lastAt: Date;
}

/** Counts of what came in, by day, shared by all instances. */
export interface Refusals {
  /** Counts a request turned away; returns at once, never throws. */
  refused(platform: PlatformId, reason: string): void;
  /** Counts an authentic message, and whether the platform told who sent it; returns at once, never throws. */
  heard(platform: PlatformId, senderKnown: boolean): void;
  /** The counts of the last `days` days, today included. */
  recent(days: number): Promise<readonly InboundCount[]>;
  /** Resolves when what was counted is written or given up; before the database closes. */
  settled(): Promise<void>;
}

interface Stored {
  readonly _id: string;
  readonly day: LocalDate;
  readonly platform: PlatformId;
  readonly what: CallbackFate;
  readonly reason: string;
  readonly count: number;
  readonly lastAt: Date;
}

const KEPT_DAYS = 30;
const FLUSH_MS = 3_000;
/** Reasons are words of ours; should an adapter let something else through, it is not kept. */
const REASON = /^[\w .-]{1,40}$/;

/** Counts kept in this database, written together every few seconds. Days are those of `timeZone`. */
export function createRefusals({
  mongo,
  clock,
  timeZone,
  flushMs = FLUSH_MS,
}: {
  readonly mongo: Mongo;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly flushMs?: number;
}): Refusals {
  const counts = mongo.collection<Stored>('inbound_counts');
  const today = (): LocalDate => localDate(clock.now(), timeZone);
  let waiting = new Map<string, Stored>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const write = async (): Promise<void> => {
    const batch = waiting;
    waiting = new Map();
    if (batch.size === 0) return;
    try {
      await counts.bulkWrite([...batch.values()].map(asUpdate), { ordered: false });
      await counts.deleteMany({ day: { $lt: addDays(today(), -KEPT_DAYS) } });
    } catch {
      // A count is not worth an error: it waits for the next one.
      for (const one of batch.values()) add(waiting, one);
    }
  };

  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  };

  const count = (platform: PlatformId, what: CallbackFate, reason: string): void => {
    const day = today();
    const _id = [day, platform, what, reason].join('|');
    add(waiting, { _id, day, platform, what, reason, count: 1, lastAt: clock.now() });
    timer ??= setTimeout(() => void flush(), flushMs).unref();
  };

  return {
    refused: (platform, reason) => count(platform, 'refused', REASON.test(reason) ? reason : 'other'),
    heard: (platform, senderKnown) => {
      count(platform, 'heard', '');
      if (!senderKnown) count(platform, 'no-sender', '');
    },
    recent: async (days) => {
      await flush();
      const found = await counts.find({ day: { $gt: addDays(today(), -days) } }).toArray();
      return found.map(({ _id, ...rest }) => rest);
    },
    settled: flush,
  };
}

function add(counts: Map<string, Stored>, one: Stored): void {
  const before = counts.get(one._id);
  counts.set(
    one._id,
    before === undefined ? one : { ...before, count: before.count + one.count, lastAt: later(before, one) },
  );
}

const later = (a: Stored, b: Stored): Date => new Date(Math.max(a.lastAt.getTime(), b.lastAt.getTime()));

function asUpdate({ _id, count, lastAt, ...fixed }: Stored) {
  const update = { $inc: { count }, $max: { lastAt }, $setOnInsert: fixed };
  return { updateOne: { filter: { _id }, update, upsert: true } };
}
