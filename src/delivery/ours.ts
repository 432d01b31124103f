import { inParallel } from '../mongo/in-parallel.ts';
import type { Address, Channel } from '../platforms/channel.ts';
import type { WakingDelivery } from './deliveries-store.ts';
import type { SendingParts } from './parts.ts';
import { targetOf } from './targets.ts';

/** Longer than a long connection needs to be taken over by another instance. */
const OWNERS_TIME_MS = 15_000;
const AT_ONCE = 4;

/** Whether this instance cannot send by this channel now, though another one may. */
export function isElsewhere(channel: Channel): boolean {
  return channel.ready?.() === false;
}

/**
 * What this instance may claim: not what another one can send by a better channel, one that only the owner of a
 * connection has. After a while without an owner everybody may look, and take the next channel or put it off.
 */
export async function withoutOthers(
  parts: SendingParts,
  now: Date,
  due: readonly WakingDelivery[],
): Promise<readonly WakingDelivery[]> {
  const isRecent = ({ wakeAt = now }: WakingDelivery): boolean =>
    now.getTime() - wakeAt.getTime() < OWNERS_TIME_MS;
  const doubtful = due.filter((delivery) => isRecent(delivery) && routeOf(parts, delivery).some(isElsewhere));
  if (doubtful.length === 0) return due;
  const targets = [...new Set(doubtful.map(({ target }) => target))];
  const found = await inParallel(targets, AT_ONCE, async (target) => {
    return [target, await addressFor(parts, target)] as const;
  });
  const addresses = new Map(found);
  const others = new Set(doubtful.filter((each) => isOthers(parts, each, addresses.get(each.target))));
  return due.filter((delivery) => !others.has(delivery));
}

function routeOf({ routes }: SendingParts, { target }: WakingDelivery): readonly Channel[] {
  const { platform, kind } = targetOf(target);
  return routes[platform]?.[kind] ?? [];
}

function isOthers(parts: SendingParts, delivery: WakingDelivery, address: Address | undefined): boolean {
  if (address === undefined) return false;
  const { passed = [], repeat } = delivery;
  const usable = routeOf(parts, delivery).find((channel) =>
    repeat === undefined
      ? channel.reaches(address) && !passed.some((past) => past.channel === channel.id)
      : channel.id === repeat.channel,
  );
  return usable !== undefined && isElsewhere(usable);
}

/** Undefined as well when it cannot be looked up: whoever claims it finds out. */
async function addressFor({ addressOf }: SendingParts, target: string): Promise<Address | undefined> {
  try {
    return await addressOf(targetOf(target));
  } catch {
    return undefined;
  }
}
