import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/**
 * `npm test`: the checks, then every jest suite; each check counts as one test. Ends in a plain
 * `N passed, N failed` (`, N skipped` where some were) and an exit code that says the same.
 * Arguments go to jest: `npm test -- test/sandbox`.
 */

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

interface Finished {
  readonly ok: boolean;
  readonly output: string;
}

type LineListener = (line: string, from: 'stdout' | 'stderr') => void;

/** What we read of jest's `--json` report. */
interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly unknown[];
  }[];
}

const CHECKS: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['lint and format', 'biome', 'ci', '.'],
  ['import law', 'depcruise', 'src', 'commands', 'test', '--config', '.dependency-cruiser.cjs'],
  ['dead code', 'knip'],
];

/** What watches the clock or wears the machine out runs by itself, so that nothing else is late because of it. */
const HARD = 'test/(chaos|browser)/|storm\\.test\\.ts$|mongo/embedded/';
const PHASES: readonly (readonly [name: string, ...args: string[]])[] = [
  ['tests', '--testPathIgnorePatterns', '/node_modules/', HARD],
  ['tests under stress', '--maxWorkers=1', '--testPathPatterns', HARD],
];

const tally = await runAll();
const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : '';
console.log(`\n${tally.passed} passed, ${tally.failed} failed${skipped}`);
process.exitCode = tally.failed === 0 && tally.passed > 0 ? 0 : 1;

async function runAll(): Promise<Tally> {
  const total: Tally = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, command, ...args] of CHECKS) {
    const started = performance.now();
    const { ok, output } = await run(command, args);
    total[ok ? 'passed' : 'failed']++;
    console.log(`${ok ? 'ok  ' : 'FAIL'}  ${name} (${seconds(started)})`);
    if (!ok) console.log(indent(output));
  }
  const asked = process.argv.slice(2);
  for (const [name, ...args] of asked.length > 0 ? [['tests', ...asked] as const] : PHASES) {
    const tests = await runJest(name, args);
    total.passed += tests.passed;
    total.failed += tests.failed;
    total.skipped += tests.skipped;
  }
  return total;
}

async function runJest(name: string, args: readonly string[]): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'cs-jest-'));
  const report = join(folder, 'report.json');
  const started = performance.now();
  console.log(`run   ${name}`);
  try {
    const finished = await run('jest', ['--json', `--outputFile=${report}`, ...args], showProgress);
    return countTests(name, await readReport(report), finished, started);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function countTests(
  name: string,
  report: JestReport | undefined,
  { ok, output }: Finished,
  started: number,
): Tally {
  if (!report) {
    console.log(`FAIL  jest ended without a report (${seconds(started)})\n${indent(output)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const broken = report.testResults.filter((suite) => suite.status === 'failed');
  for (const suite of broken) console.log(`\nFAIL  ${short(suite.name)}\n${indent(suite.message)}`);
  // A suite that could not even be loaded has no tests to count, and must not pass for none.
  const unloaded = broken.filter((suite) => suite.assertionResults.length === 0).length;
  const counted = report.numFailedTests + unloaded;
  // jest can also fail as a whole, in its set-up or tear-down.
  const other = !ok && counted === 0 ? 1 : 0;
  if (other) console.log(indent(output));
  const failed = counted + other;
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'}  ${name} (${seconds(started)})`);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

/** One line for each suite that ends, and what the set-up says (fetching the embedded engine takes a while once). */
function showProgress(line: string, from: 'stdout' | 'stderr'): void {
  const suite = /^(PASS|FAIL) (\S+\.test\.ts)(.*)$/.exec(line);
  if (suite) console.log(`  ${suite[1] === 'PASS' ? 'ok  ' : 'FAIL'}  ${suite[2]}${suite[3]}`);
  else if (from === 'stdout' && !line.startsWith('Test results written')) console.log(`        ${line}`);
}

/** Runs one of the installed tools; `onLine` sees each line as it comes. */
function run(command: string, args: readonly string[], onLine?: LineListener): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(join('node_modules', '.bin', command), args, {
      env: environmentOf(command),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const from of ['stdout', 'stderr'] as const) {
      const lines = createInterface({ input: child[from] });
      lines.on('line', (line) => {
        output += `${line}\n`;
        onLine?.(line, from);
      });
    }
    child.on('error', (error) =>
      resolve({ ok: false, output: `${command} did not start: ${error.message}` }),
    );
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

function environmentOf(command: string): NodeJS.ProcessEnv {
  const { FORCE_COLOR: _, ...env } = process.env;
  const options =
    command === 'jest'
      ? { NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning' }
      : {};
  return { ...env, NO_COLOR: '1', ...options };
}

async function readReport(file: string): Promise<JestReport | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JestReport;
  } catch {
    return undefined;
  }
}

function short(path: string): string {
  return path.replace(`${process.cwd()}/`, '');
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}

/** The end of an output, which is where tools say what is wrong. */
function indent(output: string): string {
  const lines = output.trimEnd().split('\n');
  return lines
    .slice(-200)
    .map((line) => `      ${line}`)
    .join('\n');
}
