import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { EnginePlace } from './place.ts';

/** A host process that has the engine open. */
export interface HostProcess {
  readonly pid: number;
  /** Resolves when the process is gone, with what it said last on standard error. */
  readonly gone: Promise<string>;
  /** Closes the engine in order and waits for the end of the process. */
  close(): Promise<void>;
}

/** Why a host did not come up: another process holds the folder, or something this machine cannot do. */
export type HostFailure = { readonly locked: boolean; readonly reason: string };

const SAID_LAST_BYTES = 4_000;
const KILL_AFTER_MS = 12_000;

/**
 * Starts a host for `place`; `launcher` is the command that runs node (node itself, or a newer loader in front
 * of it). Resolves when the engine serves or has said why not.
 */
export async function startHost(
  place: EnginePlace,
  launcher: readonly string[],
): Promise<HostProcess | HostFailure> {
  const child = spawnHost(place, launcher);
  const saidLast = lastWords(child);
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(`exit ${code ?? signal}${saidLast()}`));
  });
  const answer = await Promise.race([firstLine(child.stdio[3] as Readable), gone.then(() => undefined)]);
  if (answer?.includes('"ready"') !== true) {
    const reason = answer === undefined ? await gone : failure(answer);
    child.kill('SIGKILL');
    return { locked: reason.includes('DBPathInUse'), reason };
  }
  release(child);
  return { pid: child.pid ?? 0, gone, close: () => closeHost(child, gone) };
}

function spawnHost(
  place: EnginePlace,
  [command = process.execPath, ...prefix]: readonly string[],
): ChildProcess {
  const source = import.meta.url.endsWith('.ts');
  const host = fileURLToPath(new URL(source ? './host.ts' : './host.js', import.meta.url));
  const loader = source ? ['--import', import.meta.resolve('tsx')] : [];
  return spawn(command, [...prefix, ...loader, host, JSON.stringify(place)], {
    // Its own session: Ctrl-C in the terminal reaches only the program. A bare environment: the engine needs
    // no secret of ours. TMPDIR is where it puts its socket.
    detached: true,
    env: { MALLOC_ARENA_MAX: '2', TMPDIR: place.run, TSX_DISABLE_CACHE: '1' },
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
  });
}

async function firstLine(stream: Readable): Promise<string | undefined> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    const end = text.indexOf('\n');
    if (end >= 0) return text.slice(0, end);
  }
  return undefined;
}

function failure(answer: string): string {
  const { failed } = JSON.parse(answer) as { failed?: unknown };
  return String(failed);
}

function lastWords(child: ChildProcess): () => string {
  let text = '';
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-SAID_LAST_BYTES);
  });
  return () => (text === '' ? '' : `: ${text.trim()}`);
}

/** A running engine alone does not keep the program alive. */
function release(child: ChildProcess): void {
  child.unref();
  for (const stream of child.stdio) (stream as unknown as { unref?: () => void } | null)?.unref?.();
}

async function closeHost(child: ChildProcess, gone: Promise<string>): Promise<void> {
  child.ref();
  const killer = setTimeout(() => child.kill('SIGKILL'), KILL_AFTER_MS);
  if (child.stdin !== null && !child.stdin.destroyed) {
    child.stdin.on('error', () => undefined).end();
    await Promise.race([once(child.stdin, 'close'), gone]);
  }
  await gone;
  clearTimeout(killer);
}
