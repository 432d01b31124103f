import { mongo } from 'mongoose';
import { SentinelError } from '../errors.ts';
import { acrossRestarts } from '../mongo/across-restarts.ts';
import type { BulkUpdates, Update } from '../mongo/bulk-updates.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { Appended } from './appended.ts';
import type { Entry, EntryDocument } from './entry.ts';
import type { FileType } from './file-type.ts';
import { type Build, declined, type MoveOn, type Planned, planEntry } from './plan-entry.ts';
import type { RelayFile } from './relay-store.ts';

/** What the files of all types share. */
export interface CaseFileServices {
  readonly mongo: Mongo;
  readonly updates: BulkUpdates;
  /** Carries out what follows from an entry. */
  readonly relay: RelayFile;
  /** Decides which day an instant belongs to. */
  readonly tz: string;
}

/** Files of one type, found by any filter that picks one. */
export interface Appends<E extends Entry, D extends EntryDocument<E>> {
  /** The collection itself, for queries of the domain; Buffers come back as Buffers. */
  readonly files: mongo.Collection<D>;
  one(filter: object): Promise<D | undefined>;
  /**
   * Make one entry: one guarded write, journaled. Called again with the same key, also after a crash or from another
   * instance, it changes nothing and gives the file as that entry left it. Of two people in one second one wins, and
   * the other one's move is judged by what happened. Rejects with `casefile_contended` when that happens over and over.
   */
  append(filter: object, move: MoveOn<E, D>, build?: Build<E, D>): Promise<Appended<D, E['kind']>>;
}

const TRIES = 50;
const TIME_LIMIT = { timeoutMS: 20_000 };
const MOST_ENTRIES = 400;
const MOST_BYTES = 1_000_000;

/** The one way in which files grow. */
export function createAppends<E extends Entry, D extends EntryDocument<E>>(
  { mongo: database, updates, relay, tz }: CaseFileServices,
  type: FileType<E, D>,
): Appends<E, D> {
  const name = type.collection;
  const files = database.db.collection<D>(name, { promoteBuffers: true });
  const one = async (filter: object): Promise<D | undefined> =>
    ((await files.findOne(filter as mongo.Filter<D>)) as D | null) ?? undefined;

  const insert = async (file: D): Promise<boolean> => {
    try {
      const document = file as mongo.OptionalUnlessRequiredId<D>;
      await acrossRestarts(() => files.insertOne(document, TIME_LIMIT));
      return true;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  };

  /** False when somebody was faster. */
  const write = ({ before, after, entry, set }: Planned<E, D>): Promise<boolean> => {
    if (before === undefined) return insert(after);
    const { _id, v } = before;
    const update = { filter: { _id, v }, update: updateOf(entry, set, v), applied: appliedIn(before, entry) };
    return updates.update(name, update as unknown as Update);
  };

  return {
    files,
    one,
    append: async (filter, move, build = () => ({})) => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const file = await one(filter);
        const plan = planEntry(type, file, move, { build, tz });
        if ('outcome' in plan) return plan;
        if (file !== undefined && isFull(file)) return declined(file, 'full', []);
        if (!(await write(plan))) continue;
        if (plan.entry.after !== undefined) await relay(name, plan.after._id);
        return { outcome: 'appended', file: plan.after };
      }
      throw new SentinelError('casefile_contended', `Too many people write to one file of ${name} at once.`);
    },
  };
}

/**
 * The very entry, in its very place: one of the same key that another instance made, on what somebody else had added
 * meanwhile, leaves the file otherwise than ours would have.
 */
function appliedIn({ _id, entries }: EntryDocument, { id, at }: Entry): mongo.Document {
  const place = `entries.${entries.length}`;
  return { _id, [`${place}.id`]: id, [`${place}.at`]: at };
}

function updateOf(entry: Entry, fields: Planned<Entry, EntryDocument>['set'], v: number): mongo.Document {
  const names = Object.keys(fields);
  const set = Object.fromEntries(
    names.filter((one) => fields[one] !== undefined).map((one) => [one, fields[one]]),
  );
  const follows = entry.after !== undefined;
  // What follows from this entry does not wait for what failed before.
  const gone = [...names.filter((one) => fields[one] === undefined), ...(follows ? ['relayAt'] : [])];
  return {
    $push: { entries: entry },
    $set: { ...set, state: entry.to, v: v + 1 },
    ...(gone.length === 0 ? {} : { $unset: Object.fromEntries(gone.map((one) => [one, ''])) }),
    ...(follows ? { $inc: { pending: 1 } } : {}),
  };
}

function isFull(file: EntryDocument): boolean {
  return file.entries.length >= MOST_ENTRIES || mongo.BSON.calculateObjectSize(file) >= MOST_BYTES;
}
