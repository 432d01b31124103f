import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Finished, lastLines, runNode, secondsSince } from './tool.ts';

/** How many tests of a run ended how. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

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
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/** jest as a command of node's: through tsx, where its runner is not built. */
export function jestArgs({ TEST_BUILT }: NodeJS.ProcessEnv): readonly string[] {
  const jest = join('node_modules', 'jest', 'bin', 'jest.js');
  return TEST_BUILT === undefined ? ['--import', 'tsx', jest] : [jest];
}

/** Runs jest with these arguments; says how each suite and the whole ended. */
export async function runSuites(
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Tally> {
  const folder = await mkdtemp(join(tmpdir(), 'cs-jest-'));
  const report = join(folder, 'report.json');
  const started = performance.now();
  console.log(`run   ${name}`);
  try {
    const finished = await runNode(
      [...jestArgs(env), '--json', `--outputFile=${report}`, ...args],
      env,
      showProgress,
    );
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
    console.log(`FAIL  jest ended without a report (${secondsSince(started)})\n${lastLines(output)}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const broken = report.testResults.filter((suite) => suite.status === 'failed');
  for (const suite of broken) console.log(`\nFAIL  ${short(suite.name)}\n${lastLines(suite.message)}`);
  // A suite that failed outside its tests has no failed test to count, and must not pass for that.
  const outside = broken.filter((suite) =>
    suite.assertionResults.every(({ status }) => status !== 'failed'),
  ).length;
  const counted = report.numFailedTests + outside;
  // jest can also fail as a whole.
  const other = !ok && counted === 0 ? 1 : 0;
  if (other) console.log(lastLines(output));
  const failed = counted + other;
  console.log(`${failed === 0 ? 'ok  ' : 'FAIL'}  ${name} (${secondsSince(started)})`);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests + report.numTodoTests };
}

/** One line for each suite that ends, and what tests print. */
function showProgress(line: string, from: 'stdout' | 'stderr'): void {
  const suite = /^(PASS|FAIL) (\S+ )?(\S+\.test\.ts)(.*)$/.exec(line);
  if (suite) console.log(`  ${suite[1] === 'PASS' ? 'ok  ' : 'FAIL'}  ${suite[3]}${suite[4]}`);
  else if (from === 'stdout' && !line.startsWith('Test results written')) console.log(`        ${line}`);
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
