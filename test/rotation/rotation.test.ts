import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTrail } from '../../src/audit/trail-store.ts';
import { rotateKeys } from '../../src/cli/keys-commands.ts';
import { reachDatabase } from '../../src/compose/open-database.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { createLog } from '../../src/log.ts';
import { createPhotoFiles } from '../../src/media/photo-files.ts';
import { createRosterCodes } from '../../src/people/roster-codes-store.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { SEALED } from '../../src/sealed-fields.ts';
import { PEOPLE, talkTo } from '../journeys/wangxi.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { startProgram, type TestProgram, testConfig } from '../support/program.ts';
import { boxesAmiss, sealedBoxes } from '../support/sealed-boxes.ts';
import { COUNTY, type Filled, fill } from './filled.ts';

const [OLD, NEW] = [1, 2].map((byte) => Buffer.alloc(32, byte)) as [Buffer, Buffer];
const text = (...keys: Buffer[]): string => keys.map((key) => key.toString('base64')).join();
const kidOf = (key: Buffer): string => createSealer([key]).sealing();
const both = createSealer([NEW, OLD]);

let fresh: FreshDatabase;
let filled: Filled;
const started: TestProgram[] = [];
const start = async (...keys: Buffer[]): Promise<TestProgram> => {
  const env = { DATA_KEY: text(...keys) };
  const program = await startProgram({ dbName: fresh.dbName, county: COUNTY, env });
  started.push(program);
  return program;
};
const stopAll = async (): Promise<void> => {
  for (const program of started.splice(0)) await program.stop();
};
const rotate = async (...keys: Buffer[]) => {
  const { config } = await testConfig(fresh.dbName, { env: { DATA_KEY: text(...keys) } });
  const { mongo, keys: watch, owner, close } = await reachDatabase(config, createLog('silent'), () => {});
  const progress: string[] = [];
  const tools = {
    db: mongo.db,
    watch,
    owner,
    trail: createTrail({ mongo, sealer: watch.sealer, clock: systemClock }),
    tz: config.timeZone,
    tell: (line: string) => progress.push(line),
  };
  return { ...(await rotateKeys(tools, { leaveDamaged: false }).finally(close)), progress };
};
const readyz = async ({ app }: TestProgram) =>
  (await (await fetch(`${app.url}/readyz`)).json()) as { checks: Record<string, string> };
const kids = async () => new Set((await sealedBoxes(fresh.mongo.db, both)).map(({ kid }) => kid));
/** The numbers of the cases of the child that would be found if somebody reported them anew. */
const alike = async ({ app }: TestProgram): Promise<readonly string[]> => {
  const { dropouts, people } = app.built.services;
  const known = await dropouts.find(filled.no);
  if (known === undefined) return [];
  const actor = await people.identify('wecom', PEOPLE.tongdu.wecom, false);
  const reader = { actor, accounts: [actor.key] };
  return (await dropouts.lookAlikes({ ...known, id: 'another' }, { name: '测甲乙' }, reader)).seen;
};

beforeAll(async () => {
  fresh = await freshDatabase();
});
afterAll(async () => {
  await stopAll();
  await fresh.drop();
});

