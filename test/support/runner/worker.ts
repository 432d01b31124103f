import { readFileSync } from 'node:fs';
import { extname, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { jestExpect } from '@jest/expect';
import { createEmptyTestResult, type TestResult } from '@jest/test-result';
import { addEventHandler, type Event, getState, resetState, run } from 'jest-circus';
import { builtOf } from '../built.ts';
import { fromRoot } from '../from-root.ts';
import { filesOf } from '../run/kinds.ts';
import { readResults } from './results.ts';
import { processorTime, timeBetween } from './times.ts';

/** One test file as a worker is asked to run it. */
export interface FileToRun {
  readonly path: string;
  /** Of jest's `-t`: only tests whose whole title matches. */
  readonly only?: string | undefined;
  /** For tests and hooks that name none of their own. */
  readonly timeoutMs?: number | undefined;
}

const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');
/** By its address: this file is loaded by jest's workers, what tests import by the module loader that knows of us. */
const SETUP = new URL(`../each-file${extname(import.meta.url)}`, import.meta.url).href;
addEventHandler(keepExpectations);
for (const event of ['uncaughtException', 'unhandledRejection'] as const) process.on(event, blame);

/** Import one file and run what it declares; the result is as jest's own runner would give it. */
export async function runFile({ path, only, timeoutMs }: FileToRun): Promise<TestResult> {
  resetState();
  Object.assign(globalThis, { [TIMEOUT]: timeoutMs });
  const state = getState();
  if (only !== undefined && only !== '') state.testNamePattern = new RegExp(only, 'i');
  jestExpect.setState({ testPath: path, suppressedErrors: [] });
  const start = Date.now();
  const before = processorTime();
  const { withNock } = (await import(SETUP)) as typeof import('../each-file.ts');
  if ([...filesOf(path)].some(usesNock)) await withNock();
  await import(pathToFileURL(asItRuns(path)).href);
  const result = readResults(await run(), path);
  const end = Date.now();
  if (process.env.TEST_TIMES !== undefined) console.log(`${timeBetween(before, processorTime())}: ${path}`);
  const { perfStats } = createEmptyTestResult();
  return { ...result, perfStats: { ...perfStats, start, end, runtime: end - start } };
}

/** The file itself, or what was built of it where this process runs from there. */
const asItRuns = (path: string): string =>
  import.meta.url.endsWith('.ts') ? path : fromRoot(builtOf(relative(fromRoot(''), path)));

const usesNock = (file: string): boolean =>
  file.includes('/test/') && readFileSync(file, 'utf8').includes("from 'nock'");

/** What `expect` noticed without throwing belongs to the test that is ending. */
function keepExpectations(event: Event): void {
  if (event.name === 'test_start') jestExpect.setState({ currentTestName: event.test.name });
  if (event.name !== 'test_done') return;
  const { suppressedErrors, numPassingAsserts } = jestExpect.getState();
  event.test.numPassingAsserts = numPassingAsserts;
  event.test.errors.push(...suppressedErrors);
  event.test.errors.push(...jestExpect.extractExpectedAssertionsErrors().map(({ error }) => error));
  jestExpect.setState({ suppressedErrors: [] });
}

/** An error that nobody caught fails the test that runs, or the file. */
function blame(error: unknown): void {
  const { currentlyRunningTest, unhandledErrors } = getState();
  const thrown = error instanceof Error ? error : new Error(String(error));
  if (currentlyRunningTest) currentlyRunningTest.errors.push(thrown);
  else unhandledErrors.push(thrown);
}
