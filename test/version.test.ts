import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { VERSION } from '../src/compose/version.ts';
import { chatInWangxi, talkTo } from './journeys/wangxi.ts';
import { fromRoot } from './support/from-root.ts';
import { startProgram, type TestProgram } from './support/program.ts';

const read = (name: string): string => readFileSync(fromRoot(name), 'utf8');

describe('the version', () => {
  it('is that of the package, of its lock and of the newest release in the changelog', () => {
    expect(VERSION).toMatch(/^\d+\.\d+\.\d+$/);
    expect(JSON.parse(read('package.json')).version).toBe(VERSION);
    const { version, packages } = JSON.parse(read('package-lock.json'));
    expect([version, packages[''].version]).toEqual([VERSION, VERSION]);
    expect(/^## \[(\d[^\]]*)\]/m.exec(read('CHANGELOG.md'))?.[1]).toBe(VERSION);
  });

  it('stands in a changelog of the common form', () => {
    const lines = read('CHANGELOG.md').split('\n');
    expect(lines[0]).toBe('# Changelog');
    const releases = lines.filter((line) => line.startsWith('## '));
    for (const line of releases)
      expect(line).toMatch(/^## \[(Unreleased\]|\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d)$/);
    for (const line of lines.filter((each) => each.startsWith('### ')))
      expect(line).toMatch(/^### (Added|Changed|Deprecated|Removed|Fixed|Security)$/);
  });
});

describe('a running program', () => {
  let program: TestProgram;
  beforeAll(async () => {
    program = await startProgram();
  });
  afterAll(() => program.stop());

  it('says its version to whoever looks after it', async () => {
    const page = async (path: string) => await (await fetch(`${program.app.url}${path}`)).text();
    expect(JSON.parse(await page('/healthz'))).toEqual({ status: 'ok', version: VERSION });
    expect(await page('/metrics')).toContain(`sentinel_build_info{version="${VERSION}"} 1`);
  });

  it('says it in 自检', async () => {
    const chat = await chatInWangxi();
    expect(await talkTo(chat, 'wecom')('admin', '自检 全部')).toContain(`✓ 版本：校园哨兵 ${VERSION}，Node`);
    await chat.stop();
  });
});
