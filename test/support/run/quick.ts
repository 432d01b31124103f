import { spawnSync } from 'node:child_process';
import { dirname, resolve } from 'node:path';
import { makeChecks, TYPES } from './checks.ts';
import { startEngine } from './engine.ts';
import { kindOf, suitesIn } from './kinds.ts';
import { runSuites } from './suites.ts';

/** Pure suites that take seconds each, with pictures, floods of text or long connections: only when they are touched. */
const SECONDS = [
  ...['chat/long-texts', 'digests/picture', 'media/clean-picture'],
  ...['dingtalk/stream/stream', 'wecom/socket/keeping-up', 'compose/parent-watch'],
];

/**
 * `npm run test:quick`: the types, the suites that need nothing, and of the others those that git sees changed or
 * that stand for a changed source folder (`src/people/…` is tested in `test/people`).
 */
const changed = changedFiles();
const touched = new Set(changed.filter((file) => file.endsWith('.test.ts')));
const folders = new Set(
  changed.filter((file) => file.startsWith('src/')).map((file) => dirname(file.slice(4))),
);
const wanted = suitesIn('test').filter((suite) => isWanted(suite));
const needEngine = wanted.some((suite) => kindOf(suite) !== 'pure');
const engine = needEngine ? await startEngine() : undefined;
try {
  const env = { TEST_CASES: '100', ...(engine === undefined ? {} : { TEST_MONGODB_URI: engine.uri }) };
  const [types, tests] = await Promise.all([
    makeChecks([TYPES]),
    runSuites('quick tests', ['--runTestsByPath', ...wanted], env),
  ]);
  const failed = 1 - types + tests.failed;
  console.log(`\n${types + tests.passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await engine?.close();
}

function isWanted(suite: string): boolean {
  const kind = kindOf(suite);
  const file = suite.slice(resolve('.').length + 1);
  if (touched.has(file)) return true;
  if (kind === 'pure') return !SECONDS.some((slow) => file.includes(slow));
  return kind === 'store' && folders.has(dirname(file.slice('test/'.length)));
}

function changedFiles(): readonly string[] {
  const { stdout } = spawnSync('git', ['status', '--porcelain', '--untracked-files=all'], {
    encoding: 'utf8',
  });
  return (stdout ?? '').split('\n').map((line) => line.slice(3).split(' -> ').at(-1) ?? '');
}
