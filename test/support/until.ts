import { setTimeout as sleep } from 'node:timers/promises';

/** Resolves when `is` is true; fails after `ms`. */
export async function until(is: () => boolean, ms = 5_000): Promise<void> {
  const end = performance.now() + ms;
  while (!is()) {
    if (performance.now() > end) throw new Error(`still not so after ${ms} ms: ${is}`);
    await sleep(5);
  }
}
