import type { Logger } from 'pino';
import { toError } from '../errors.ts';
import { within } from '../kit/within.ts';
import { safeError } from '../log.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import { claimedEntry } from './entries.ts';
import type { WakingEntry } from './inbox-store.ts';
import { runClaimed } from './run.ts';
import type { InboxShared } from './shared.ts';
import type { Inbox, Work } from './types.ts';

const BATCH = 50;
const AT_ONCE = 4;
// One message that hangs must not keep the others waiting; it goes on by itself.
const LONGEST_RUN_MS = 10_000;

type Done = 'rerun' | 'sentLate' | 'unknown';
type Parts = InboxShared & { readonly log: Logger };

/** Looks at what is waking, at most fifty entries a time, oldest first. */
export function createSweep(parts: Parts): Inbox['sweep'] {
  return async (work) => {
    const waking = await parts.store.waking(BATCH);
    const done = (await inParallel(waking, AT_ONCE, (entry) => settleOrLog(parts, entry, work))).flat();
    const times = (what: Done): number => done.filter((each) => each === what).length;
    return { rerun: times('rerun'), sentLate: times('sentLate'), unknown: times('unknown') };
  };
}

async function settleOrLog(parts: Parts, entry: WakingEntry, work: Work): Promise<readonly Done[]> {
  try {
    return await settle(parts, entry, work);
  } catch (thrown) {
    parts.log.error({ failure: safeError(toError(thrown)) }, 'sweeping one inbox entry failed');
    return [];
  }
}

async function settle(
  parts: Parts,
  { _id, answeredAt, late }: WakingEntry,
  work: Work,
): Promise<readonly Done[]> {
  if (answeredAt === undefined) return await rerun(parts, _id, work);
  if (late?.state === 'due') return await send(parts, _id);
  if (late?.state === 'sending' && (await parts.lateStore.markUnknown(_id))) return ['unknown'];
  return [];
}

async function rerun(parts: Parts, key: string, work: Work): Promise<readonly Done[]> {
  // Its run in this process is alive, only its lease could not be renewed.
  if (parts.flights.has(key)) return [];
  const entry = await parts.store.takeOver(key, parts.newToken(), 'later');
  if (entry === undefined) return [];
  const flight = parts.flights.join(key, () => runClaimed(parts.runs, claimedEntry(parts, entry), work));
  const end = await within(LONGEST_RUN_MS, flight, () => undefined);
  return end?.kind === 'late' && parts.pushes(key) ? ['rerun', ...(await send(parts, key))] : ['rerun'];
}

async function send(parts: Parts, key: string): Promise<readonly Done[]> {
  const outcome = await parts.late.send(key);
  if (outcome === 'sent') return ['sentLate'];
  return outcome === 'unknown' ? ['unknown'] : [];
}
