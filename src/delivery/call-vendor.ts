import { toError } from '../errors.ts';
import { stubbornly } from '../kit/stubbornly.ts';
import { within } from '../kit/within.ts';
import { safeError } from '../log.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import type { Channel, OutgoingContent, SendOutcome } from '../platforms/channel.ts';
import { carryOutDecision } from './decide.ts';
import { afterOutcome } from './outcome.ts';
import type { Round, SendingParts } from './parts.ts';
import { hasWords, type Item } from './prepare.ts';

/** What was sent must be known to be sent: a database away for a moment does not make it unknown. */
const STORE_AGAIN = { retries: 3, firstPauseMs: 100, factor: 5, longestPauseMs: 2_000 };

/** How long a call may take: beyond its own bound a channel gets a little more before it counts as hanging. */
export function boundOf({ timeoutMs }: Channel): number {
  return timeoutMs + Math.min(timeoutMs, 1_000);
}

/** One outcome per item, whatever the channel does. */
export async function callVendor(
  { log, metrics }: SendingParts,
  channel: Channel,
  items: readonly Item[],
  content: OutgoingContent,
  uuid: string,
): Promise<readonly SendOutcome[]> {
  const addresses = items.map(({ address }) => address);
  let outcomes: readonly SendOutcome[] = [];
  try {
    const sending = channel.send(addresses, content, uuid);
    outcomes = await within(boundOf(channel), sending, () => [], { idle: true });
  } catch (thrown) {
    log.error({ failure: safeError(toError(thrown)) }, 'a channel threw');
  }
  const full = items.map((_, index) => outcomes[index] ?? { outcome: 'unknown' as const, code: 'no_answer' });
  for (const { outcome } of full) metrics.outcome(channel.id, outcome);
  return full;
}

/** A call that was made. */
export interface MadeCall {
  readonly id: string;
  readonly uuid: string;
  readonly with: readonly string[];
}

/** Stores what came of a call, for each of its deliveries. */
export async function settleAll(
  parts: SendingParts,
  round: Round,
  channel: Channel,
  call: MadeCall,
  items: readonly Item[],
  outcomes: readonly SendOutcome[],
): Promise<void> {
  const roll = parts.random();
  await inParallel(items, items.length, async ({ delivery, envelope, channels }, index) => {
    const outcome = outcomes[index] ?? { outcome: 'unknown', code: 'no_answer' };
    const decision = afterOutcome(delivery, outcome, {
      channel: channel.id,
      idempotent: channel.idempotent,
      uuid: call.uuid,
      with: call.with,
      since: round.now,
      now: round.now,
      parts: envelope.parts.length,
      words: hasWords(envelope),
      others: channels.filter(({ id }) => id !== channel.id).map(({ id }) => id),
      policy: parts.policy,
      roll,
    });
    await carryOutDecision(parts, delivery, decision, (change) =>
      stubbornly(() => parts.store.settle(delivery._id, call.id, change), STORE_AGAIN),
    );
  });
}
