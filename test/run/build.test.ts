import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ranAs } from '../support/ran-as.ts';

/** A compiler that lays down what it was asked for and counts how often. */
const COMPILER = `
const { appendFileSync, mkdirSync, writeFileSync } = require('node:fs');
appendFileSync('built', '+');
const out = process.argv[process.argv.indexOf('--outDir') + 1];
mkdirSync(out + '/src/cli', { recursive: true });
writeFileSync(out + '/src/main.js', 'console.log("main", process.argv.slice(2).join())');
writeFileSync(out + '/src/cli/county.js', 'console.log("county", process.argv.slice(2).join())');
`;

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cs-build-'));
  for (const name of ['package.json', 'src/run.js', 'src/build.js', 'src/refuse.js', 'tsconfig.json'])
    await cp(name, join(root, name));
  await writeFile(join(root, 'tsconfig.build.json'), '{}');
  await mkdir(join(root, 'commands'));
  await writeFile(join(root, 'src/main.ts'), '1');
  await mkdir(join(root, 'node_modules/typescript/bin'), { recursive: true });
  await writeFile(join(root, 'node_modules/typescript/package.json'), '{}');
  await writeFile(join(root, 'node_modules/typescript/bin/tsc'), COMPILER);
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

const run = (...args: string[]) => ranAs(root, ['src/run.js', ...args]);
const builds = async (): Promise<number> => (await readFile(join(root, 'built'), 'utf8')).length;

describe('src/run.js', () => {
  it('builds once and then runs what is built, with the arguments given', async () => {
    expect(await run('main', 'a', '--b')).toMatchObject({ code: 0, out: 'main a,--b\n' });
    expect(await run('county', 'check', 'x.yaml')).toMatchObject({ code: 0, out: 'county check,x.yaml\n' });
    expect(await builds()).toBe(1);
  });

  it('builds again when a source changes, comes or goes, and drops what is left of it', async () => {
    await run('build');
    await writeFile(join(root, 'dist/src/of-a-source-that-is-gone.js'), '');
    await writeFile(join(root, 'commands/new.ts'), '');
    await run('build');
    expect(await readdir(join(root, 'dist/src'))).toEqual(['cli', 'main.js']);
    await rm(join(root, 'commands/new.ts'));
    await run('build');
    await writeFile(join(root, 'src/main.ts'), '2');
    await run('build');
    expect(await builds()).toBe(4);
    expect((await readdir(root)).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  });

  it('writes nothing while what is built is up to date', async () => {
    await run('build');
    const before = (await stat(join(root, 'dist/built-from.txt'))).mtimeMs;
    await run('main');
    expect((await stat(join(root, 'dist/built-from.txt'))).mtimeMs).toBe(before);
    expect(await builds()).toBe(1);
  });

  it('runs what is built where there are no sources, as in an image', async () => {
    await run('build');
    for (const gone of ['src/main.ts', 'commands', 'tsconfig.json', 'node_modules'])
      await rm(join(root, gone), { recursive: true });
    expect(await run('main')).toMatchObject({ code: 0, out: 'main \n' });
  });

  it('lets several first starts at once all run', async () => {
    const starts = await Promise.all([run('main'), run('main'), run('main')]);
    expect(starts.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect((await readdir(root)).filter((name) => name.startsWith('dist'))).toEqual(['dist']);
  });

  it.each([
    ['node_modules', 'npm ci'],
    ['src/main.ts', 'npm ci'],
  ])('says what to do when %s is missing and nothing is built', async (gone, cure) => {
    await rm(join(root, gone), { recursive: true });
    const { code, err } = await run('main');
    expect(code).toBe(1);
    expect(err).toContain('启动不了：');
    expect(err).toContain('Cannot start: ');
    expect(err).toContain(cure);
    expect(err).not.toMatch(/^ +at /m);
  });

  it('says what the compiler says when it fails, and leaves what was built before', async () => {
    await run('build');
    await writeFile(join(root, 'src/main.ts'), 'broken');
    await writeFile(
      join(root, 'node_modules/typescript/bin/tsc'),
      'console.log("src/main.ts(1,1): error"); process.exit(2)',
    );
    const { code, err } = await run('main');
    expect(code).toBe(1);
    expect(err).toContain('npm run typecheck');
    expect(err).toContain('src/main.ts(1,1): error');
    expect(await readdir(join(root, 'dist/src'))).toContain('main.js');
  });

  it('refuses a Node older than package.json asks for, before anything else', async () => {
    const old = `data:text/javascript,Object.defineProperty(process.versions,'node',{value:'18.20.4'})`;
    const { code, err } = await ranAs(root, ['--import', old, 'src/run.js', 'main']);
    expect(code).toBe(1);
    expect(err).toContain('Node.js 18.20.4 太旧，需要 20.19');
    expect(err).toContain('Node.js 18.20.4 is too old: 20.19 or newer is needed.');
    expect(err.trim().split('\n')).toHaveLength(4);
  });

  it('names a program that does not exist', async () => {
    expect(await run('../../etc/passwd')).toMatchObject({ code: 1 });
    expect((await run('nothing')).err).toContain('没有“nothing”这个程序');
  });
});

describe('an installation that the user may not write to', () => {
  const lock = async (): Promise<void> => {
    const chmod = spawn('chmod', ['-R', 'a-w,a+rX', root]);
    await new Promise((resolve) => chmod.once('exit', resolve));
  };
  const runAsOther = (...args: string[]) => ranAs(root, ['src/run.js', ...args], { asNobody: true });

  it('runs what is built', async () => {
    await run('build');
    await lock();
    expect(await runAsOther('main')).toMatchObject({ code: 0, out: 'main \n', err: '' });
  });

  it('runs what was built by hand', async () => {
    await run('build');
    await rm(join(root, 'dist/built-from.txt'));
    await lock();
    expect(await runAsOther('main')).toMatchObject({ code: 0, out: 'main \n' });
  });

  it.each([
    ['nothing is built', async () => undefined, '程序还没有编译'],
    [
      'what is built is older than the sources',
      async () => {
        await run('build');
        await writeFile(join(root, 'src/main.ts'), '2');
      },
      '程序升级后还没有编译',
    ],
  ])('says what to do when %s', async (_what, before, words) => {
    await before();
    await lock();
    const { code, err } = await runAsOther('main');
    expect(code).toBe(1);
    expect(err).toContain(words);
    expect(err).toContain('npm run build');
    expect(err).toContain(root);
  });
});
