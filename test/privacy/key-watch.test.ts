import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createKeyWatch, type KeyWatch } from '../../src/privacy/key-watch.ts';
import type { RingKey } from '../../src/privacy/keyring.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

const [a, b, c] = [1, 2, 3].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer, Buffer];
const kidOf = (key: Buffer): string => createSealer([key]).sealing();
const PLACE = 'dropouts:1:sealed';

describe('the watch over the keys', () => {
  let fresh: FreshDatabase;
  let watches: KeyWatch[] = [];
  let inUse: string[] = [];
  let checked: Buffer[] = [];
  const watch = (...keys: Buffer[]): KeyWatch => {
    const made = createKeyWatch({
      db: fresh.mongo.db,
      keys,
      owner: randomUUID(),
      tz: 'Asia/Shanghai',
      kidsInUse: async () => inUse,
      spotCheck: async (sealer) => {
        for (const box of checked) await new Promise((done) => done(opened(sealer, box)));
      },
      onError: () => {},
    });
    watches.push(made);
    return made;
  };
  const opened = (sealer: KeyWatch['sealer'], box: Buffer): unknown => {
    try {
      return sealer.open(box, PLACE);
    } catch {
      return undefined;
    }
  };
  const begun = async (...keys: Buffer[]): Promise<KeyWatch> => {
    const made = watch(...keys);
    await made.begin();
    return made;
  };
  /** A start and the stop after it. */
  const start = async (...keys: Buffer[]): Promise<void> => (await begun(...keys)).stop();
  const refused = (...keys: Buffer[]) =>
    expect(start(...keys)).rejects.toMatchObject({ code: 'foreign_data_key' });
  const mark = async (kid: string, marks: Partial<RingKey>): Promise<void> => {
    const { store } = watch(a);
    const ring = (await store.read()) ?? { keys: [], v: 0 };
    await store.change(
      ring,
      ring.keys.map((key) => (key.kid === kid ? { ...key, ...marks } : key)),
    );
  };

  beforeAll(async () => {
    fresh = await freshDatabase();
  });
  beforeEach(async () => {
    await fresh.mongo.db.dropDatabase();
    [inUse, checked] = [[], []];
  });
  afterEach(async () => {
    await Promise.all(watches.map((one) => one.stop()));
    watches = [];
  });
  afterAll(() => fresh.drop());

  it('lets the key of the first start in again and refuses another one', async () => {
    await start(a);
    await start(a);
    await refused(b);
    await start(a);
  });

  it('wants every key that ever sealed something, not the newest alone', async () => {
    await start(a);
    await start(b, a);
    await refused(b);
    await refused(a);
    await refused(b, c);
    await start(c, b, a);
    await refused(b, a);
  });

  it('lets a key that is known and has sealed nothing go again', async () => {
    await start(a);
    await start(a, b);
    await start(a);
  });

  it('names the missing key by fingerprint and first use, never the key, with the cure in both languages', async () => {
    await start(a);
    const { message } = (await start(b).catch((thrown: unknown) => thrown)) as Error;
    const day = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' });
    expect(message).toContain(`缺少指纹为 ${kidOf(a)}（${day} 起用）的密钥`);
    expect(message).toContain('请把这把密钥加到 DATA_KEY 末尾（新的在前、旧的在后，用逗号隔开）再启动');
    expect(message).toContain(`lacks the key with the fingerprint ${kidOf(a)} (first used ${day})`);
    expect(message).toContain('add it at the end of DATA_KEY');
    expect(message).not.toContain(a.toString('base64'));
    expect(message).not.toContain(b.toString('base64'));
  });

  it('lets one of two first starts with different keys win', async () => {
    const starts = await Promise.allSettled([a, b, a, b].map((key) => begun(key)));
    const done = starts.flatMap((one, n) => (one.status === 'fulfilled' ? [n % 2] : []));
    expect(done).toHaveLength(2);
    expect(new Set(done).size).toBe(1);
  });

  it('finds the keys of a database that has no ring by what they sealed', async () => {
    inUse = [kidOf(a), kidOf(b)];
    await refused(a);
    await refused(c, b);
    await start(b, a);
  });

  it('takes over what versions before noted', async () => {
    const { fingerprint } = createSealer([a]).keys[0] ?? { fingerprint: '' };
    await fresh.mongo.db
      .collection<{ _id: string }>('keyring')
      .insertOne({ _id: 'data-key', ...{ fingerprint } });
    await refused(b);
    await start(b, a);
  });

  it('seals with a new key once every running program knows it', async () => {
    const before = await begun(a);
    const rolled = await begun(b, a);
    expect(rolled.sealer.sealing()).toBe(kidOf(a));
    expect(opened(before.sealer, rolled.sealer.seal('x', PLACE))).toEqual(Buffer.from('x'));
    await before.stop();
    await rolled.look();
    expect(rolled.sealer.sealing()).toBe(kidOf(b));
    await refused(a);
    expect(rolled.sealer.sealing()).toBe(kidOf(b));
  });

  it('does not seal with a key that is being retired, wherever it stands', async () => {
    await start(a);
    const running = await begun(b, a);
    await mark(kidOf(a), { retiringAt: new Date() });
    expect((await begun(a, b)).sealer.sealing()).toBe(kidOf(b));
    await mark(kidOf(a), { retiredAt: new Date() });
    await start(b);
    await running.look();
    expect(running.sealer.hashes('id', 'x').map(({ kid }) => kid)).toEqual([kidOf(b)]);
    await expect(start(a)).rejects.toMatchObject({ code: 'foreign_data_key' });
  });

  it('seals nothing before it has begun, nor when all of its keys were retired', async () => {
    const unbegun = watch(a);
    expect(() => unbegun.sealer.seal('x', PLACE)).toThrow(expect.objectContaining({ code: 'keys_unsure' }));
    const running = await begun(a);
    running.sealer.seal('x', PLACE);
    await mark(kidOf(a), { retiringAt: new Date() });
    await expect(running.look()).rejects.toMatchObject({ code: 'retired_data_key' });
    expect(running.troubles().mute).toBe(true);
    expect(() => running.sealer.seal('x', PLACE)).toThrow(expect.objectContaining({ code: 'keys_unsure' }));
  });

  it('tells of keys that others used meanwhile, of boxes of unknown keys, and of damaged ones', async () => {
    const running = await begun(a);
    expect(running.troubles()).toEqual({ missing: [], damaged: [], mute: false });
    checked = [createSealer([c]).seal('x', PLACE), createSealer([a]).seal('x', 'hazards:1:sealed')];
    const looking = await begun(a);
    expect(looking.troubles()).toEqual({ missing: [kidOf(c)], damaged: ['dropouts'], mute: false });
  });
});
