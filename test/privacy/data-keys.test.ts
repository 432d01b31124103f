import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { parseDataKeys } from '../../src/privacy/data-keys.ts';
import { ensureDataKey } from '../../src/privacy/ensure-data-key.ts';

const a = Buffer.alloc(32, 0xfb).toString('base64');
const b = Buffer.alloc(32, 2).toString('base64');

describe('parseDataKeys', () => {
  it('reads several keys, newest first', () => {
    expect(parseDataKeys(`${a}, ${b}`).map((key) => key[0])).toEqual([0xfb, 2]);
  });

  it('reads the URL alphabet and keys without padding', () => {
    const url = Buffer.alloc(32, 0xfb).toString('base64url');
    expect(parseDataKeys(url)[0]?.toString('base64')).toBe(a);
  });

  it.each([
    '',
    'secret',
    `${a},`,
    `${a},${b.slice(4)}`,
    `${a}${b}`,
    `${a.slice(0, 20)} ${a.slice(20)}`,
    `${a},${a}`,
  ])('refuses case %#', (text) => {
    const refused = () => parseDataKeys(text);
    expect(refused).toThrow(expect.objectContaining({ code: 'bad_data_key' }));
    expect(refused).not.toThrow(text === '' ? /secret/ : text);
  });

  it('says which key is wrong', () => {
    expect(() => parseDataKeys(`${a},x`)).toThrow(/key 2/);
  });
});

describe('ensureDataKey', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'cs-key-'));
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('makes one key for any number of starts at once, readable by its owner alone', async () => {
    const starts = await Promise.all(Array.from({ length: 20 }, () => ensureDataKey(join(dir, 'data'))));
    expect(new Set(starts.map(({ keys }) => keys[0]?.toString('hex'))).size).toBe(1);
    expect(starts.filter(({ created }) => created)).toHaveLength(1);
    expect(await readdir(join(dir, 'data'))).toEqual(['data-key']);
    expect((await stat(starts[0]?.path ?? '')).mode & 0o777).toBe(0o600);
  });

  it('keeps the key of an earlier start', async () => {
    const first = await ensureDataKey(dir);
    const second = await ensureDataKey(dir);
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.keys).toEqual(first.keys);
  });

  it('refuses a damaged file and leaves it alone', async () => {
    await writeFile(join(dir, 'data-key'), 'oops');
    await expect(ensureDataKey(dir)).rejects.toMatchObject({ code: 'bad_data_key' });
    expect(await readFile(join(dir, 'data-key'), 'utf8')).toBe('oops');
  });
});
