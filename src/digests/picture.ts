import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { toError } from '../errors.ts';
import { borrowThread, giveBackThread } from './drawing-thread.ts';
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

/** Paints in a thread beside the program's, one picture after the other. */
export function createPaint({ font, timeoutMs = TIMEOUT_MS, onFailure }: PaintOptions): Paint {
  let last: Promise<unknown> = Promise.resolve();

  const paintOne = async (data: PictureData): Promise<Buffer | undefined> => {
    const thread = borrowThread();
    const drawn = await drawnBy(thread, { data, font }, timeoutMs);
    if (typeof drawn === 'string') {
      void thread.terminate();
      onFailure?.(drawn);
      return undefined;
    }
    giveBackThread(thread);
    return drawn;
  };

  return (data) => {
    const painting = last.then(() => paintOne(data));
    last = painting;
    return painting;
  };
}

/** The picture, or why there is none. */
async function drawnBy(thread: Worker, job: PictureJob, timeoutMs: number): Promise<Buffer | string> {
  const over = new AbortController();
  const { signal } = over;
  const ends = [
    once(thread, 'message', { signal }).then(([png]: Uint8Array[]) => Buffer.from(png ?? [])),
    once(thread, 'exit', { signal }).then(([code]) => `exit ${code}`),
    sleep(timeoutMs, 'timeout', { signal }),
  ];
  thread.postMessage(job);
  try {
    return await Promise.race(ends);
  } catch (error) {
    return toError(error).name;
  } finally {
    over.abort();
    for (const end of ends) end.catch(() => {});
  }
}
