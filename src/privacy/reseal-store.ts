import type { mongo } from 'mongoose';
import { boxesOf, collectionsOf, documentsOf, opened } from './sealed-store.ts';
import type { SealedCollection, SealedDocument, SealedTable } from './sealed-table.ts';
import type { KeyedSealer } from './sealer.ts';

/** How far a pass has come. */
export interface PassProgress {
  readonly collection: string;
  readonly documents: number;
  readonly resealed: number;
}

/** What one pass over the whole database did. */
export interface PassOutcome {
  /** Boxes that are sealed with the present key now. */
  readonly resealed: number;
  /** Documents that somebody changed meanwhile: another pass has to look at them. */
  readonly raced: number;
  /** Boxes that do not open with the key they name, or whose key is not there, by collection. */
  readonly unopened: ReadonlyMap<string, number>;
  /** Where boxes lie that the table does not know: `collection: path`. */
  readonly strange: readonly string[];
  /** Look-up hashes that cannot be made anew, by collection. */
  readonly lost: ReadonlyMap<string, number>;
}

/** What a pass works with. */
export interface PassParts {
  readonly db: mongo.Db;
  readonly table: SealedTable;
  readonly sealer: KeyedSealer;
  /** All keys that ever sealed something here. */
  readonly kids: readonly string[];
  readonly onProgress: (progress: PassProgress) => void;
}

interface Change {
  readonly filter: mongo.Document;
  readonly set: mongo.Document;
  readonly boxes: number;
  readonly bytes: number;
}

const MOST_CHANGES = 100;
const MOST_BYTES = 4_000_000;

/**
 * One pass: every box of an older key is sealed anew with the present one, and every look-up hash made anew. Each
 * document changes in one write, and only if the boxes are still the ones that were read. May break off anywhere.
 */
export async function resealAll(parts: PassParts): Promise<PassOutcome> {
  const { db, table } = parts;
  const tally = { resealed: 0, raced: 0, unopened: new Map(), strange: new Set<string>(), lost: new Map() };
  for (const { collection, sealed } of await collectionsOf(db, table)) {
    await resealCollection(parts, collection, sealed, tally);
  }
  return { ...tally, strange: [...tally.strange] };
}

interface Tally {
  resealed: number;
  raced: number;
  readonly unopened: Map<string, number>;
  readonly strange: Set<string>;
  readonly lost: Map<string, number>;
}

async function resealCollection(
  parts: PassParts,
  collection: string,
  sealed: SealedCollection | undefined,
  tally: Tally,
): Promise<void> {
  let waiting: Change[] = [];
  let [documents, resealed] = [0, 0];
  const flush = async (): Promise<void> => {
    const written = await write(parts.db, collection, waiting);
    resealed += written.boxes;
    tally.resealed += written.boxes;
    tally.raced += written.raced;
    waiting = [];
    if (sealed !== undefined) parts.onProgress({ collection, documents, resealed });
  };
  for await (const document of documentsOf(parts.db, collection)) {
    documents += 1;
    const change = changeOf(parts, { collection, sealed }, document, tally);
    if (change !== undefined) waiting.push(change);
    const bytes = waiting.reduce((sum, one) => sum + one.bytes, 0);
    if (waiting.length >= MOST_CHANGES || bytes >= MOST_BYTES) await flush();
  }
  await flush();
}

function changeOf(
  { sealer, kids }: PassParts,
  { collection, sealed }: { readonly collection: string; readonly sealed: SealedCollection | undefined },
  document: SealedDocument,
  tally: Tally,
): Change | undefined {
  const filter: mongo.Document = { _id: document._id };
  const set: mongo.Document = {};
  let [boxes, bytes] = [0, 0];
  for (const { path, bytes: box, place, kid } of boxesOf(sealed, document, kids)) {
    if (kid === sealer.sealing()) continue;
    if (place === undefined) {
      tally.strange.add(`${collection}: ${path.replaceAll(/\.\d+(?=\.|$)/g, '.*')}`);
      continue;
    }
    const plain = opened(sealer, box, place);
    if (plain === undefined) {
      count(tally.unopened, collection);
      continue;
    }
    filter[path] = box;
    set[path] = sealer.seal(plain, place);
    [boxes, bytes] = [boxes + 1, bytes + 2 * box.length];
  }
  const hashes = sealed && renewedHashes(sealed, document, sealer, tally);
  if (boxes === 0 && hashes === undefined) return undefined;
  // What hashes were made of has not changed either while the version is the same.
  if (hashes !== undefined && document.v !== undefined) filter.v = document.v;
  return { filter, set: { ...set, ...hashes }, boxes, bytes };
}

function renewedHashes(
  { collection, hashes }: SealedCollection,
  document: SealedDocument,
  sealer: KeyedSealer,
  tally: Tally,
): Readonly<Record<string, unknown>> | undefined {
  const kids = hashes?.kids(document) ?? [];
  if (hashes === undefined || kids.length === 0 || kids.includes(sealer.sealing())) return undefined;
  const renewed = attempt(() => hashes.renewed(document, sealer));
  if (renewed === undefined) count(tally.lost, collection);
  return renewed;
}

/** Undefined when what hashes are made of does not open. */
function attempt<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

function count(counts: Map<string, number>, collection: string): void {
  counts.set(collection, (counts.get(collection) ?? 0) + 1);
}

async function write(
  db: mongo.Db,
  collection: string,
  changes: readonly Change[],
): Promise<{ readonly boxes: number; readonly raced: number }> {
  if (changes.length === 0) return { boxes: 0, raced: 0 };
  const operations = changes.map(({ filter, set }) => ({ updateOne: { filter, update: { $set: set } } }));
  const { matchedCount } = await db.collection(collection).bulkWrite(operations, { ordered: false });
  const boxes = changes.reduce((sum, one) => sum + one.boxes, 0);
  const raced = changes.length - matchedCount;
  // Of a batch in which somebody was faster it is not known which ones: the next pass counts what is left.
  return { boxes: raced === 0 ? boxes : Math.max(0, boxes - raced), raced };
}

/** Takes the hashes of retired keys out of the lists that keep one of each key. Resolves to how many documents had some. */
export async function dropHashes(db: mongo.Db, table: SealedTable, kids: readonly string[]): Promise<number> {
  let changed = 0;
  for (const { collection, hashes } of table) {
    if (hashes?.list === undefined) continue;
    const some = { [`${hashes.list}.kid`]: { $in: [...kids] } };
    const pull = {
      $pull: { [hashes.list]: { kid: { $in: [...kids] } } },
    } as mongo.UpdateFilter<mongo.Document>;
    changed += (await db.collection(collection).updateMany(some, pull)).modifiedCount;
  }
  return changed;
}
