import type { Logger } from 'pino';
import type { IncomingMessage } from '../chat/message.ts';
import { toError } from '../errors.ts';
import { stubbornly } from '../kit/stubbornly.ts';
import { safeError } from '../log.ts';
import { createEntryContext } from './entry-context.ts';
import type { EntryDocument } from './entry-document.ts';
import type { InboxStore } from './inbox-store.ts';
import type { EntrySeals } from './message-codec.ts';
import type { Work } from './types.ts';

/** How often the work is tried before its sender is told that it cannot be done. */
export const MAX_ATTEMPTS = 5;

/** What a person reads when all attempts failed, unless the program has a better text. */
export const GIVE_UP = '系统繁忙，这条没有处理成功，请稍后原样重发。';

const RUN_AGAIN_MS = 2_000;
/** The work is done, only its reply is not stored: so a database that stumbles is asked again. */
const STORE_AGAIN = { retries: 3, firstPauseMs: 100, factor: 4, longestPauseMs: 1_500 };

/** A claimed entry: `message` opens the sealed one, or is the one at hand. */
export interface Claimed extends Pick<EntryDocument, '_id' | 'claim' | 'attempts'> {
  readonly frozen?: EntryDocument['frozen'];
  message(): IncomingMessage;
}

/**
 * How a run ended: with a reply to give now, one that will be given later, without any yet, or not begun since the
 * message is `foreign`.
 */
export type RunEnd =
  | { readonly kind: 'reply'; readonly text: string }
  | { readonly kind: 'late' | 'none' | 'foreign' };

/** What a run needs. `dueInMs` is when an answer that comes late is to be sent. */
export interface RunParts {
  readonly giveUpText?: string;
  readonly store: InboxStore;
  readonly seals: EntrySeals;
  readonly log: Logger;
  readonly leaseMs: number;
  readonly dueInMs: (key: string) => number;
}

/** Does the work of a claimed entry under its lease and stores the reply; never rejects because the work threw. */
export async function runClaimed(parts: RunParts, entry: Claimed, work: Work): Promise<RunEnd> {
  const stopRenewing = keepLease(parts, entry);
  try {
    if (entry.attempts > MAX_ATTEMPTS) return await giveUp(parts, entry);
    const context = createEntryContext(parts.store, parts.seals, entry._id, entry.frozen);
    return await keep(parts, entry, await work(entry.message(), context));
  } catch (thrown) {
    return await failed(parts, entry, thrown);
  } finally {
    stopRenewing();
  }
}

function keepLease({ store, leaseMs }: RunParts, { _id, claim }: Claimed): () => void {
  // A renewal that fails is no harm: at worst somebody else runs the same work, which is safe.
  const renew = (): void => void store.renew(_id, claim).catch(() => undefined);
  const timer = setInterval(renew, leaseMs / 3);
  timer.unref();
  return () => clearInterval(timer);
}

async function keep(parts: RunParts, entry: Claimed, text: string): Promise<RunEnd> {
  const box = parts.seals.sealText(entry._id, 'reply', text);
  const dueInMs = text === '' ? undefined : parts.dueInMs(entry._id);
  const stored = await stubbornly(
    () => parts.store.answer(entry._id, entry.claim, box, dueInMs),
    STORE_AGAIN,
  );
  if (stored === 'passive') return { kind: 'reply', text };
  return { kind: stored === 'later' ? 'late' : 'none' };
}

async function failed(parts: RunParts, entry: Claimed, thrown: unknown): Promise<RunEnd> {
  const failure = safeError(toError(thrown));
  parts.log.error({ failure, attempt: entry.attempts }, 'the work on a message failed');
  try {
    if (entry.attempts >= MAX_ATTEMPTS) return await giveUp(parts, entry);
    await parts.store.postpone(entry._id, entry.claim, RUN_AGAIN_MS * 2 ** (entry.attempts - 1));
  } catch (again) {
    // The lease runs out by itself, and the sweep finds the entry then.
    parts.log.error({ failure: safeError(toError(again)) }, 'a failed message could not be put off');
  }
  return { kind: 'none' };
}

/** So that nobody waits for ever for a message that cannot be worked on. */
async function giveUp(parts: RunParts, entry: Claimed): Promise<RunEnd> {
  parts.log.error({ attempt: entry.attempts }, 'a message is given up');
  return await keep(parts, entry, parts.giveUpText ?? GIVE_UP);
}