describe('the data keys', () => {
  it('of something of everything that is sealed are in the table of sealed fields', async () => {
    const program = await start(OLD);
    filled = await fill(program);
    const found = new Set((await sealedBoxes(fresh.mongo.db, both)).map(({ collection }) => collection));
    expect([...found].sort()).toEqual(SEALED.map(({ collection }) => collection).sort());
    const paths = (await sealedBoxes(fresh.mongo.db, both)).map(
      ({ collection, path }) => `${collection}: ${path}`,
    );
    expect(paths).toContain('incidents: entries.*.sealed');
    expect(await boxesAmiss(fresh.mongo.db, both)).toEqual([]);
    expect(await kids()).toEqual(new Set([kidOf(OLD)]));
  }, 120_000);

  it('are not changed while a program runs that does not know the new one', async () => {
    const { done, lines } = await rotate(NEW, OLD);
    expect(done).toBe(false);
    expect(lines.join('\n')).toContain(`上的进程 ${process.pid}`);
    expect(await kids()).toEqual(new Set([kidOf(OLD)]));
    await stopAll();
    await (await start(OLD)).stop();
  });

  it('change under load on two instances: nothing is lost, everything is found, the old key can go', async () => {
    const [one, two] = [await start(NEW, OLD), await start(NEW, OLD)];
    expect(await alike(one)).toEqual([filled.no]);
    let stopped = false;
    const receipts: string[] = [];
    const load = [one, two].map(async (program, n) => {
      const talk = talkTo(program, 'wecom');
      while (!stopped) {
        receipts.push(await talk('tongdu', `报隐患 桐渡镇中心小学 围墙裂缝 ${'一二三四五'[n]}`));
        receipts.push(await talk('tongdu', `${filled.no} 补充 已电话联系`));
        expect(await alike(program)).toEqual([filled.no]);
        await sleep(20);
      }
    });
    const { done, lines, progress } = await rotate(NEW, OLD).finally(() => {
      stopped = true;
    });
    await Promise.all(load);
    expect(lines.join('\n')).toContain(`已停用 ${kidOf(OLD)}`);
    expect(done).toBe(true);
    expect(progress.some((line) => line.startsWith('正在重新封存：'))).toBe(true);
    expect(receipts.length).toBeGreaterThan(4);
    expect(receipts.filter((receipt) => !/[KY]26-/.test(receipt))).toEqual([]);
    expect(await kids()).toEqual(new Set([kidOf(NEW)]));
    expect(await boxesAmiss(fresh.mongo.db, both)).toEqual([]);
    const olds = { 'childKeys.kid': kidOf(OLD) };
    expect(await fresh.mongo.db.collection('dropouts').countDocuments(olds)).toBe(0);
    expect((await readyz(one)).checks.keys).toBe('ok');
    await stopAll();
  }, 120_000);

  it('leave nothing unfound or unopened to a program with the new key alone', async () => {
    const program = await start(NEW);
    const { mongo, sealer } = program.app.database;
    const { dropouts } = program.app.built.services;
    expect(await alike(program)).toEqual([filled.no]);
    expect(await dropouts.child(filled.no)).toMatchObject({ name: '测甲乙', phone: '13800000000' });
    expect(await createPhotoFiles(mongo, sealer).get(filled.photoId)).toEqual(Buffer.alloc(300_000, 1));
    expect(await createRosterCodes(mongo, sealer).memberOf(filled.code, new Date())).toBe('m-nobody');
    const talk = talkTo(program, 'wecom');
    expect(await talk('principal', '证照 校车 川A12345 2028-03-01')).toContain('2028-03-01');
    expect(await fresh.mongo.db.collection('permits').countDocuments()).toBe(1);
    // The file that was loaded before is known again: it makes no new version.
    expect(await fresh.mongo.db.collection('county_versions').countDocuments()).toBe(1);
    expect(await program.app.database.keys.troubles()).toEqual({ missing: [], damaged: [], mute: false });
  });

  it('make /readyz and 自检 red while something is there that none of them opens', async () => {
    await stopAll();
    const strangers = fresh.mongo.db.collection<{ _id: string }>('dialogues');
    const box = createSealer([Buffer.alloc(32, 9)]).seal('{}', 'dialogues/wecom:zzz');
    await strangers.insertOne({ _id: 'wecom:zzz', ...{ on: '2026-11-24', box } });
    const program = await start(NEW);
    expect(await readyz(program)).toMatchObject({ status: 'not ready', checks: { keys: 'failed' } });
    const { findings } = await program.app.built.services.doctor.checkup();
    expect(findings.find(({ check }) => check === '数据密钥')).toMatchObject({ state: 'fail' });
    await strangers.deleteOne({ _id: 'wecom:zzz' });
  });

  it('are refused when the retired one comes back alone', async () => {
    await expect(start(OLD)).rejects.toMatchObject({ code: 'foreign_data_key' });
  });

  it('do not change back to a retired one, and change nothing when run again', async () => {
    expect((await rotate(OLD, NEW)).lines.join('\n')).toContain('已停用或正在换下，不能再换回去');
    const { done, lines } = await rotate(NEW);
    expect({ done, first: lines[0] }).toEqual({
      done: true,
      first: expect.stringContaining('重新封存 0 处'),
    });
  });

  it('stay while something sealed lies where the table knows of nothing', async () => {
    await stopAll();
    const box = createSealer([NEW]).seal('x', 'elsewhere');
    await fresh.mongo.db.collection('elsewhere').insertOne({ some: [{ thing: box }] });
    const { done, lines } = await rotate(Buffer.alloc(32, 3), NEW);
    expect(done).toBe(false);
    expect(lines.join('\n')).toContain('elsewhere: some.*.thing：这个版本不认识');
    await expect(start(Buffer.alloc(32, 3))).rejects.toMatchObject({ code: 'foreign_data_key' });
  });
});
