import type { Clock } from '../kit/clock.ts';
import { freshFor } from '../kit/fresh-for.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import { accountOf } from './accounts.ts';
import type { PrivateKind } from './private-kind.ts';
import { type Standing, TOLD_TO_ANYBODY } from './standing.ts';

/** Something to be told to one person when they next speak to the bot in private. */
export interface WaitingText {
  /** Idempotency key: the same key again changes nothing. */
  readonly key: string;
  /** Account key, `<platform>:<user id>`. */
  readonly person: string;
  readonly kind: PrivateKind;
  readonly text: string;
  readonly at: Date;
  /** From then on it is not told any more. */
  readonly until: Date;
}

/** What waits for people's next contact. Texts are sealed. */
export interface Waiting {
  put(waiting: WaitingText): Promise<void>;
  /**
   * What waits for the person, oldest first, while they are in the county's service: told once, under this message's key; the same key again gives the
   * same. At most `MOST_AT_ONCE` at a time, the rest at their next message. What another instance put within the
   * last two seconds may have to wait for the message after.
   */
  tell(person: string, messageKey: string, at: Date): Promise<readonly string[]>;
  /** What was put for the person by `at` is told no more, but for what may be told to anybody. */
  forget(person: string, at: Date): Promise<void>;
  /** Removes what was told or ran out before `before`; resolves to how much that was. */
  purge(before: Date): Promise<number>;
}

interface Stored extends Omit<WaitingText, 'key' | 'text'> {
  readonly _id: string;
  readonly sealed: Buffer;
  /** Neither told nor claimed by a message. */
  readonly open: boolean;
  readonly toldUnder?: string;
  readonly toldAt?: Date;
}

/** What the waiting texts are made of. */
export interface WaitingOptions {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly standing: Standing;
}

/** More than this in one answer nobody reads. */
export const MOST_AT_ONCE = 5;
const FRESH_MS = 1_500;
/** A message is not run again later than this. */
const RERUN_MS = 24 * 3_600_000;

/** Waiting texts kept in this database. */
export function createWaiting({ mongo, sealer, clock, standing }: WaitingOptions): Waiting {
  const texts = mongo.db.collection<Stored>('waiting', { promoteBuffers: true });
  // Nearly nobody is concerned, so nearly no message has to ask about its own sender. Who was told lately is
  // among them: a re-run must find what the first run claimed.
  const concerned = freshFor(FRESH_MS, async () => {
    const since = new Date(clock.now().getTime() - RERUN_MS);
    const filter = { $or: [{ open: true }, { open: false, toldAt: { $gt: since } }] };
    const found = await texts.find(filter, { projection: { _id: 0, person: 1 } }).toArray();
    return new Set(found.map(({ person }) => person));
  });

  /** What the person may hear now. Nothing is taken away meanwhile: they may come back. */
  const heardBy = async (person: string) => {
    const stands = await standing(accountOf(person));
    return { person, ...(stands ? {} : { kind: { $in: [...TOLD_TO_ANYBODY] as PrivateKind[] } }) };
  };
  type Theirs = Awaited<ReturnType<typeof heardBy>>;

  const claim = async (theirs: Theirs, messageKey: string, at: Date): Promise<void> => {
    const free = { open: true, ...theirs, until: { $gt: at } };
    const found = await texts
      .find(free, { projection: { _id: 1 } })
      .sort({ at: 1, _id: 1 })
      .toArray();
    const ids = found.slice(0, MOST_AT_ONCE).map(({ _id }) => _id);
    if (ids.length === 0) return;
    const mine = { $set: { open: false, toldUnder: messageKey, toldAt: at } };
    await texts.updateMany({ _id: { $in: ids }, open: true }, mine);
  };

  const toldUnder = (theirs: Theirs, messageKey: string) =>
    texts
      .find({ open: false, ...theirs, toldUnder: messageKey })
      .sort({ at: 1, _id: 1 })
      .toArray();

  return {
    put: async ({ key, text, ...rest }) => {
      try {
        await texts.insertOne({ _id: key, ...rest, sealed: sealer.seal(text, place(key)), open: true });
      } catch (error) {
        if (!isDuplicateKey(error)) throw error;
      }
      concerned.forget();
    },
    tell: async (person, messageKey, at) => {
      if (!(await concerned.get()).has(person)) return [];
      const theirs = await heardBy(person);
      const again = await toldUnder(theirs, messageKey);
      if (again.length === 0) await claim(theirs, messageKey, at);
      const told = again.length > 0 ? again : await toldUnder(theirs, messageKey);
      return told.map(({ _id, sealed }) => sealer.openText(sealed, place(_id)));
    },
    forget: async (person, at) => {
      await texts.deleteMany({
        ...{ open: true, person, at: { $lte: at } },
        kind: { $nin: [...TOLD_TO_ANYBODY] as PrivateKind[] },
      });
    },
    purge: async (before) => {
      const old = { $or: [{ open: false, at: { $lt: before } }, { until: { $lt: before } }] };
      return (await texts.deleteMany(old)).deletedCount;
    },
  };
}

const place = (id: string): string => `waiting:${id}:sealed`;

/** What waiting texts seal. */
export const SEALED_WAITING: SealedCollection = {
  collection: 'waiting',
  name: '待告知',
  boxes: { sealed: place },
};
