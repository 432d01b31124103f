import type { mongo } from 'mongoose';
import { KEYRING_COLLECTIONS } from './keyring-store.ts';
import {
  bytesIn,
  placeOf,
  type SealedCollection,
  type SealedDocument,
  type SealedTable,
} from './sealed-table.ts';
import { kidOf } from './sealer.ts';
import type { Sealer } from './types.ts';

/** The database itself, for what works on all of its collections. */
export type SealedDatabase = mongo.Db;

/** A box where it lies. */
export interface Box {
  readonly path: string;
  readonly bytes: Buffer;
  /** The place it is sealed to; undefined where the table knows of none. */
  readonly place: string | undefined;
  readonly kid: string;
}

/** How many boxes a key seals, by collection. */
export type SealedCounts = ReadonlyMap<string, ReadonlyMap<string, number>>;

const BATCH = 100;
const CHECKED = 10;

/** The collections of the database, those of the keyring left out, each with what the table says of it. */
export async function collectionsOf(
  db: mongo.Db,
  table: SealedTable,
): Promise<readonly { readonly collection: string; readonly sealed: SealedCollection | undefined }[]> {
  const all = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray();
  return all
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.') && !KEYRING_COLLECTIONS.includes(name))
    .sort()
    .map((collection) => ({ collection, sealed: table.find((one) => one.collection === collection) }));
}

/** Every document, boxes as Buffers. */
export function documentsOf(db: mongo.Db, collection: string): AsyncIterable<SealedDocument> {
  const documents = db.collection<SealedDocument & { _id: string }>(collection, { promoteBuffers: true });
  return documents.find({}).sort({ _id: 1 }).batchSize(BATCH) as unknown as AsyncIterable<SealedDocument>;
}

/** The boxes of a document. Where the table knows of none, only bytes that name one of these keys are taken for a box. */
export function boxesOf(
  sealed: SealedCollection | undefined,
  document: SealedDocument,
  kids: readonly string[],
): readonly Box[] {
  return bytesIn(document).flatMap((found) => {
    const kid = kidOf(found.bytes);
    if (kid === undefined) return [];
    const place = sealed && placeOf(sealed, document, found);
    if (place === undefined && !kids.includes(kid)) return [];
    return [{ path: found.path, bytes: found.bytes, place, kid }];
  });
}

/** What each key seals, by collection and key; also of keys that nobody knows. */
export async function countSealed(
  db: mongo.Db,
  table: SealedTable,
  kids: readonly string[],
): Promise<SealedCounts> {
  const counts = new Map<string, Map<string, number>>();
  for (const { collection, sealed } of await collectionsOf(db, table)) {
    const found = new Map<string, number>();
    for await (const document of documentsOf(db, collection))
      for (const { kid } of boxesOf(sealed, document, kids)) found.set(kid, (found.get(kid) ?? 0) + 1);
    if (found.size > 0) counts.set(collection, found);
  }
  return counts;
}

/** The ids of all keys that sealed something here. */
export async function kidsInUse(db: mongo.Db, table: SealedTable): Promise<readonly string[]> {
  const counts = await countSealed(db, table, []);
  return [...new Set([...counts.values()].flatMap((found) => [...found.keys()]))].sort();
}

/** Opens the boxes of the newest documents of each collection; the sealer tells its watch of those that do not open. */
export async function spotCheck(db: mongo.Db, table: SealedTable, sealer: Sealer): Promise<void> {
  for (const sealed of table) {
    const documents = db.collection<SealedDocument & { _id: string }>(sealed.collection, {
      promoteBuffers: true,
    });
    const newest = await documents
      .find({})
      .sort({ _id: -1 })
      .limit(sealed.idField ? 1 : CHECKED)
      .toArray();
    for (const document of newest)
      for (const { bytes, place } of boxesOf(sealed, document, []))
        if (place !== undefined) opened(sealer, bytes, place);
  }
}

/** What is in the box; undefined when it does not open at this place. */
export function opened(sealer: Sealer, box: Buffer, place: string): Buffer | undefined {
  try {
    return sealer.open(box, place);
  } catch {
    return undefined;
  }
}
