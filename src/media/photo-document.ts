import type { PlatformId } from '../kit/platform-id.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { SealedCollection } from '../privacy/sealed-table.ts';

/** Why a picture is not there: a fault of its own, or a word of the platform that could not give it. */
export type PhotoFailure = string;

/** One picture as it is stored; its pixels are in GridFS under the same id, sealed. */
export interface PhotoDocument {
  /** `<key of the message or report>#<number from 1>` */
  readonly _id: string;
  readonly state: 'pending' | 'fetched' | 'failed';
  readonly platform: PlatformId;
  /** Actor key of the sender. */
  readonly owner: string;
  /** When the message with it came. */
  readonly sentAt: Date;
  /** Sealed address or ticket; gone once it is of no more use. */
  readonly source?: Buffer;
  /** The server's time of the next try, or when the lease of this one ends. Only while pending. */
  readonly wakeAt?: Date;
  readonly claim?: string;
  readonly attempts: number;
  /** No report has it yet. */
  readonly loose?: true;
  /** The report it belongs to. */
  readonly fileNo?: string;
  /** SHA-256 of the bytes that came, hex: tells that the same picture was sent before. */
  readonly sha256?: string;
  readonly takenAt?: string;
  readonly width?: number;
  readonly height?: number;
  readonly bytes?: number;
  readonly failedAt?: Date;
  readonly reason?: PhotoFailure;
  /** Key of the message under whose reply the sender was told of the failure. */
  readonly toldUnder?: string;
}

/** The photos of `database`, boxes read as buffers. */
export function photosOf(database: Mongo): ReturnType<typeof database.db.collection<PhotoDocument>> {
  return database.db.collection<PhotoDocument>('photos', { promoteBuffers: true });
}

/** Where the sealed address of a photo has its place. */
export function sourcePlace(photoId: string): string {
  return `photos:${photoId}:source`;
}

/** What photos seal while they are fetched. */
export const SEALED_PHOTOS: SealedCollection = {
  collection: 'photos',
  name: '照片来源',
  boxes: { source: sourcePlace },
};

/** What the queries on photos run on; for the migrations (`createIndexes` of this collection). */
export const photoIndexes = [
  { key: { wakeAt: 1, sentAt: 1 }, name: 'waking', partialFilterExpression: { wakeAt: { $exists: true } } },
  { key: { owner: 1, sentAt: -1 }, name: 'owner' },
  { key: { sentAt: 1 }, name: 'loose', partialFilterExpression: { loose: true } },
  { key: { fileNo: 1 }, name: 'file', partialFilterExpression: { fileNo: { $exists: true } } },
  {
    key: { failedAt: 1, owner: 1 },
    name: 'failed',
    partialFilterExpression: { failedAt: { $exists: true } },
  },
];
