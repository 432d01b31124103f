import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { connectMongo, type Mongo } from '../../../src/mongo/connect.ts';
import { isAlive } from '../../../src/mongo/embedded/alive.ts';
import { type Embedded, openEmbedded } from '../../../src/mongo/embedded/open.ts';
import { createGroupCommit } from '../../../src/mongo/group-commit.ts';
import { hostPid, startProgram, until } from './programs.ts';

const log = pino({ level: 'silent' });
let dataDir: string;
let toClose: { close(): Promise<void> }[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'cs-open-'));
  toClose = [];
});
afterEach(async () => {
  for (const thing of toClose.reverse()) await thing.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function open(): Promise<Embedded> {
  const engine = await openEmbedded({ dataDir, onProgress: () => undefined, log });
  toClose.push(engine);
  return engine;
}

async function connect(uri: string): Promise<Mongo> {
  const mongo = await connectMongo({ uri, log });
  toClose.push(mongo);
  return mongo;
}

describe('openEmbedded', () => {
  it('hosts the engine and leaves a note only its user can read', async () => {
    const engine = await open();
    await (await connect(engine.uri)).ping();
    expect(engine.owner).toBe(true);
    expect((await stat(join(dataDir, 'mongodb.json'))).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(join(dataDir, 'mongodb.json'), 'utf8'))).toMatchObject({
      uri: engine.uri,
    });
  });

  it('attaches to an engine that another one hosts, under the same address', async () => {
    const first = await open();
    const second = await open();
    expect([second.owner, second.uri]).toEqual([false, first.uri]);
  });

  it('gives several that start at once one engine', async () => {
    const engines = await Promise.all([open(), open(), open()]);
    expect(engines.filter(({ owner }) => owner)).toHaveLength(1);
  });

  it('ends the host and takes its note and sockets away on close', async () => {
    const engine = await open();
    const pid = await hostPid(dataDir);
    await engine.close();
    expect(isAlive(pid)).toBe(false);
    expect(await readdir(join(dataDir, 'run'))).toEqual([]);
    expect(await readdir(dataDir)).not.toContain('mongodb.json');
  });

  it('brings the host back after kill -9, drivers go on under the same address', async () => {
    const engine = await open();
    const mongo = await connect(engine.uri);
    await mongo.collection<{ _id: string }>('things').insertOne({ _id: 'before' });
    const killed = await hostPid(dataDir);
    process.kill(killed, 'SIGKILL');
    await until(async () => (await hostPid(dataDir)) !== killed);
    expect(await mongo.collection<{ _id: string }>('things').findOne({ _id: 'before' })).not.toBeNull();
    const sockets = (await readdir(join(dataDir, 'run'))).filter((name) => name.startsWith('embedded-'));
    expect(sockets).toHaveLength(1);
  });

  it('goes on when the terminal or a service manager signals the host', async () => {
    const engine = await open();
    const mongo = await connect(engine.uri);
    const pid = await hostPid(dataDir);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal);
    await sleep(200);
    await mongo.ping();
    expect(await hostPid(dataDir)).toBe(pid);
  });

  it('tells in one sentence when the data cannot be opened', async () => {
    await writeFile(join(dataDir, 'mongodb'), 'a file, where a folder should be');
    await expect(open()).rejects.toMatchObject({
      code: 'mongo_engine_unavailable',
      message: expect.stringContaining('set MONGODB_URI'),
    });
  });

  it('leaves the engine to one that is attached when the owner closes', async () => {
    const owner = await open();
    const attached = await open();
    const mongo = await connect(attached.uri);
    await owner.close();
    await until(() => attached.owner);
    await expect(mongo.ping()).resolves.toBeUndefined();
  });
});

describe('programs on one data folder', () => {
  it('leave no host behind when they are killed', async () => {
    const program = await startProgram(dataDir);
    const pid = await hostPid(dataDir);
    await program.kill();
    await until(() => !isAlive(pid));
  });

  it('start again right after a kill', async () => {
    for (let round = 0; round < 3; round += 1) await (await startProgram(dataDir)).kill();
    expect((await open()).owner).toBe(true);
  });

  it('start again right after program and host were killed together', async () => {
    const program = await startProgram(dataDir);
    process.kill(await hostPid(dataDir), 'SIGKILL');
    await program.kill();
    expect((await open()).owner).toBe(true);
  });

  it('take over from an owner that was killed', async () => {
    const program = await startProgram(dataDir);
    const attached = await open();
    const mongo = await connect(attached.uri);
    expect([program.owner, attached.owner]).toEqual([true, false]);
    await program.kill();
    await until(() => attached.owner);
    await expect(mongo.ping()).resolves.toBeUndefined();
  });
});

describe('kill -9 of the host', () => {
  it('loses nothing that was acknowledged', async () => {
    const engine = await open();
    const mongo = await connect(engine.uri);
    const commit = createGroupCommit(mongo);
    const acknowledged: string[] = [];
    let streaming = true;
    const stream = async (writer: number): Promise<void> => {
      for (let n = 0; streaming; n += 1) {
        const document = { _id: `${writer}:${n}`, claim: `${writer}`, text: 'x'.repeat(200) };
        const stored = commit.insert('stream', document, (existing) => existing.claim === document.claim);
        await stored.then(
          () => acknowledged.push(document._id),
          () => sleep(10),
        );
      }
    };
    const stop = async (): Promise<void> => {
      streaming = false;
    };
    toClose.push({ close: stop });
    const writers = Array.from({ length: 16 }, (_, writer) => stream(writer));
    for (let kills = 0; kills < 6; kills += 1) {
      const enough = acknowledged.length + 300;
      await until(() => acknowledged.length > enough);
      process.kill(await hostPid(dataDir), 'SIGKILL');
    }
    const enough = acknowledged.length + 500;
    await until(() => acknowledged.length > enough);
    streaming = false;
    await Promise.all(writers);
    const stored = await mongo.collection<{ _id: string }>('stream').distinct('_id');
    const kept = new Set(stored);
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
  }, 60_000);
});
