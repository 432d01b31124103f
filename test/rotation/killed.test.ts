import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LEASE_MS } from '../../src/privacy/keyring-store.ts';
import { createSealer, kidOf } from '../../src/privacy/sealer.ts';
import { nodeArgs } from '../support/built.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { databaseUri, startProgram, WECOM } from '../support/program.ts';
import { boxesAmiss, sealedBoxes } from '../support/sealed-boxes.ts';

const [OLD, NEW] = [1, 2].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer];
const text = (...keys: Buffer[]): string => keys.map((key) => key.toString('base64')).join();
const idOf = (key: Buffer): string => createSealer([key]).sealing();
const both = createSealer([NEW, OLD]);
const DIALOGUES = 8_000;

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  await (await start(OLD)).stop();
  const old = createSealer([OLD]);
  const rows = Array.from({ length: DIALOGUES }, (_, n) => ({
    _id: `wecom:${n}`,
    on: '2026-11-24',
    box: old.seal('{}', `dialogues/wecom:${n}`),
  }));
  await fresh.mongo.collection<{ _id: string }>('dialogues').insertMany(rows);
});
afterAll(() => fresh.drop());

const start = (...keys: Buffer[]) => startProgram({ dbName: fresh.dbName, env: { DATA_KEY: text(...keys) } });
const counts = async () => {
  const boxes = await sealedBoxes(fresh.mongo.db, both);
  const of = (key: Buffer) => boxes.filter(({ kid }) => kid === idOf(key)).length;
  return { old: of(OLD), new: of(NEW) };
};

/** The key of the dialogue that a pass comes to first. */
const kidOfFirst = async () => {
  const dialogues = fresh.mongo.db.collection<{ _id: string; box: Buffer }>('dialogues', {
    promoteBuffers: true,
  });
  return kidOf(((await dialogues.findOne({ _id: 'wecom:0' })) ?? { box: Buffer.alloc(0) }).box);
};

function keys(...args: string[]) {
  const { TEST_MONGODB_URI: _uri, NODE_OPTIONS: _options, ...rest } = process.env;
  const env = {
    ...rest,
    MONGODB_URI: databaseUri(fresh.dbName),
    DATA_KEY: text(NEW, OLD),
    // Without a platform it would be the sandbox's database.
    WECOM_BOT_TOKEN: WECOM.token,
    WECOM_BOT_AES_KEY: WECOM.aesKey,
  };
  const child = spawn(process.execPath, [...nodeArgs('src/cli/keys.ts'), ...args], { env });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said }));
  return { child, ended };
}

describe('a rotation that is killed', () => {
  it(
    'has retired nothing, and ends well when it is run again',
    async () => {
      const first = keys('rotate');
      while ((await kidOfFirst()) === idOf(OLD)) {
        if (first.child.exitCode !== null) throw new Error((await first.ended).said);
        await sleep(2);
      }
      first.child.kill('SIGKILL');
      expect((await first.ended).code).toBeNull();
      const between = await counts();
      expect(between.old).toBeGreaterThan(0);
      expect(between.new).toBeGreaterThan(0);
      await expect(start(NEW)).rejects.toMatchObject({ code: 'foreign_data_key' });
      expect((await keys('list').ended).said).toMatch(
        new RegExp(`${idOf(OLD)} +\\d{4}-\\d\\d-\\d\\d +正在换下 +第 2 把 +对话 \\d+`),
      );
      const { code, said } = await keys('rotate').ended;
      expect({ code, said }).toEqual({ code: 0, said: expect.stringContaining(`已停用 ${idOf(OLD)}`) });
      expect(said).toContain('正在重新封存：');
      expect(await counts()).toEqual({ old: 0, new: expect.any(Number) });
      expect(await boxesAmiss(fresh.mongo.db, both)).toEqual([]);
      await (await start(NEW)).stop();
      expect((await keys('list').ended).said).toMatch(new RegExp(`${idOf(OLD)} .*已停用 +第 2 把 +无`));
    },
    LEASE_MS + 120_000,
  );
});
