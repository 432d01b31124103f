/**
 * What `npm start`, `npm run county` … run: `node src/run.js <program> [arguments]`. Plain JavaScript, so that it
 * works before anything is built and can say what is wrong on a Node that the rest could not even be read by.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.js';
import { refuse } from './refuse.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [program = '', ...rest] = process.argv.slice(2);

requireNode();
ensureBuilt(root);
if (program !== 'build') await run();

/** The line of `engines` in package.json is the only place that says which Node is needed. */
function requireNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [major, minor] = engines.node.replace(/^\D+/, '').split('.').map(Number);
  const [ours, ourMinor] = process.versions.node.split('.').map(Number);
  if (ours > major || (ours === major && ourMinor >= minor)) return;
  refuse({
    zh: `Node.js ${process.versions.node} 太旧，需要 ${major}.${minor} 或更新的版本。`,
    zhCure: '请安装 Node.js 24（长期支持版），再执行 npm ci，然后重新启动。',
    en: `Node.js ${process.versions.node} is too old: ${major}.${minor} or newer is needed.`,
    enCure: 'install Node.js 24 (LTS), run npm ci, and start again.',
  });
}

/** `main`, or a command of `src/cli`; it sees its arguments where it would find them if node had run it itself. */
async function run() {
  const file = join(root, 'dist/src', program === 'main' ? 'main.js' : `cli/${program}.js`);
  if (!/^[a-z-]+$/.test(program) || !existsSync(file)) {
    refuse({
      zh: `没有“${program}”这个程序。`,
      zhCure: '请执行 npm run 查看有哪些命令。',
      en: `There is no program "${program}".`,
      enCure: 'npm run lists what there is.',
    });
  }
  process.argv.splice(1, process.argv.length - 1, file, ...rest);
  await import(pathToFileURL(file).href);
}
