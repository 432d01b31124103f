import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTrail } from '../../src/audit/trail-store.ts';
import type { CountyTools } from '../../src/cli/county-tools.ts';
import { databaseLine } from '../../src/cli/database-line.ts';
import { exportTo } from '../../src/cli/export-county.ts';
import { codes } from '../../src/cli/issue-codes.ts';
import { load, rollback } from '../../src/cli/load-county.ts';
import { runCounty } from '../../src/cli/run-county.ts';
import { check, diff, versions } from '../../src/cli/show-county.ts';
import { tableLines } from '../../src/cli/table.ts';
import { openCasesIn } from '../../src/compose/county/open-cases.ts';
import { createPeople } from '../../src/people/people.ts';
import { createGivenCounty } from '../../src/places/county-given-store.ts';
import { createCountyStore } from '../../src/places/county-store.ts';
import { createSealer } from '../../src/privacy/sealer.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fixedClock } from '../support/fixed-clock.ts';

const COUNTY = `county: { name: 望溪县, code: "990101" }
townships: [{ name: 桐渡镇 }, { name: 柳汊镇 }]
schools:
  - { name: 桐渡镇初级中学, township: 桐渡镇, kind: 初中, boarding: 是 }
members:
  - { name: 卞知秋, role: 教育局, wecom: bian }
  - { name: 卓谷雨, role: 班主任, post: 班主任, school: 桐渡初中 }
  - { name: 桑小满, role: 乡镇, township: 桐渡 }
`;

