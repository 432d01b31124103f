import { setTimeout as sleep } from 'node:timers/promises';
import type { Outbox } from '../delivery/types.ts';

const LOOK_EVERY_MS = 50;
/** As long as a vendor under our own roof needs for a county of messages, and some more. */
const PATIENCE_MS = 10_000;
const LOOK_AT = 200;

/**
 * What happens when the clock of a sandbox was put to another instant: what waits for a time looks at it, what is
 * due is run, and what came of it goes out before the clock goes on. Otherwise a reminder of ten o'clock would
 * arrive at four, or be dropped as late.
 */
export function sandboxTick(
  outbox: Pick<Outbox, 'reconsider' | 'list' | 'stats'>,
  runDue: () => Promise<void>,
): () => Promise<void> {
  return async () => {
    await outbox.reconsider();
    await runDue();
    await outbox.reconsider();
    await untilSent(outbox);
  };
}

async function untilSent(outbox: Pick<Outbox, 'list' | 'stats'>): Promise<void> {
  const since = performance.now();
  while (performance.now() - since < PATIENCE_MS) {
    const [due, { sending }] = await Promise.all([
      outbox.list({ state: 'due', limit: LOOK_AT }),
      outbox.stats(),
    ]);
    // Whoever waits for a time, for office hours or for a channel is not kept waiting for.
    const isGoing = due.some(({ waiting }) => waiting === undefined || waiting === 'merge');
    if (sending === 0 && !isGoing) return;
    await sleep(LOOK_EVERY_MS);
  }
}
