import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createPhotoFetcher, MAX_PHOTO_BYTES, type PhotoCounts } from '../../src/media/fetch-photos.ts';
import { type PhotoDocument, photoIndexes } from '../../src/media/photo-document.ts';
import { createPhotoFiles } from '../../src/media/photo-files.ts';
import { createPhotos } from '../../src/media/photos-store.ts';
import { purgeLoosePhotos } from '../../src/media/purge-photos.ts';
import type { FetchedPicture, PendingPhoto, Photos } from '../../src/media/types.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { testSealer } from '../support/test-sealer.ts';
import { heic, phonePhoto } from './pictures.ts';

const NOON = new Date('2026-11-12T12:00:00+08:00');
const sealer = testSealer();
const clock = fixedClock(NOON);
const log = pino({ level: 'silent' });

let database: FreshDatabase;
let photos: Photos;
let photo: Buffer;
beforeAll(async () => {
  database = await freshDatabase();
  await database.mongo.db.collection('photos').createIndexes(photoIndexes);
  photos = createPhotos({ mongo: database.mongo, sealer, clock });
  photo = await phonePhoto(60, 40);
});
afterAll(() => database.drop());

const someKey = (): string => `wecom:${randomBytes(6).toString('hex')}`;
const picture: PendingPhoto = { platform: 'wecom', url: 'https://example.org/secret-address' };

/** One round in which every picture gives `got`; also what was asked for. */
async function fetchRound(got: FetchedPicture): Promise<{ counts: PhotoCounts; asked: PendingPhoto[] }> {
  const asked: PendingPhoto[] = [];
  const fetchMedia = async (wanted: PendingPhoto): Promise<FetchedPicture> => {
    asked.push(wanted);
    return got;
  };
  const fetcher = createPhotoFetcher({ mongo: database.mongo, sealer, clock, log, fetchMedia });
  return { counts: await fetcher(), asked };
}

async function documentOf(id: string | undefined): Promise<PhotoDocument | null> {
  return await database.mongo.collection<PhotoDocument>('photos').findOne({ _id: id ?? '' });
}

/** As if its pause or its lease were over. */
async function wakeAll(): Promise<void> {
  const pending = { wakeAt: { $exists: true } };
  await database.mongo
    .collection<PhotoDocument>('photos')
    .updateMany(pending, { $set: { wakeAt: new Date(0) } });
}

async function files(): Promise<number> {
  return await database.mongo.db.collection('photo-files.files').countDocuments();
}

describe('note', () => {
  it('notes pictures once, under ids of the key, their addresses sealed', async () => {
    const key = someKey();
    const owner = someKey();
    const ids = await photos.note(key, [picture, { platform: 'wecom', downloadCode: 'mIof' }], owner, NOON);
    expect(ids).toEqual([`${key}#1`, `${key}#2`]);
    expect(await photos.note(key, [picture, picture], owner, NOON)).toEqual(ids);
    const stored = await documentOf(ids[0]);
    expect(stored).toMatchObject({ state: 'pending', owner, sentAt: NOON });
    expect(JSON.stringify(stored)).not.toContain('secret-address');
    const { counts, asked } = await fetchRound({ outcome: 'gone', reason: 'http-404' });
    expect(counts.failed).toBe(2);
    expect(asked).toEqual(expect.arrayContaining([picture, { platform: 'wecom', downloadCode: 'mIof' }]));
  });
});

describe('a picture whose tries never came back', () => {
  const longAgo = new Date(NOON.getTime() - 10 * 60_000);
  it.each([
    [2, 1],
    [3, 0],
  ])('when it is old and %i tries are lost is asked for %i times more', async (attempts, more) => {
    const [id = ''] = await photos.note(someKey(), [picture], someKey(), longAgo);
    await database.mongo.collection<PhotoDocument>('photos').updateOne({ _id: id }, { $set: { attempts } });
    expect((await fetchRound({ outcome: 'gone', reason: 'http-404' })).asked).toHaveLength(more);
    expect(await documentOf(id)).toMatchObject({ reason: more === 0 ? 'expired' : 'http-404' });
  });
});

