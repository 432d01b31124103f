import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { nodeArgs } from '../../support/built.ts';

/** A running `program.ts`. */
export interface Program {
  readonly uri: string;
  readonly owner: boolean;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it in order. */
  end(): Promise<void>;
}

/** Starts `program.ts` on `dataDir` and waits until it has the engine. */
export async function startProgram(dataDir: string): Promise<Program> {
  const child = spawn(process.execPath, [...nodeArgs('test/mongo/embedded/program.ts'), dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  const said = await Promise.race([firstLine(child), gone.then(() => undefined)]);
  if (said === undefined) throw new Error('The program ended before it had the engine.');
  return {
    ...(JSON.parse(said) as { uri: string; owner: boolean }),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    end: async () => {
      child.stdin?.end();
      await gone;
    },
  };
}

async function firstLine(child: ChildProcess): Promise<string | undefined> {
  if (child.stdout === null) return undefined;
  for await (const line of createInterface(child.stdout)) return line;
  return undefined;
}

/** The process that hosts the engine of `dataDir` now. */
export async function hostPid(dataDir: string): Promise<number> {
  const note = JSON.parse(await readFile(join(dataDir, 'mongodb.json'), 'utf8')) as { pid: number };
  return note.pid;
}

/** Waits until `test` holds, at most `ms`. */
export async function until(test: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await test())) {
    if (performance.now() > deadline) throw new Error(`It did not come true within ${ms} ms: ${test}`);
    await sleep(25);
  }
}
