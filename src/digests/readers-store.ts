import type { mongo } from 'mongoose';
import { defined } from '../kit/defined.ts';
import type { Effect } from '../kit/effect.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Mongo } from '../mongo/connect.ts';
import { isDuplicateKey } from '../mongo/failures.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';
import type { Sealer } from '../privacy/types.ts';
import type { DigestKind, DigestSettings } from './types.ts';

interface StoredReader {
  /** The person's id. */
  readonly _id: string;
  readonly settings?: DigestSettings;
  readonly settingsAt?: Date;
  /** The tag of what they read last. */
  readonly tag?: string;
  readonly readAt?: Date;
}

interface StoredDigest {
  /** `<day>:<kind>:<person id>` */
  readonly _id: string;
  readonly person: string;
  readonly kind: DigestKind;
  readonly day: LocalDate;
  readonly tag: string;
  readonly at: Date;
  /** The units it names. */
  readonly units: readonly string[];
  readonly picture?: string;
  readonly to?: string;
  readonly told: boolean;
  readonly sealed: Buffer;
}

/** A digest as it is kept until it was told. */
export interface KeptDigest {
  readonly tag: string;
  readonly text: string;
  readonly units: readonly string[];
  readonly picture?: string;
  /** The key of the account it goes to. */
  readonly to?: string;
}

/** Who reads when, and what they were given. */
export interface Readers {
  /** Undefined for somebody who has not chosen. */
  settingsOf(person: string): Promise<DigestSettings | undefined>;
  /** Everybody's choice, by person. */
  chosen(): Promise<ReadonlyMap<string, DigestSettings>>;
  choose(person: string, settings: DigestSettings, at: Date): Effect<DigestSettings>;
  /** The tag of what the person read last. */
  lastTag(person: string): Promise<string | undefined>;
  noteRead(person: string, tag: string, at: Date): Promise<void>;
  /** The digest kept for that person, kind and day; `told` once it was given. */
  kept(id: DigestId): Promise<(KeptDigest & { readonly told: boolean }) | undefined>;
  /** Keeps it, or gives back what was kept before. */
  keep(id: DigestId, digest: KeptDigest, at: Date): Promise<KeptDigest & { readonly told: boolean }>;
  told(id: DigestId): Promise<void>;
  /** The units of the person's last `n` daily digests before the day, the newest first. */
  unitsBefore(person: string, day: LocalDate, n: number): Promise<readonly (readonly string[])[]>;
  /** Removes what was given before the day. */
  purge(before: LocalDate): Promise<number>;
}

/** Which digest of whom. */
export interface DigestId {
  readonly person: string;
  readonly kind: DigestKind;
  readonly day: LocalDate;
}

const DAILY: readonly DigestKind[] = ['morning', 'evening'];

/** Readers in the collections `digest_readers` and `digests_sent`. */
export function createReaders({
  mongo,
  sealer,
}: {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
}): Readers {
  const readers = mongo.collection<StoredReader>('digest_readers');
  const sent = mongo.db.collection<StoredDigest>('digests_sent', { promoteBuffers: true });
  const kept = async (id: DigestId) => {
    const stored = await sent.findOne({ _id: keyOf(id) });
    return stored === null ? undefined : opened(sealer, stored);
  };
  return {
    settingsOf: async (person) => (await readers.findOne({ _id: person }))?.settings,
    chosen: async () => {
      const all = await readers.find({ settings: { $exists: true } }).toArray();
      return new Map(all.flatMap(({ _id, settings }) => (settings === undefined ? [] : [[_id, settings]])));
    },
    choose: (person, settings, at) => async () => {
      // A line that is run again changes nothing that was chosen after it.
      const older = { $or: [{ settingsAt: { $exists: false } }, { settingsAt: { $lte: at } }] };
      await upsert(readers, { _id: person, ...older }, { settings, settingsAt: at });
      // Said is what holds: a clock that went back leaves the later choice standing.
      return (await readers.findOne({ _id: person }))?.settings ?? settings;
    },
    lastTag: async (person) => (await readers.findOne({ _id: person }))?.tag,
    noteRead: async (person, tag, at) => {
      const older = { $or: [{ readAt: { $exists: false } }, { readAt: { $lte: at } }] };
      await upsert(readers, { _id: person, ...older }, { tag, readAt: at });
    },
    kept,
    keep: async (id, { text, ...digest }, at) => {
      const sealed = sealer.seal(text, place(keyOf(id)));
      const stored: StoredDigest = { _id: keyOf(id), ...id, ...digest, at, sealed, told: false };
      try {
        await sent.insertOne(stored);
        return { ...digest, text, told: false };
      } catch (error) {
        const before = isDuplicateKey(error) ? await kept(id) : undefined;
        if (before === undefined) throw error;
        return before;
      }
    },
    told: async (id) => {
      await sent.updateOne({ _id: keyOf(id) }, { $set: { told: true } });
    },
    unitsBefore: async (person, day, n) => {
      const before = sent.find({ person, day: { $lt: day }, kind: { $in: [...DAILY] } });
      const newest = await before
        .sort({ day: -1, at: -1 })
        .limit(2 * n)
        .toArray();
      return onePerDay(newest)
        .slice(0, n)
        .map(({ units }) => units);
    },
    purge: async (before) => (await sent.deleteMany({ day: { $lt: before } })).deletedCount,
  };
}

/** The key of a digest everywhere: in the database and in the outbox. */
export const keyOf = ({ day, kind, person }: DigestId): string => `${day}:${kind}:${person}`;

const place = (id: string): string => `digests_sent:${id}`;

function opened(sealer: Sealer, { _id, tag, units, picture, to, told, sealed }: StoredDigest) {
  const text = sealer.openText(sealed, place(_id));
  return {
    tag,
    units,
    told,
    text,
    ...defined({ picture, to }),
  };
}

function onePerDay(newestFirst: readonly StoredDigest[]): readonly StoredDigest[] {
  return newestFirst.filter(({ day }, at) => newestFirst.findIndex((other) => other.day === day) === at);
}

/** Sets fields where the filter holds; somebody newer was first where it does not. */
async function upsert(
  readers: mongo.Collection<StoredReader>,
  filter: mongo.Filter<StoredReader>,
  set: Partial<StoredReader>,
): Promise<void> {
  try {
    await readers.updateOne(filter, { $set: set }, { upsert: true });
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
  }
}

/** What digests that were given seal. */
export const SEALED_DIGESTS: SealedCollection = {
  collection: 'digests_sent',
  name: '日报',
  boxes: { sealed: place },
};