describe('a fetched picture', () => {
  it('is cleaned and sealed, counted, and its address forgotten', async () => {
    const [id = ''] = await photos.note(someKey(), [picture], someKey(), NOON);
    await photos.attach([id], 'Y26-0001-A');
    expect(await photos.countOf('Y26-0001-A')).toBe(1);
    const { counts } = await fetchRound({ outcome: 'ok', bytes: photo });
    expect(counts).toEqual({ fetched: 1, failed: 0, putOff: 0 });
    const stored = await documentOf(id);
    expect(stored).toMatchObject({ state: 'fetched', takenAt: '2026-11-02T09:10:11', width: 40, height: 60 });
    expect(stored?.sha256).toMatch(/^[0-9a-f]{64}$/);
    for (const gone of ['source', 'wakeAt', 'claim']) expect(stored).not.toHaveProperty(gone);
    const jpeg = await createPhotoFiles(database.mongo, sealer).get(id);
    expect(jpeg?.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    const strangers = createPhotoFiles(database.mongo, testSealer());
    await expect(strangers.get(id)).rejects.toThrow();
    expect(await photos.countOf('Y26-0001-A')).toBe(1);
  });

  it('has one file, also when a crash came between its pixels and its mark', async () => {
    const before = await files();
    const [id = ''] = await photos.note(someKey(), [picture], someKey(), NOON);
    await createPhotoFiles(database.mongo, sealer).put(id, photo);
    await fetchRound({ outcome: 'ok', bytes: photo });
    expect(await files()).toBe(before + 1);
    const chunks = database.mongo.db.collection('photo-files.chunks');
    expect(await chunks.countDocuments({ files_id: id as never })).toBe(1);
  });

  it('is fetched once by two instances', async () => {
    await photos.note(someKey(), [picture, picture, picture], someKey(), NOON);
    const rounds = await Promise.all([1, 2].map(() => fetchRound({ outcome: 'ok', bytes: photo })));
    expect(rounds.flatMap(({ asked }) => asked)).toHaveLength(3);
    expect(rounds.map(({ counts }) => counts.fetched).reduce((a, b) => a + b)).toBe(3);
  });
});

describe('a picture that cannot be had', () => {
  const refused: readonly (readonly [string, FetchedPicture, string])[] = [
    ['a HEIC', { outcome: 'ok', bytes: heic() }, 'heic'],
    ['another type', { outcome: 'ok', bytes: Buffer.from('%PDF-1.7') }, 'type'],
    ['too many bytes', { outcome: 'ok', bytes: Buffer.alloc(MAX_PHOTO_BYTES + 1) }, 'too-big'],
    ['refused by its adapter', { outcome: 'refused', reason: 'too big' }, 'too-big'],
    ['gone', { outcome: 'gone', reason: 'http-403' }, 'http-403'],
  ];
  it.each(refused)('because of %s is told once', async (_what, got, reason) => {
    const owner = someKey();
    const [id = ''] = await photos.note(someKey(), [picture], owner, NOON);
    await photos.attach([id], 'Y26-0002-B');
    await fetchRound(got);
    const fresh = createPhotos({ mongo: database.mongo, sealer, clock });
    expect(await fresh.failedOf(owner, 'wecom:m1')).toEqual([{ fileNo: 'Y26-0002-B', reason }]);
    expect(await fresh.failedOf(owner, 'wecom:m1')).toHaveLength(1);
    expect(await fresh.failedOf(owner, 'wecom:m2')).toEqual([]);
    expect(await fresh.failedOf(someKey(), 'wecom:m3')).toEqual([]);
    expect(await documentOf(id)).not.toHaveProperty('source');
    expect(await photos.countOf('Y26-0002-B')).toBe(0);
  });

  it('at first is tried again until it comes', async () => {
    const [id] = await photos.note(someKey(), [picture], someKey(), NOON);
    expect((await fetchRound({ outcome: 'retry', reason: 'timeout' })).counts).toMatchObject({ putOff: 1 });
    expect((await fetchRound({ outcome: 'ok', bytes: photo })).counts).toMatchObject({ fetched: 0 });
    await wakeAll();
    expect((await fetchRound({ outcome: 'ok', bytes: photo })).counts).toMatchObject({ fetched: 1 });
    expect(await documentOf(id)).toMatchObject({ state: 'fetched', attempts: 2 });
  });

  it('has failed when it does not come within six minutes', async () => {
    const sentAt = new Date(NOON.getTime() - 7 * 60_000);
    const [id] = await photos.note(someKey(), [picture], someKey(), sentAt);
    await fetchRound({ outcome: 'retry', reason: 'timeout' });
    expect(await documentOf(id)).toMatchObject({ state: 'failed', reason: 'expired' });
  });
});

describe('pictures sent alone', () => {
  it('join the report of their sender within ten minutes, once', async () => {
    const owner = someKey();
    const minutesAgo = (minutes: number): Date => new Date(NOON.getTime() - minutes * 60_000);
    const [old] = await photos.note(someKey(), [picture], owner, minutesAgo(11));
    const first = await photos.note(someKey(), [picture], owner, minutesAgo(9));
    const second = await photos.note(someKey(), [picture], owner, minutesAgo(1));
    await photos.note(someKey(), [picture], someKey(), minutesAgo(1));
    const joined = [...first, ...second];
    expect(await photos.looseOf(owner, NOON)).toEqual(joined);
    await photos.attach(joined, 'Y26-0003-C');
    await photos.attach(joined, 'Y26-0003-C');
    expect(await photos.looseOf(owner, NOON)).toEqual([]);
    await photos.attach(joined, 'Y26-0004-D');
    expect(await photos.countOf('Y26-0003-C')).toBe(2);
    expect(await documentOf(old)).toHaveProperty('loose', true);
  });

  it('are removed after thirty days without a report, pixels and all', async () => {
    const long = new Date('2026-09-01T00:00:00Z');
    const [loose = ''] = await photos.note(someKey(), [picture], someKey(), long);
    const [kept = ''] = await photos.note(someKey(), [picture], someKey(), long);
    await photos.attach([kept], 'Y26-0005-E');
    await fetchRound({ outcome: 'ok', bytes: photo });
    const store = createPhotoFiles(database.mongo, sealer);
    expect(await purgeLoosePhotos(database.mongo, store, NOON)).toBe(1);
    expect(await documentOf(loose)).toBeNull();
    expect(await store.get(loose)).toBeUndefined();
    expect(await store.get(kept)).toBeDefined();
  });
});
