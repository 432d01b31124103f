import type { Sealer } from './types.ts';

/** A document as it lies in the database, boxes read as Buffers. */
export type SealedDocument = Readonly<Record<string, unknown>> & { readonly _id: unknown };

/**
 * The place a box is sealed to, from the id of its document and what stands at the first star of its path: the `id`
 * of that item, or its name where it has none, and the item itself.
 */
export type PlaceOf = (id: string, star: string, item: unknown) => string;

/** Look-up hashes that a document keeps, made with data keys. */
export interface KeptHashes {
  /** The ids of the keys they were made with; it lacks that of the key that seals now when they are to be renewed. */
  kids(document: SealedDocument): readonly string[];
  /** The fields with their hashes made anew; undefined when what they were made of is not known any more. */
  renewed(document: SealedDocument, sealer: Sealer): Readonly<Record<string, unknown>> | undefined;
  /** The field with a list of hashes, each with its `kid`: those of retired keys are taken out of it. */
  readonly list?: string;
}

/** What one collection seals. */
export interface SealedCollection {
  readonly collection: string;
  /** What people call it. */
  readonly name: string;
  /** The places of its boxes, by path; a star stands for any member: `entries.*.sealed`. */
  readonly boxes: Readonly<Record<string, PlaceOf>>;
  /** The field with the document's id in places; `_id` when absent. */
  readonly idField?: string;
  readonly hashes?: KeptHashes;
}

/** Every collection that seals something. */
export type SealedTable = readonly SealedCollection[];

/** Bytes in a document. */
export interface FoundBytes {
  /** `entries.3.sealed` */
  readonly path: string;
  readonly bytes: Buffer;
  /** What stands at each step of the path. */
  readonly items: readonly unknown[];
}

/** All bytes of a document, however deep. */
export function bytesIn(value: unknown, path = '', items: readonly unknown[] = []): FoundBytes[] {
  if (Buffer.isBuffer(value)) return [{ path, bytes: value, items }];
  if (typeof value !== 'object' || value === null || value instanceof Date || '_bsontype' in value) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    bytesIn(member, path === '' ? key : `${path}.${key}`, [...items, member]),
  );
}

/** The place that the table gives to these bytes; undefined when it knows of no box there. */
export function placeOf(
  { boxes, idField = '_id' }: SealedCollection,
  document: SealedDocument,
  { path, items }: FoundBytes,
): string | undefined {
  const steps = path.split('.');
  const known = Object.entries(boxes).find(([pattern]) => fits(pattern.split('.'), steps));
  if (known === undefined) return undefined;
  const [pattern, place] = known;
  const star = pattern.split('.').indexOf('*');
  const item = items[star];
  return place(String(document[idField]), star < 0 ? '' : nameOf(item, steps[star] ?? ''), item);
}

function fits(pattern: readonly string[], steps: readonly string[]): boolean {
  return pattern.length === steps.length && pattern.every((part, n) => part === '*' || part === steps[n]);
}

function nameOf(item: unknown, key: string): string {
  const { id } = (Buffer.isBuffer(item) ? {} : item) as { readonly id?: unknown };
  return typeof id === 'string' ? id : key;
}
