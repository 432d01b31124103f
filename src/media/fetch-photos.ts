import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import { toError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { safeError } from '../log.ts';
import type { Mongo } from '../mongo/connect.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import type { Sealer } from '../privacy/types.ts';
import { type Cleaned, cleanPicture } from './clean-picture.ts';
import { type PhotoDocument, sourcePlace } from './photo-document.ts';
import { createPhotoFiles } from './photo-files.ts';
import { createPhotoQueue } from './photo-queue.ts';
import type { FetchedPicture, PendingPhoto } from './types.ts';

/** The largest picture that is fetched, in bytes. */
export const MAX_PHOTO_BYTES = 20 * 1024 * 1024;

// WeCom's addresses live five minutes; one more for clocks that differ.
const GIVE_UP_MS = 6 * 60_000;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;
const LEASE_MS = 120_000;
const BATCH = 20;
const AT_ONCE = 3;
// A picture that ends the process each time it is drawn must not do so for ever.
const TRIES_WHEN_OLD = 3;

/** What one round did. */
export interface PhotoCounts {
  readonly fetched: number;
  readonly failed: number;
  readonly putOff: number;
}

/** What a fetcher needs. `fetchMedia` never rejects and is bounded in time. */
export interface PhotoFetcherParts {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly log: Logger;
  readonly fetchMedia: (photo: PendingPhoto, maxBytes: number) => Promise<FetchedPicture>;
}

type Outcome = keyof PhotoCounts;

const pictureSource = z.object({
  url: z.string().exactOptional(),
  downloadCode: z.string().exactOptional(),
  aesKey: z.string().exactOptional(),
});

/**
 * One round over the photos that are due, at most twenty, oldest first; safe on any number of instances. Each is
 * fetched, looked at, drawn anew and sealed; one that cannot be had by six minutes after it was sent has failed.
 */
export function createPhotoFetcher(parts: PhotoFetcherParts): (signal?: AbortSignal) => Promise<PhotoCounts> {
  const queue = createPhotoQueue(parts.mongo, LEASE_MS);
  const files = createPhotoFiles(parts.mongo, parts.sealer);
  const clean = oneAfterAnother(cleanPicture);

  const fail = async (photo: PhotoDocument, claim: string, why: string): Promise<Outcome> => {
    const reason = asWord(why);
    await queue.fail(photo._id, claim, reason, parts.clock.now());
    parts.log.warn({ reason, platform: photo.platform, attempt: photo.attempts }, 'a photo failed');
    return 'failed';
  };

  const keep = async (photo: PhotoDocument, claim: string, bytes: Buffer): Promise<Outcome> => {
    const cleaned = await cleanedWithin(bytes, clean);
    if ('fault' in cleaned) return await fail(photo, claim, cleaned.fault);
    const { jpeg, ...facts } = cleaned.picture;
    if (!(await queue.renew(photo._id, claim))) return 'putOff';
    await files.put(photo._id, jpeg);
    await queue.finish(photo._id, claim, { ...facts, bytes: jpeg.length, sha256: sha256(bytes) });
    return 'fetched';
  };

  const one = async (id: string): Promise<Outcome | undefined> => {
    const claim = randomUUID();
    const photo = await queue.take(id, claim);
    if (photo === undefined) return undefined;
    const source = sourceOf(parts.sealer, photo);
    if (source === undefined) return await fail(photo, claim, 'unreadable');
    if (photo.attempts > TRIES_WHEN_OLD && isTooOld(photo, parts.clock))
      return await fail(photo, claim, 'expired');
    const got = await parts.fetchMedia(source, MAX_PHOTO_BYTES);
    if (got.outcome === 'ok') return await keep(photo, claim, got.bytes);
    if (got.outcome !== 'retry') return await fail(photo, claim, got.reason);
    if (isTooOld(photo, parts.clock)) return await fail(photo, claim, 'expired');
    await queue.putOff(id, claim, pauseAfter(photo.attempts));
    return 'putOff';
  };

  const fetchOrLog = async (id: string): Promise<Outcome | undefined> => {
    try {
      return await one(id);
    } catch (thrown) {
      // Its lease runs out, and it is tried again.
      parts.log.error({ failure: safeError(toError(thrown)) }, 'fetching a photo broke off');
      return undefined;
    }
  };

  return async (signal) => {
    const ids = await queue.due(BATCH);
    const outcomes = await inParallel(ids, AT_ONCE, async (id) =>
      signal?.aborted === true ? undefined : await fetchOrLog(id),
    );
    const times = (what: Outcome): number => outcomes.filter((outcome) => outcome === what).length;
    return { fetched: times('fetched'), failed: times('failed'), putOff: times('putOff') };
  };
}

async function cleanedWithin(bytes: Buffer, clean: (bytes: Buffer) => Promise<Cleaned>): Promise<Cleaned> {
  return bytes.length > MAX_PHOTO_BYTES ? { fault: 'too-big' } : await clean(bytes);
}

function sourceOf(sealer: Sealer, { _id, platform, source }: PhotoDocument): PendingPhoto | undefined {
  if (source === undefined) return undefined;
  try {
    return { ...pictureSource.parse(JSON.parse(sealer.openText(source, sourcePlace(_id)))), platform };
  } catch {
    return undefined;
  }
}

/** Adapters spell their words in their own ways; one spelling is stored, and never a sentence. */
function asWord(reason: string): string {
  return reason
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '-')
    .slice(0, 60);
}

function isTooOld({ sentAt }: PhotoDocument, clock: Clock): boolean {
  return clock.now().getTime() - sentAt.getTime() > GIVE_UP_MS;
}

/** 2, 4, 8 … seconds, at most half a minute. */
function pauseAfter(attempts: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** (attempts - 1), LONGEST_PAUSE_MS);
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Drawing a picture fills a processor: never two at a time. */
function oneAfterAnother<T, R>(work: (item: T) => Promise<R>): (item: T) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve();
  return (item) => {
    const next = last.then(() => work(item));
    last = next.catch(() => undefined);
    return next;
  };
}
