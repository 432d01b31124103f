import { toError } from '../errors.ts';
import { safeError } from '../log.ts';
import type { Address, Channel } from '../platforms/channel.ts';
import type { Change } from './change.ts';
import type { Envelope } from './content-codec.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import { gatherIntoEnvelope } from './envelope.ts';
import { gateOf } from './gate.ts';
import { isElsewhere } from './ours.ts';
import { asUnknown, type Decision, decideExhausted } from './outcome.ts';
import type { Round, SendingParts } from './parts.ts';
import { targetOf } from './targets.ts';
import type { LeasedTarget } from './targets-store.ts';
import type { NoticeContent } from './types.ts';

/** A delivery that is ready for its call. */
export interface Item {
  readonly delivery: DeliveryDocument;
  readonly address: Address;
  /** Channels that may carry it, best first; never empty. */
  readonly channels: readonly [Channel, ...Channel[]];
  readonly content: NoticeContent;
  readonly envelope: Envelope;
}

/** Whether anything is left of a message without its picture and file. */
export const hasWords = ({ parts }: Envelope): boolean => parts.some((part) => part.trim() !== '');

/** An item, or what becomes of the delivery instead; undefined: it has to be looked at again by and by. */
export type Prepared = Item | { readonly decision: Decision } | undefined;

const ASK_CHANNEL_AGAIN_MS = 10 * 60_000;
const ASK_ADDRESS_AGAIN_MS = 30_000;
/** Nobody has the connection; whoever gets it has the first look again. */
const ASK_OWNER_AGAIN_MS = 5_000;

/** Looks whether, what and where to send. Writes nothing but envelopes. */
export async function prepareDelivery(
  parts: SendingParts,
  round: Round,
  claimed: DeliveryDocument,
  target: LeasedTarget,
  mergeable: readonly DeliveryDocument[],
): Promise<Prepared> {
  const held = heldBack(parts, claimed, target);
  if (held !== undefined) return decided(held);
  const delivery = await gatherIntoEnvelope(parts, round, claimed, mergeable);
  if (delivery === undefined) return undefined;
  const content = parts.seals.content(delivery);
  const envelope = parts.seals.envelope(delivery);
  if (content === undefined || envelope === undefined) {
    return decided({ state: 'dead', set: { code: 'text_purged' } });
  }
  const address = await addressFor(parts, delivery);
  if (address === 'failed')
    return decided({ state: 'due', wakeInMs: ASK_ADDRESS_AGAIN_MS, waiting: 'channel' });
  const reaching = address === undefined ? [] : channelsFor(parts, delivery, address);
  if (address === undefined || reaching.length === 0)
    return { decision: withoutChannel(parts, delivery, envelope) };
  const [first, ...rest] = reaching.filter((channel) => !isElsewhere(channel));
  if (first === undefined) return decided({ state: 'due', wakeInMs: ASK_OWNER_AGAIN_MS, waiting: 'channel' });
  const kept = await keptFrom(parts, delivery);
  return kept === undefined
    ? { delivery, address, channels: [first, ...rest], content, envelope }
    : decided(kept);
}

function decided(change: Change): Prepared {
  return { decision: { change } };
}

/** Why this delivery does not go out now, if it does not. A repeat waits for nothing but the vendor. */
function heldBack(
  { clock, mayGoOut }: SendingParts,
  delivery: DeliveryDocument,
  target: LeasedTarget,
): Change | undefined {
  const repeats = delivery.repeat !== undefined;
  if (target.gone && !repeats) return { state: 'gone', set: { code: 'target_gone' } };
  if (target.waitMs > 0)
    return {
      state: 'due',
      wakeInMs: target.waitMs,
      waiting: delivery.waiting === 'retry' ? 'retry' : 'rate',
    };
  // Of a text in parts the rest follows at once: half a message at night is worse than a whole one.
  if (repeats || delivery.part > 0) return undefined;
  const gate = gateOf(delivery, clock.now(), mayGoOut);
  if (gate === 'open') return undefined;
  if (gate === 'expired') return { state: 'expired', set: { code: 'expired' } };
  return { state: 'due', wakeInMs: gate.waitMs, waiting: gate.waiting };
}

/** Whoever has left is told nothing any more, not even the second half of what they were told. */
async function keptFrom(
  { mayHear, log }: SendingParts,
  { target, kind }: DeliveryDocument,
): Promise<Change | undefined> {
  try {
    if (await mayHear(targetOf(target), kind)) return undefined;
    return { state: 'gone', set: { code: 'no_standing' } };
  } catch (thrown) {
    log.error({ failure: safeError(toError(thrown)) }, 'looking up a standing failed');
    return { state: 'due', wakeInMs: ASK_ADDRESS_AGAIN_MS, waiting: 'channel' };
  }
}

async function addressFor(
  { addressOf, log }: SendingParts,
  { target }: DeliveryDocument,
): Promise<Address | undefined | 'failed'> {
  try {
    return await addressOf(targetOf(target));
  } catch (thrown) {
    log.error({ failure: safeError(toError(thrown)) }, 'looking up an address failed');
    return 'failed';
  }
}

function channelsFor(
  { routes }: SendingParts,
  { target, passed = [], repeat, recallAt }: DeliveryDocument,
  address: Address,
): readonly Channel[] {
  const { platform, kind } = targetOf(target);
  const reaching = (routes[platform]?.[kind] ?? []).filter(
    (channel) => channel.reaches(address) && (recallAt === undefined || channel.recall !== undefined),
  );
  if (repeat !== undefined) return reaching.filter(({ id }) => id === repeat.channel);
  return reaching.filter(({ id }) => !passed.some(({ channel }) => channel === id));
}

function withoutChannel(parts: SendingParts, delivery: DeliveryDocument, envelope: Envelope): Decision {
  if (delivery.repeat !== undefined) {
    return { change: asUnknown(delivery, 'channel_gone', envelope.parts.length) };
  }
  if ((delivery.passed ?? []).length > 0) {
    const words = hasWords(envelope);
    return decideExhausted(delivery, { policy: parts.policy, roll: parts.random(), words });
  }
  if (delivery.giveUp === true) return { change: { state: 'dead', set: { code: 'unreachable' } } };
  return { change: { state: 'due', wakeInMs: ASK_CHANNEL_AGAIN_MS, waiting: 'channel' } };
}
