import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** How a tool ended, with all it printed. */
export interface Finished {
  readonly ok: boolean;
  readonly output: string;
}

/** Sees each line as it comes. */
export type LineListener = (line: string, from: 'stdout' | 'stderr') => void;

/** Runs one of the installed tools to its end. */
export function runTool(command: string, args: readonly string[], onLine?: LineListener): Promise<Finished> {
  return runNode([join('node_modules', '.bin', command), ...args], {}, onLine);
}

/** Runs node with these arguments and, besides ours, this environment. */
export function runNode(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  onLine?: LineListener,
): Promise<Finished> {
  return new Promise((resolve) => {
    const { FORCE_COLOR: _, ...ours } = process.env;
    const child = spawn(process.execPath, args, {
      // The compiler is a Go program: with more memory it collects less.
      env: { ...ours, NO_COLOR: '1', GOGC: '400', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const from of ['stdout', 'stderr'] as const) {
      createInterface({ input: child[from] }).on('line', (line) => {
        output += `${line}\n`;
        onLine?.(line, from);
      });
    }
    child.on('error', ({ message }) =>
      resolve({ ok: false, output: `${args[0]} did not start: ${message}` }),
    );
    child.on('close', (code) => resolve({ ok: code === 0, output }));
  });
}

/** `12.3 s` since that moment of `performance.now()`. */
export function secondsSince(started: number): string {
  return `${((performance.now() - started) / 1000).toFixed(1)} s`;
}

/** The end of an output, which is where tools say what is wrong, moved in. */
export function lastLines(output: string): string {
  const lines = output.trimEnd().split('\n').slice(-200);
  return lines.map((line) => `      ${line}`).join('\n');
}
