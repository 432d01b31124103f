import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { toError } from '../errors.ts';
import type { PictureData, PictureJob } from './picture-data.ts';

/** Draws a picture; undefined where that failed or took too long: a digest goes without. Never throws. */
export type Paint = (data: PictureData) => Promise<Buffer | undefined>;

/**
 * Paints until it fails once, and then nothing any more: for one run, where everybody waits for everybody's picture
 * and a machine that is too slow for the first is so for the next.
 */
export function untilItFails(paint: Paint): Paint {
  let failed = false;
  return async (data) => {
    const picture = failed ? undefined : await paint(data);
    failed = picture === undefined;
    return picture;
  };
}

/** What painting needs. */
export interface PaintOptions {
  /** Path of the font file. */
  readonly font: string;
  /** A thread that is not done by then is ended. */
  readonly timeoutMs?: number;
  /** A thread that has had nothing to draw for so long is ended: what drawing takes is given back with it. */
  readonly idleMs?: number;
  /** Hears why there is no picture. */
  readonly onFailure?: (reason: string) => void;
}

const TIMEOUT_MS = 20_000;
const IDLE_MS = 30_000;
const MOST_MEMORY_MB = 256;

/** Paints in a thread beside the program's, one picture after the other. */
export function createPaint({
  font,
  timeoutMs = TIMEOUT_MS,
  idleMs = IDLE_MS,
  onFailure,
}: PaintOptions): Paint {
  let thread: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const rest = (worker: Worker): void => {
    thread = worker;
    worker.unref();
    idle = setTimeout(() => {
      thread = undefined;
      void worker.terminate();
    }, idleMs).unref();
  };

  const start = (): Worker => {
    const worker = startWorker();
    worker.on('exit', () => {
      if (thread === worker) thread = undefined;
    });
    // Who waits for a picture hears of it another way.
    worker.on('error', () => {});
    return worker;
  };

  const paintOne = async (data: PictureData): Promise<Buffer | undefined> => {
    clearTimeout(idle);
    const worker = thread ?? start();
    thread = undefined;
    worker.ref();
    const drawn = await drawnBy(worker, { data, font }, timeoutMs);
    if (typeof drawn === 'string') {
      void worker.terminate();
      onFailure?.(drawn);
      return undefined;
    }
    rest(worker);
    return drawn;
  };

  return (data) => {
    const painting = last.then(() => paintOne(data));
    last = painting;
    return painting;
  };
}

/** The picture, or why there is none. */
async function drawnBy(worker: Worker, job: PictureJob, timeoutMs: number): Promise<Buffer | string> {
  const over = new AbortController();
  const { signal } = over;
  const ends = [
    once(worker, 'message', { signal }).then(([png]: Uint8Array[]) => Buffer.from(png ?? [])),
    once(worker, 'exit', { signal }).then(([code]) => `exit ${code}`),
    sleep(timeoutMs, 'timeout', { signal }),
  ];
  worker.postMessage(job);
  try {
    return await Promise.race(ends);
  } catch (error) {
    return toError(error).name;
  } finally {
    over.abort();
    for (const end of ends) end.catch(() => {});
  }
}

/** A thread takes no loader from outside: run from source, it brings in the one that reads TypeScript by itself. */
function startWorker(): Worker {
  const options = { env: {}, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } };
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./picture-worker.js', import.meta.url), options);
  const loader = import.meta.resolve('tsx/esm/api');
  const file = new URL('./picture-worker.ts', import.meta.url).href;
  const start = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(file)}); });`;
  return new Worker(start, { ...options, eval: true });
}
