import { Worker } from 'node:worker_threads';
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
  /** Hears why there is no picture. */
  readonly onFailure?: (reason: string) => void;
}

const TIMEOUT_MS = 20_000;
const MOST_MEMORY_MB = 256;

/** Paints in a thread of its own, one picture each. */
export function createPaint({ font, timeoutMs = TIMEOUT_MS, onFailure }: PaintOptions): Paint {
  return (data) =>
    new Promise((resolve) => {
      const worker = startWorker({ data, font });
      let over = false;
      const end = (picture: Buffer | undefined, reason?: string): void => {
        if (over) return;
        over = true;
        clearTimeout(timer);
        if (reason !== undefined) onFailure?.(reason);
        void worker.terminate();
        resolve(picture);
      };
      const timer = setTimeout(() => end(undefined, 'timeout'), timeoutMs);
      worker.once('message', (png: Uint8Array) => end(Buffer.from(png)));
      worker.once('error', (error) => end(undefined, error.name));
      worker.once('exit', (code) => end(undefined, `exit ${code}`));
    });
}

/** A thread takes no loader from outside: run from source, it brings in the one that reads TypeScript by itself. */
function startWorker(job: PictureJob): Worker {
  const options = { workerData: job, env: {}, resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB } };
  if (!import.meta.url.endsWith('.ts'))
    return new Worker(new URL('./picture-worker.js', import.meta.url), options);
  const loader = import.meta.resolve('tsx/esm/api');
  const file = new URL('./picture-worker.ts', import.meta.url).href;
  const start = `import(${JSON.stringify(loader)}).then((tsx) => { tsx.register(); return import(${JSON.stringify(file)}); });`;
  return new Worker(start, { ...options, eval: true });
}
