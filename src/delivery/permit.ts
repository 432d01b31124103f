import type { Channel } from '../platforms/channel.ts';
import type { SendingParts } from './parts.ts';
import type { Item } from './prepare.ts';
import type { Unit } from './units.ts';

/** Leave to make one call: over this channel, to these; the others have to wait. */
export interface Permit {
  readonly channel: Channel;
  readonly items: readonly Item[];
  readonly waiting: readonly Wait[];
  /** Nothing was sent: the limits get everything back. */
  giveBack(): Promise<void>;
  /** The vendor refused before counting: only the quota gets the call back. */
  cancelQuota(): Promise<void>;
}

/** Somebody who has to wait. */
export interface Wait {
  readonly item: Item;
  readonly waitMs: number;
  readonly waiting: 'rate' | 'quota';
  /** The limit is the target's own, so it holds for whatever else waits for this target. */
  readonly ownLimit: boolean;
}

const ASK_QUOTA_AGAIN_MS = 60 * 60_000;

/**
 * Asks limits and quotas for one call, channel by channel. A limit is waited for, except by an emergency, which
 * takes the next channel; a spent quota sends everybody to the next channel.
 */
export async function permitFor(parts: SendingParts, unit: Unit): Promise<Permit | readonly Wait[]> {
  let waits: readonly Wait[] = [];
  for (const channel of commonChannels(unit)) {
    const asked = await ask(parts, unit, channel);
    if ('channel' in asked) return asked;
    waits = soonest(waits, asked);
    const [{ delivery }] = unit;
    const spent = asked.some(({ waiting }) => waiting === 'quota');
    if (!spent && delivery.priority !== 'emergency') break;
  }
  return waits;
}

function commonChannels([first, ...rest]: Unit): readonly Channel[] {
  return first.channels.filter((channel) => rest.every(({ channels }) => channels.includes(channel)));
}

function soonest(before: readonly Wait[], now: readonly Wait[]): readonly Wait[] {
  const shortest = (waits: readonly Wait[]): number => Math.min(...waits.map(({ waitMs }) => waitMs));
  return before.length > 0 && shortest(before) <= shortest(now) ? before : now;
}

async function ask(parts: SendingParts, unit: Unit, channel: Channel): Promise<Permit | readonly Wait[]> {
  const { items, waiting, undo } = await askAddresses(parts, unit, channel);
  if (items.length === 0) return waiting;
  if (waiting.length > 0 && unit[0].delivery.repeat !== undefined) {
    await undo();
    return allLike(unit, waiting);
  }
  const leave = await parts.limits.leave(channel, undefined);
  if (!leave.granted) {
    await undo();
    const { waitMs } = leave;
    return [
      ...waiting,
      ...items.map((item) => ({ item, waitMs, waiting: 'rate' as const, ownLimit: false })),
    ];
  }
  const cancelQuota = await spend(parts, unit, channel);
  const giveBackLimits = async (): Promise<void> => {
    await leave.giveBack();
    await undo();
  };
  if (cancelQuota === undefined) {
    await giveBackLimits();
    const wait = { waitMs: ASK_QUOTA_AGAIN_MS, waiting: 'quota' as const, ownLimit: false };
    return unit.map((item) => ({ item, ...wait }));
  }
  const giveBack = async (): Promise<void> => {
    await giveBackLimits();
    await cancelQuota();
  };
  return { channel, items, waiting, giveBack, cancelQuota };
}

/** A repeat goes with all of its deliveries: so all of them wait for the slowest. */
function allLike(unit: Unit, waiting: readonly Wait[]): readonly Wait[] {
  const waitMs = Math.max(...waiting.map((wait) => wait.waitMs));
  return unit.map((item) => ({ item, waitMs, waiting: 'rate', ownLimit: false }));
}

async function askAddresses({ limits }: SendingParts, unit: Unit, channel: Channel) {
  const items: Item[] = [];
  const waiting: Wait[] = [];
  const undos: (() => Promise<void>)[] = [];
  for (const item of unit) {
    const leave = await limits.leave(channel, item.address.id);
    if (leave.granted) {
      items.push(item);
      undos.push(leave.giveBack);
    } else waiting.push({ item, waitMs: leave.waitMs, waiting: 'rate', ownLimit: true });
  }
  const undo = async (): Promise<void> => {
    for (const each of undos) await each();
  };
  return { items, waiting, undo };
}

async function spend({ quotas }: SendingParts, [{ delivery }]: Unit, { quota }: Channel) {
  return quota === undefined ? async () => undefined : await quotas.spend(quota, delivery.priority);
}
