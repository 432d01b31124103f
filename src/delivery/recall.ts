import type { Channel, RecallOutcome } from '../platforms/channel.ts';
import type { SendingParts } from './parts.ts';
import type { Recallable, RecallStore } from './recall-store.ts';
import { targetOf } from './targets.ts';
import type { Outbox } from './types.ts';

type Parts = Pick<SendingParts, 'routes' | 'clock' | 'tell' | 'quotas'> & { readonly store: RecallStore };

const AT_A_TIME = 50;
const MINUTE_MS = 60_000;
/** Nearly a day of trying, at growing distances: after 24 hours the vendor takes nothing back. */
const MOST_TRIES = 12;

/**
 * Takes back what is to be taken back. What it is done by lies in the delivery, so that a restart forgets none; done
 * twice it does no harm. What cannot be taken back is told once.
 */
export function createRecall({ routes, clock, tell, quotas, store }: Parts): Outbox['recallDue'] {
  const channels = Object.values(routes).flatMap(({ group = [], person = [] }) => [...group, ...person]);

  const giveUp = async ({ _id, target }: Recallable, code: string): Promise<false> => {
    await store.done(_id, { code });
    tell({ kind: 'not-recalled', id: _id, target: targetOf(target), code });
    return false;
  };

  const one = async (delivery: Recallable): Promise<boolean | undefined> => {
    const { _id, state, call, handles = [], recallTries = 0 } = delivery;
    // Nothing of it ever went out.
    if (handles.length === 0 && state !== 'sent' && state !== 'unknown') {
      await store.done(_id, {});
      return undefined;
    }
    const channel = channels.find(({ id }) => id === call?.channel);
    const outcome = await takeBack(channel, handles);
    await quotas.spend('api', 'emergency');
    const now = clock.now();
    if (outcome.outcome === 'recalled') {
      await store.done(_id, { recalledAt: now });
      return true;
    }
    if (outcome.outcome === 'gone' || recallTries + 1 >= MOST_TRIES)
      return await giveUp(delivery, outcome.code);
    await store.again(_id, new Date(now.getTime() + MINUTE_MS * 2 ** Math.min(recallTries, 7)));
    return undefined;
  };

  return async () => {
    let [recalled, failed] = [0, 0];
    for (const delivery of await store.due(clock.now(), AT_A_TIME)) {
      const done = await one(delivery);
      if (done === true) recalled += 1;
      if (done === false) failed += 1;
    }
    return { recalled, failed };
  };
}

async function takeBack(channel: Channel | undefined, handles: readonly string[]): Promise<RecallOutcome> {
  if (channel?.recall === undefined) return { outcome: 'gone', code: 'no-recall' };
  return handles.length === 0 ? { outcome: 'gone', code: 'no-handle' } : await channel.recall(handles);
}
