import type { Channel } from '../platforms/channel.ts';
import { carryOutDecision } from './decide.ts';
import type { WakingDelivery } from './deliveries-store.ts';
import { afterUnknown } from './outcome.ts';
import type { SendingParts } from './parts.ts';
import { targetOf } from './targets.ts';

/**
 * Deliveries whose sender fell silent in the middle of a call: each may have arrived. Where the vendor knows a uuid
 * again they are repeated, else a person decides. Resolves to how many there were.
 */
export async function endLost(
  parts: SendingParts,
  now: Date,
  found: readonly WakingDelivery[],
): Promise<number> {
  let ended = 0;
  for (const delivery of found) {
    const { call } = delivery;
    if (delivery.state !== 'sending' || call === undefined) continue;
    const change = afterUnknown(delivery, 'sender_lost', {
      channel: call.channel,
      idempotent: channelOf(parts, delivery)?.idempotent ?? false,
      uuid: call.uuid,
      with: call.with,
      since: call.at,
      now,
      parts: delivery.parts?.length ?? 1,
      words: true,
      others: [],
      policy: parts.policy,
      // All of one call, found by whomever, wake together.
      roll: 0,
    });
    await carryOutDecision(parts, delivery, { change }, async (made) => {
      const written = await parts.store.endLost(delivery._id, call.id, made);
      if (written) ended += 1;
      return written;
    });
  }
  return ended;
}

function channelOf({ routes }: SendingParts, { target, call }: WakingDelivery): Channel | undefined {
  const { platform, kind } = targetOf(target);
  return routes[platform]?.[kind]?.find(({ id }) => id === call?.channel);
}
