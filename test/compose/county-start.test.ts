import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { countyTrouble, loadGivenCounty } from '../../src/compose/county/load.ts';
import { tellCountyTrouble } from '../../src/compose/county/tell-trouble.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { loadConfig } from '../../src/config.ts';
import { countyFileFindings } from '../../src/doctor/probes/county-file.ts';
import { FILE_ROLE_WORDS, roleOf } from '../../src/people/roles.ts';
import type { PrivateWord } from '../../src/people/tell.ts';
import { parseCounty } from '../../src/places/county-file.ts';
import { type CountyStore, createCountyStore } from '../../src/places/county-store.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { testSealer } from '../support/test-sealer.ts';

const WITH = (...schools: readonly string[]): string =>
  [
    'county: { name: 望溪县, code: "990101" }',
    'townships: [{ name: 桐渡镇 }]',
    'schools:',
    ...schools.map((name) => `  - { name: ${name}, township: 桐渡镇, kind: 小学 }`),
    'members: [{ name: 卞知秋, role: 教育局 }]',
    '',
  ].join('\n');
const A = WITH('桐渡镇中心小学', '桐渡镇枫树小学');
const B = WITH('桐渡镇中心小学', '桐渡镇枫树小学', '桐渡镇老鹰岩小学');

describe('the county file at a start', () => {
  let fresh: FreshDatabase;
  let folder: string;
  let store: CountyStore;
  let said: string[];
  const clock = fixedClock(new Date('2026-11-24T00:00:00Z'));
  const sealer = testSealer();
  beforeAll(async () => {
    fresh = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'cs-start-'));
  });
  afterAll(async () => {
    await fresh.drop();
    await rm(folder, { recursive: true });
  });
  beforeEach(async () => {
    for (const name of ['county', 'county_versions', 'county_given', 'county_trouble', 'hazards'])
      await fresh.mongo.collection(name).deleteMany({});
    store = createCountyStore({ mongo: fresh.mongo, sealer, clock });
    said = [];
  });

  const base = () => {
    const config = loadConfig({
      COUNTY_FILE: join(folder, 'county.yaml'),
      ADMINS: 'wecom:bian',
      DATA_KEY: Buffer.alloc(32, 7).toString('base64'),
      MONGODB_URI: 'mongodb://unused',
      DINGTALK_CLIENT_ID: 'k',
      DINGTALK_CLIENT_SECRET: 's',
      DINGTALK_ROBOT_CODE: 'r',
    });
    const database = { mongo: fresh.mongo, sealer } as unknown as Parameters<typeof countyTrouble>[0];
    return { config, database, clock };
  };
  const start = async (text: string): Promise<void> => {
    await writeFile(join(folder, 'county.yaml'), text);
    await loadGivenCounty(base(), store, (line) => said.push(line));
  };
  const byHand = async (text: string): Promise<void> => {
    const parsed = parseCounty(text, { roleOf, roleWords: FILE_ROLE_WORDS });
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    await store.load(parsed.file, async () => new Map());
  };
  const schools = async (): Promise<number> => (await store.current()).schools.length;
  const trouble = () => countyTrouble(base().database);

  it('is loaded once, and again when it changed', async () => {
    await start(A);
    await start(A);
    expect(await schools()).toBe(2);
    await start(B);
    expect(await schools()).toBe(3);
    await start(A);
    expect(await schools()).toBe(2);
    expect((await store.versions()).map(({ by }) => by)).toEqual(['start', 'start', 'start']);
  });

  it('does not undo what was loaded by hand since, until it changes', async () => {
    await start(A);
    await byHand(B);
    await start(A);
    await start(`# 只改了备注\n${A}`);
    expect(await schools()).toBe(3);
    expect(said.at(-1)).toBe('县档案文件没有变，继续用后来手工导入的第 2 版。');
    await start(WITH('桐渡镇中心小学'));
    expect(await schools()).toBe(1);
  });

  it('does not undo what was loaded by hand before anything was remembered', async () => {
    await byHand(A);
    await byHand(B);
    await start(A);
    expect(await schools()).toBe(3);
  });

  it.each([
    ['mistakes', 1, A.replace('kind: 小学', 'kind: 大学')],
    ['other-county', 1, A.replace('望溪县, code: "990101"', '平安区, code: "630203"')],
    ['in-use', 1, WITH('桐渡镇中心小学')],
  ])('leaves the last good version in force: %s', async (kind, count, text) => {
    await start(A);
    const fir = (await store.current()).schools[1]?.id ?? '';
    const hazard = { _id: 'h1', open: true, areaId: 't', schoolId: fir, placeId: fir };
    await fresh.mongo.collection<typeof hazard>('hazards').insertOne(hazard);
    await start(text);
    expect(await schools()).toBe(2);
    expect(said.join('\n')).toContain('程序继续用第 1 版（11月24日导入）');
    expect(await trouble()).toMatchObject({ kind, count });
    await start(A);
    expect(await trouble()).toBeUndefined();
  });

  it('refuses to start where there is no good version', async () => {
    await expect(start('county: {}\n')).rejects.toThrow('处要改');
    await expect(start('')).rejects.toThrow('文件是空的');
  });

  it('tells the administrators in private, once for each distinct problem, and 自检 says it without names', async () => {
    await start(A);
    const words = new Map<string, PrivateWord>();
    const { fill: text } = loadReplies(TEMPLATES_DIR);
    const tell = () =>
      tellCountyTrouble(base(), {
        tell: async (word) => {
          words.set(word.key, word);
          return 'pushed';
        },
        versions: store.versions,
        text,
      });
    await tell();
    expect(words.size).toBe(0);
    for (const bad of ['大学', '大学', '学院']) {
      await start(A.replace('kind: 小学', `kind: ${bad}`));
      await tell();
    }
    expect(words.size).toBe(2);
    expect([...words.values()][0]).toMatchObject({ kind: 'operations', to: { userId: 'bian' } });
    const [{ text: first = '' } = {}] = [...words.values()];
    expect(first).toMatch(
      /^县档案文件有 1 处要改，没有导入。程序照常运行，用的还是第 1 版（11月24日导入）。/,
    );
    expect(first.trimEnd().endsWith('自检')).toBe(true);
    const [finding] = countyFileFindings(await trouble(), 'Asia/Shanghai');
    expect(finding).toMatchObject({ state: 'warn', text: expect.stringContaining('有 1 处要改') });
    expect(JSON.stringify(finding)).not.toContain('枫树');
  });
});
