import { createRequire } from 'node:module';
import { extname } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CallbackTestRunnerInterface, Config } from 'jest-runner';
import { Worker } from 'jest-worker';
import type { FileToRun, runFile } from './worker.ts';

type Run = CallbackTestRunnerInterface['runTests'];
type Pool = Worker & { runFile: typeof runFile };

/** A worker that has grown beyond this is replaced before its next file. */
const MOST_MEMORY = 1_500_000_000;

/**
 * A jest runner without jest's own module loader. Every worker is a plain Node process that takes many test files,
 * imports them natively and runs them with jest-circus, so that the program and its libraries are loaded once a
 * worker and not once a file (that was 83 % of all module evaluations). What the files of a worker share is their
 * process: a file puts back what it changes there.
 */
// biome-ignore lint/style/noDefaultExport: jest asks for one
export default class SharedProcessRunner implements CallbackTestRunnerInterface {
  readonly #config: Config.GlobalConfig;

  constructor(config: Config.GlobalConfig) {
    this.#config = config;
  }

  async runTests(...[tests, watcher, onStart, onResult, onFailure]: Parameters<Run>): Promise<void> {
    const { maxWorkers, testNamePattern, testTimeout } = this.#config;
    const pool = startPool(Math.min(maxWorkers, tests.length));
    const waiting = [...tests];
    const takeTurns = async (): Promise<void> => {
      for (let test = waiting.shift(); test !== undefined; test = waiting.shift()) {
        if (watcher.isInterrupted()) return;
        const file: FileToRun = { path: test.path, only: testNamePattern, timeoutMs: testTimeout };
        await onStart(test);
        await pool.runFile(file).then(
          (result) => onResult(test, result),
          (error) => onFailure(test, error),
        );
      }
    };
    await Promise.all(Array.from({ length: maxWorkers }, takeTurns));
    await pool.end();
  }
}

function startPool(numWorkers: number): Pool {
  const pool = new Worker(new URL(`./worker${extname(import.meta.url)}`, import.meta.url), {
    numWorkers,
    exposedMethods: ['runFile'],
    maxRetries: 0,
    idleMemoryLimit: MOST_MEMORY,
    forkOptions: { execArgv: [...loaders()] },
  });
  pool.getStdout().pipe(process.stdout);
  pool.getStderr().pipe(process.stderr);
  return pool as Pool;
}

/** What reads TypeScript, and stands in for `@jest/globals`; what is built needs neither. */
function loaders(): readonly string[] {
  if (!import.meta.url.endsWith('.ts')) return [];
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  return ['--import', tsx, '--import', new URL('./hooks.ts', import.meta.url).href];
}
