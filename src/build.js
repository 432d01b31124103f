import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from './refuse.js';

/** Says which sources `dist` was built from. */
const STAMP = 'built-from.txt';

/**
 * Sees to it that `dist` was built from the sources that are there. While it is, nothing is written, so that a
 * read-only installation starts as it is; where there are no sources (an image), what was built is taken.
 */
export function ensureBuilt(root) {
  buildProgram(root);
  learn(root);
}

function buildProgram(root) {
  const built = existsSync(join(root, 'dist/src/main.js'));
  if (!existsSync(join(root, 'src/main.ts'))) {
    if (!built) refuse(NOTHING);
    return;
  }
  const sources = hashOf(root);
  const stamp = stampOf(root);
  if (built && stamp === sources) return;
  process.stderr.write(
    '正在编译程序，只在安装或升级后做一次 … / building, once after an install or upgrade …\n',
  );
  const next = join(root, `dist.new-${process.pid}`);
  try {
    writeFileSync(`${next}.txt`, '');
    rmSync(`${next}.txt`);
  } catch (error) {
    // Somebody built by hand, or copied a build: nothing says that it is an old one.
    if (built && stamp === undefined) return;
    refuse(readOnly(root, built, error));
  }
  build(root, next);
  writeFileSync(join(next, STAMP), `${sources}\n`);
  swap(root, next);
}

/**
 * What the examples of `templates/understanding` teach is learned once, and again when a clerk changed one. Where that
 * cannot be left in `dist`, each start learns by itself, when the first message needs it.
 */
function learn(root) {
  const folder = join(root, 'templates/understanding');
  const program = join(root, 'dist/src/cli/learn.js');
  if (!existsSync(folder) || !existsSync(program) || existsSync(join(root, 'dist', learnedName(folder))))
    return;
  spawnSync(process.execPath, [program], { cwd: root, stdio: 'ignore' });
}

/** The same as `learnedName` of src/chat/understand/learned.ts. */
function learnedName(folder) {
  const hash = createHash('sha256');
  const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
  for (const file of files.sort()) hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  return `understanding-${hash.digest('hex').slice(0, 16)}.model`;
}

/** By content: times of files say nothing after a clone or a copy. Some 30 ms. */
function hashOf(root) {
  const hash = createHash('sha256');
  const files = ['src', 'commands'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  for (const name of [...files.sort(), 'tsconfig.json', 'tsconfig.build.json'])
    hash.update(`${name}\n`).update(readFileSync(join(root, name)));
  return hash.digest('hex');
}

function stampOf(root) {
  try {
    return readFileSync(join(root, 'dist', STAMP), 'utf8').trim();
  } catch {
    return undefined;
  }
}

/** Types are checked by `npm run typecheck`; to run, they need not be installed. */
function build(root, next) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  if (!existsSync(tsc)) refuse(NO_COMPILER);
  const args = [tsc, '-p', 'tsconfig.build.json', '--noCheck', '--types', '', '--outDir', next];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  if (status === 0) return;
  rmSync(next, { recursive: true, force: true });
  refuse({ ...NOT_BUILT, said: `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-10).join('\n') });
}

/** Renamed into place, so that no start ever sees half a build, nor what is left of a source that is gone. */
function swap(root, next) {
  const dist = join(root, 'dist');
  const old = `${next}.old`;
  try {
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(next, dist);
  } catch (error) {
    // Another start was quicker; what it built is the same.
    if (stampOf(root) === undefined) throw error;
  }
  for (const left of [old, next]) rmSync(left, { recursive: true, force: true });
}

const NOTHING = {
  zh: '安装不完整：既没有源码，也没有编译好的程序（dist）。',
  zhCure: '请重新完整下载本程序，执行 npm ci。',
  en: 'the installation is not whole: there are neither sources nor a built program (dist).',
  enCure: 'download the whole program again and run npm ci.',
};

const NO_COMPILER = {
  zh: '程序还没有编译，编译器也没有安装。',
  zhCure: '请在本程序文件夹里执行 npm ci（或 npm ci --omit=dev），再启动。',
  en: 'the program is not built, and the compiler is not installed.',
  enCure: 'run npm ci (or npm ci --omit=dev) in the folder of the program, then start again.',
};

const NOT_BUILT = {
  zh: '程序没有编译成功。',
  zhCure: '请重新执行 npm ci；改过源码的，先执行 npm run typecheck。',
  en: 'the program could not be built.',
  enCure: 'run npm ci again; if sources were changed, npm run typecheck says what is wrong.',
};

function readOnly(root, built, { code }) {
  const state = built
    ? ['程序升级后还没有编译', 'not built since the upgrade']
    : ['程序还没有编译', 'not built yet'];
  return {
    zh: `${state[0]}，而当前用户不能写文件夹 ${root}（${code}）。`,
    zhCure: '请用安装本程序的用户（例如 root）在该文件夹执行一次 npm run build，再用现在的用户启动。',
    en: `the program is ${state[1]}, and this user may not write to ${root} (${code}).`,
    enCure:
      'run npm run build there once as the user who installed it (root, say), then start again as this user.',
  };
}