describe('county commands', () => {
  let fresh: FreshDatabase;
  let folder: string;
  let tools: CountyTools;
  let printed: string[];
  beforeAll(async () => {
    fresh = await freshDatabase();
    folder = await mkdtemp(join(tmpdir(), 'cs-county-'));
    const sealer = createSealer([randomBytes(32)]);
    const clock = fixedClock(new Date('2026-11-24T00:00:00Z'));
    const store = createCountyStore({ mongo: fresh.mongo, sealer, clock });
    printed = [];
    tools = {
      ...{ mongo: fresh.mongo, sealer, clock, store, openCasesOf: openCasesIn(fresh.mongo) },
      trail: createTrail({ mongo: fresh.mongo, sealer, clock }),
      timeZone: 'Asia/Shanghai',
      merge: async () => 0,
      given: createGivenCounty(fresh.mongo, sealer),
      terminal: { print: (line) => printed.push(line), tell: () => {} },
    };
  });
  afterAll(async () => {
    await fresh.drop();
    await rm(folder, { recursive: true });
  });
  const file = async (name: string, text: string): Promise<string> => {
    const path = join(folder, name);
    await writeFile(path, text);
    return path;
  };

  it('has nothing to export before the first load', async () => {
    await expect(exportTo(undefined, tools)).rejects.toThrow('还没有导入过县档案');
  });

  it('loads, loads again, exports and reads back', async () => {
    const path = await file('county.yaml', COUNTY);
    expect(await check(path)).toEqual([`${path} 没有问题：望溪县，2 个乡镇街道，1 所学校，3 人，0 个群。`]);
    expect(await load(path, tools)).toEqual([
      '已导入：望溪县，2 个乡镇街道，1 所学校，3 人，0 个群。新增 3 个单位，停用 0 个。',
      '现在是第 1 版。',
    ]);
    expect(await load(path, tools)).toEqual(['内容与现在的县档案相同，没有改动。']);
    const copy = join(folder, 'copy.yaml');
    await exportTo(copy, tools);
    expect((await stat(copy)).mode & 0o777).toBe(0o600);
    expect(await load(copy, tools)).toEqual(['内容与现在的县档案相同，没有改动。']);
    expect((await exportTo(undefined, tools)).join('\n')).toBe((await readFile(copy, 'utf8')).trimEnd());
  });

  it('loads nothing of a file with mistakes', async () => {
    const path = await file('bad.yaml', COUNTY.replace('桐渡初中', '桐度初中'));
    await expect(load(path, tools)).rejects.toThrow(
      '第 7 行：人员“卓谷雨”：“桐度初中”不在 schools 里，是不是“桐渡镇初级中学”？',
    );
  });

  it('refuses to retire a place with open hazards', async () => {
    const { gazetteer } = await tools.store.county();
    const liucha = gazetteer.townships[1]?.id ?? '';
    const hazards = fresh.mongo.collection<{ _id: string; open: boolean; areaId: string; placeId: string }>(
      'hazards',
    );
    await hazards.insertOne({ _id: 'h1', open: true, areaId: liucha, placeId: liucha });
    const path = await file('smaller.yaml', COUNTY.replace(', { name: 柳汊镇 }', ''));
    await expect(load(path, tools, { yes: true })).rejects.toThrow('柳汊镇：1 件');
    await hazards.updateOne({ _id: 'h1' }, { $set: { open: false } });
    expect(await load(path, tools, { yes: true })).toEqual([
      expect.stringContaining('停用 1 个'),
      '  停用：柳汊镇（原有记录仍可查）',
      '现在是第 2 版。',
    ]);
  });

  it('shows what would change, and asks before people or places go', async () => {
    const path = await file(
      'fewer.yaml',
      COUNTY.replace(/ {2}- \{ name: 桑小满.*\n/, '').replace('boarding: 是', 'boarding: 否'),
    );
    const shown = [
      '与现在的县档案相比：',
      '  + 新增乡镇 1：柳汊镇',
      '  - 去掉人员 1：桑小满',
      '  * 学校 桐渡镇初级中学（寄宿）',
    ];
    expect(await diff(path, tools)).toEqual(shown);
    printed.length = 0;
    await expect(load(path, tools)).rejects.toThrow('1 个人将从县档案里去掉');
    expect(printed).toEqual(shown);
    const asked = (answer: string): CountyTools => ({
      ...tools,
      terminal: { ...tools.terminal, ask: async () => answer },
    });
    await expect(load(path, asked('不'))).rejects.toThrow('什么都没有改');
    expect(await load(path, asked('是'))).toContain('现在是第 3 版。');
  });

  it('lists the versions and goes back to one of them as a new version', async () => {
    expect(await rollback(1, tools)).toContain('现在是第 4 版。');
    const lines = await versions(tools);
    expect(lines[0]).toMatch(/^版本 +时间 +来源 +乡镇 +学校 +人员 +群$/);
    expect(lines[1]).toMatch(/^4（现用） +2026-11-24 08:00 +退回旧版 +2 +1 +3 +0$/);
    expect(lines[4]).toMatch(/^1 +2026-11-24 08:00 +手工导入 /);
    expect((await exportTo(undefined, tools)).join('\n')).toBe(COUNTY.trimEnd());
    await expect(rollback(9, tools)).rejects.toThrow('没有第 9 版');
  });

  it('exports the comments of what was loaded last, and yes and no as 是 and 否 where no text was kept', async () => {
    const path = await file('remarks.yaml', `# 王科长定的\n${COUNTY}`);
    expect(await load(path, tools)).toEqual(['内容与现在的县档案相同，没有改动。']);
    expect((await exportTo(undefined, tools))[0]).toContain('# 王科长定的');
    await fresh.mongo.collection('county_versions').updateMany({}, { $unset: { text: '' } });
    expect((await exportTo(undefined, tools))[0]).toContain('boarding: 是');
  });

  it('warns of a file without schools or people', async () => {
    const path = await file('empty.yaml', 'county: { name: 望溪县 }\ntownships: [{ name: 桐渡镇 }]\n');
    expect(await check(path)).toEqual([
      expect.stringContaining('没有问题'),
      expect.stringContaining('注意：文件里一所学校也没有'),
      expect.stringContaining('注意：文件里一个人也没有'),
    ]);
  });

  it('gives codes to those who have neither an account nor a code; others are made anew only when asked for', async () => {
    const people = createPeople({
      mongo: fresh.mongo,
      sealer: tools.sealer,
      roster: () => tools.store.county(),
      townshipOf: async () => undefined,
      admins: [],
    });
    const codeOf = (lines: readonly string[], name: string): string =>
      lines.find((line) => line.startsWith(name))?.match(/\d{6}$/)?.[0] ?? '';
    const first = await codes(tools);
    const old = codeOf(first, '卓谷雨');
    const kept = codeOf(first, '桑小满');
    expect((await codes(tools))[0]).toContain('2 人都已有码');
    await expect(codes(tools, { renew: { name: '卞知秋' } })).rejects.toThrow('没有绑定的人里没有“卞知秋”');
    const lines = await codes(tools, { renew: { name: '卓谷雨' } });
    expect(lines[0]).toMatch(/^姓名 +单位 +职务 +绑定码$/);
    expect(lines.some((line) => line.startsWith('卞知秋'))).toBe(false);
    expect(lines.find((line) => line.startsWith('卓谷雨'))).toContain('桐渡镇初级中学');
    const at = tools.clock.now();
    expect(await people.redeem('wecom', 'zhuo', old, at)('k1')).toEqual({ outcome: 'wrong' });
    expect(await people.redeem('wecom', 'zhuo', codeOf(lines, '卓谷雨'), at)('k2')).toMatchObject({
      outcome: 'bound',
      actor: { role: 'teacher' },
    });
    expect(await people.redeem('wecom', 'sang', kept, at)('k3')).toMatchObject({ outcome: 'bound' });
    expect(await codes(tools)).toEqual(['花名册里的人都已绑定，不用发码。']);
  });

  it('says that nobody is in the roster rather than that all are bound', async () => {
    const path = await file('nobody.yaml', 'county: { name: 望溪县, code: "990101" }\n');
    await load(path, tools, { yes: true });
    expect((await codes(tools))[0]).toContain('花名册是空的');
  });
});

describe('runCounty', () => {
  const run = async (...args: string[]) => {
    const printed: string[] = [];
    const told: string[] = [];
    const code = await runCounty(args, {
      print: (line) => printed.push(line),
      tell: (line) => told.push(line),
    });
    return { code, printed, told };
  };

  it.each([
    [[]],
    [['loads', 'x']],
    [['load']],
    [['check']],
    [['check', 'a', 'b']],
    [['codes', 'x']],
    [['load', 'a', '--no']],
    [['rollback', 'x']],
  ])('shows the usage for %j', async (args) => {
    const { code, told } = await run(...args);
    expect(code).toBe(2);
    expect(told[0]).toBe('用法：npm run county -- 命令');
  });

  it('checks the fictional county without a database', async () => {
    const { code, printed } = await run('check', 'templates/county/wangxi.yaml');
    expect(code).toBe(0);
    expect(printed).toEqual([expect.stringContaining('望溪县，20 个乡镇街道，120 所学校')]);
  });

  it('says that a file is not there', async () => {
    const { code, told } = await run('check', 'no-such.yaml');
    expect(code).toBe(1);
    expect(told).toEqual(['no-such.yaml：没有这个文件。请检查路径。']);
  });
});

describe('the first line of a command', () => {
  it.each([
    [{ dataDir: 'data', sandbox: false }, '数据库 Database：内置数据库 embedded engine（data）'],
    [
      {
        dataDir: 'data',
        sandbox: false,
        mongodbUri: 'mongodb://bot:p%40ss@db1:27017,db2/county?replicaSet=r',
      },
      '数据库 Database：MongoDB db1:27017,db2/county',
    ],
    [{ dataDir: 'data', sandbox: true }, expect.stringContaining('沙箱县 sandbox county')],
  ])('says which database it is, and no secret', (config, line) => {
    expect(databaseLine(config)).toEqual(line);
  });
});

describe('table', () => {
  it('aligns Chinese and Latin columns', () => {
    expect(
      tableLines([
        ['姓名', 'x'],
        ['ab', '码'],
      ]),
    ).toEqual(['姓名  x', 'ab    码']);
  });
});
