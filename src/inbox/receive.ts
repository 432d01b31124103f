import { setTimeout as sleep } from 'node:timers/promises';
import { type IncomingMessage, messageKey } from '../chat/message.ts';
import { within } from '../kit/within.ts';
import { claimedEntry, replyIn, runAndSend, saidBy } from './entries.ts';
import type { Claimed, RunEnd } from './run.ts';
import type { InboxShared } from './shared.ts';
import { nameOf } from './speaker.ts';
import type { Inbox, InboxAnswer, Work } from './types.ts';

const FIRST_LOOK_MS = 25;
const SLOWEST_LOOK_MS = 200;

type Parts = InboxShared & {
  readonly patienceMs: number;
  /** Claims of this process that are not stored yet, by key: whoever wants to promise waits for that, not for a timer. */
  readonly claims: Map<string, Promise<boolean>>;
};

/**
 * One answer per call. A message that this process works on already is joined, so that two callbacks at once
 * cost one claim. Rejects only when the database cannot be reached: then nothing was promised to anybody.
 */
export function createReceive(given: Omit<Parts, 'claims'>): Inbox['receive'] {
  const parts: Parts = { ...given, claims: new Map() };
  return async (message, work) => {
    // Only a repetition joins: the same id from somebody else flies alone, and the stored message stops it.
    const flight = parts.flights.join(`${messageKey(message)} ${nameOf(message)}`, () =>
      fly(parts, message, work),
    );
    const end = await within(parts.patienceMs, flight, () => undefined);
    if (end?.kind === 'reply') return { kind: 'reply', text: end.text };
    if (end?.kind === 'foreign') return { kind: 'foreign' };
    return end?.kind === 'late' ? { kind: 'later' } : await promised(parts, messageKey(message), flight);
  };
}

async function fly(parts: Parts, message: IncomingMessage, work: Work): Promise<RunEnd> {
  const { store, seals, newToken } = parts;
  const key = messageKey(message);
  const claim = newToken();
  const claiming = store.claim(key, claim, seals.sealMessage(message), message.receivedAt);
  parts.claims.set(key, claiming);
  const forget = (): void => void parts.claims.delete(key);
  claiming.then(forget, forget);
  if (await claiming) {
    parts.onNew(message);
    return await run(parts, { _id: key, claim, attempts: 1, message: () => message }, work);
  }
  return await followOther(parts, message, work);
}

/** Under the key alone, so that the sweep of this process finds it alive. */
function run(parts: Parts, entry: Claimed, work: Work): Promise<RunEnd> {
  return parts.flights.join(entry._id, () => runAndSend(parts, entry, work));
}

/** Somebody else has the message: wait for their reply, take over from a dead one, or run out of patience. */
async function followOther(parts: Parts, message: IncomingMessage, work: Work): Promise<RunEnd> {
  const { store, lateStore, newToken, patienceMs } = parts;
  const key = messageKey(message);
  const until = performance.now() + patienceMs;
  for (let pause = FIRST_LOOK_MS; performance.now() < until; pause = Math.min(pause * 2, SLOWEST_LOOK_MS)) {
    const entry = await store.read(key);
    if (entry !== undefined && !saidBy(parts, entry, message)) return { kind: 'foreign' };
    if (entry?.answeredAt !== undefined) {
      // Given now, so it need not be sent any more.
      if (entry.late?.state === 'due') await lateStore.fetched(key);
      return { kind: 'reply', text: replyIn(parts, entry) };
    }
    const taken = await store.takeOver(key, newToken());
    if (taken !== undefined) {
      return await run(parts, claimedEntry(parts, taken), work);
    }
    await sleep(pause);
  }
  return { kind: 'none' };
}

/** Promises a late answer, in the journal; unless the answer has come meanwhile. */
async function promised(parts: Parts, key: string, flight: Promise<RunEnd>): Promise<InboxAnswer> {
  // A promise rests on a stored entry. A failing claim ends this, and nothing was promised.
  await parts.claims.get(key);
  for (let pause = SLOWEST_LOOK_MS; ; pause *= 2) {
    if (await parts.store.promiseLater(key)) break;
    const entry = await parts.store.read(key);
    if (entry?.answeredAt !== undefined) {
      if (entry.mode === 'passive') return { kind: 'reply', text: replyIn(parts, entry) };
      break;
    }
    await within(pause, flight, () => undefined, { idle: true });
  }
  return { kind: 'later' };
}
