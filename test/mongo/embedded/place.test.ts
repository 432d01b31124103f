import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { enginePlace, linkUri } from '../../../src/mongo/embedded/place.ts';

let dataDir: string;
let toRemove: string[];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cs-place-'));
  toRemove = [dataDir];
});
afterEach(async () => {
  for (const folder of toRemove) await rm(folder, { recursive: true, force: true });
});

describe('enginePlace', () => {
  it('keeps the socket beside the data, in a folder of our own', async () => {
    const place = await enginePlace(dataDir);
    expect(place.link).toBe(join(dataDir, 'run', 'mongodb.sock'));
    expect((await stat(place.run)).mode & 0o777).toBe(0o700);
  });

  it('keeps it in the temporary folder when the path is too long, the same one each time', async () => {
    const long = join(dataDir, 'x'.repeat(60), '望溪县');
    const place = await enginePlace(long);
    toRemove.push(place.run);
    expect(place.run.startsWith(join(tmpdir(), 'campus-sentinel-'))).toBe(true);
    expect(Buffer.byteLength(`${place.run}/embedded-mongodb-XXXXXX/mongodb.sock`)).toBeLessThan(104);
    expect((await stat(place.run)).mode & 0o777).toBe(0o700);
    expect(await enginePlace(long)).toEqual(place);
  });

  it('makes a data folder that nobody else looks into', async () => {
    const fresh = join(dataDir, 'data');
    await enginePlace(fresh);
    expect((await stat(fresh)).mode & 0o777).toBe(0o700);
  });

  it('follows the note of a running engine', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'cs-run-'));
    toRemove.push(elsewhere);
    await writeFile(join(dataDir, 'mongodb.json'), JSON.stringify({ run: elsewhere }));
    expect((await enginePlace(dataDir)).run).toBe(elsewhere);
  });

  it.each([
    ['is no JSON', '{'],
    ['names a folder that is gone', JSON.stringify({ run: '/no/such/folder' })],
    ['names none', '{}'],
  ])('passes over a note that %s', async (_, text) => {
    await writeFile(join(dataDir, 'mongodb.json'), text);
    expect((await enginePlace(dataDir)).run).toBe(join(dataDir, 'run'));
  });

  it('does not use a folder that others may write to', async () => {
    await mkdir(join(dataDir, 'run'));
    await chmod(join(dataDir, 'run'), 0o777);
    const place = await enginePlace(dataDir);
    toRemove.push(place.run);
    expect(place.run).not.toBe(join(dataDir, 'run'));
  });
});

describe('linkUri', () => {
  it('is an address a driver understands', () => {
    expect(linkUri('/a b/mongodb.sock')).toBe('mongodb://%2Fa%20b%2Fmongodb.sock/?directConnection=true');
  });
});
