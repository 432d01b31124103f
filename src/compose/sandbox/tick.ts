import { setTimeout as sleep } from 'node:timers/promises';
import type { Outbox } from '../../delivery/types.ts';

type Outgoing = Pick<Outbox, 'reconsider' | 'round' | 'stats'>;

const LOOK_EVERY_MS = 40;
/** As long as a vendor under our own roof needs for a county of messages, and some more. */
const PATIENCE_MS = 10_000;
/** The outbox's own sender may hold something between two looks. */
const QUIET_LOOKS = 2;

/**
 * What happens when the clock of a sandbox was put to another instant: what is due is run, what waited for this time
 * looks at it again, and everything goes out before the clock goes on. Otherwise a reminder of ten o'clock would
 * arrive at four, or be dropped as late.
 */
export function sandboxTick(outbox: Outgoing, runDue: () => Promise<void>): () => Promise<void> {
  return async () => {
    // Left half-sent by a run that broke off: nobody waits for those.
    const { sending: stuck } = await outbox.stats();
    await runDue();
    await outbox.reconsider();
    await untilSent(outbox, stuck);
  };
}

async function untilSent(outbox: Outgoing, stuck: number): Promise<void> {
  const since = performance.now();
  for (let quiet = 0; quiet < QUIET_LOOKS && performance.now() - since < PATIENCE_MS; ) {
    const { calls, lost, settled } = await outbox.round();
    const { sending } = await outbox.stats();
    quiet = calls + lost + settled === 0 && sending <= stuck ? quiet + 1 : 0;
    if (quiet < QUIET_LOOKS) await sleep(LOOK_EVERY_MS);
  }
}
