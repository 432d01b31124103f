import { createHash } from 'node:crypto';
import { inParallel } from '../mongo/in-parallel.ts';
import type { Channel, SendOutcome } from '../platforms/channel.ts';
import { boundOf, callVendor, settleAll } from './call-vendor.ts';
import { carryOutDecision } from './decide.ts';
import type { Round, SendingParts } from './parts.ts';
import { type Permit, permitFor, type Wait } from './permit.ts';
import type { Item } from './prepare.ts';
import { contentOf, type Files, fitIntoParts, loadFiles } from './unit-content.ts';
import type { Unit } from './units.ts';

/** How old a limit's leave may be when the call is made: older ones would arrive too close to younger ones. */
const FRESH_MS = 3_000;
const AT_ONCE = 4;

/** Makes the call of one unit, if limits, quotas and the lease allow; resolves to whether it was made. */
export async function sendUnit(parts: SendingParts, round: Round, unit: Unit): Promise<boolean> {
  const files = await loadFiles(parts, unit[0]);
  const permit = await permitFor(parts, unit);
  if (!('channel' in permit)) {
    await putOff(parts, round, permit);
    return false;
  }
  const grantedAt = performance.now();
  await putOff(parts, round, permit.waiting);
  const items = await fitIntoParts(parts, round, permit.channel, permit.items);
  const marked = await marks(parts, round, { permit, items, files, grantedAt });
  if (marked === undefined) {
    await permit.giveBack();
    return false;
  }
  parts.pace.kept();
  const { call, going, content } = marked;
  const answered = await callVendor(parts, permit.channel, going, content, call.uuid);
  const outcomes = files.missing ? answered.map(withoutMissing) : answered;
  if (outcomes.every(({ outcome }) => outcome === 'retry')) await permit.cancelQuota();
  await settleAll(parts, round, permit.channel, call, going, outcomes);
  return true;
}

function withoutMissing(outcome: SendOutcome): SendOutcome {
  return outcome.outcome === 'sent' ? { leftOut: 'file-missing', ...outcome } : outcome;
}

interface Intent {
  readonly permit: Permit;
  readonly items: readonly Item[];
  readonly files: Files;
  readonly grantedAt: number;
}

/** Journals that the call is about to be made; undefined when it may not be made after all. */
async function marks(parts: SendingParts, round: Round, { permit, items, files, grantedAt }: Intent) {
  const { channel } = permit;
  const [first] = items;
  if (first === undefined) return undefined;
  if (!timeLeft(parts, round, channel)) {
    parts.pace.missed();
    await leave(parts, round, items);
    return undefined;
  }
  const { repeat, part } = first.delivery;
  const ids = items.map(idOf);
  const uuid = repeat?.uuid ?? callUuid(ids, part);
  const call = { id: parts.newToken(), uuid, channel: channel.id, with: repeat?.with ?? ids };
  const marked = await parts.store.mark({ ...call, ids, token: round.token, ms: parts.leaseMs });
  const going = items.filter((item) => marked.includes(idOf(item)));
  const late = performance.now() - grantedAt > FRESH_MS || !timeLeft(parts, round, channel);
  // Half a repeat would make the vendor drop the other half.
  const half = going.length < items.length && repeat !== undefined;
  if (going.length > 0 && !late && !half) return { call, going, content: contentOf(first, files) };
  await parts.store.unmark(going.map(idOf), call.id);
  return undefined;
}

function idOf({ delivery }: Item): string {
  return delivery._id;
}

/** Whether a call can end before somebody else may take the targets over. */
function timeLeft({ leaseMs }: SendingParts, { since }: Round, channel: Channel): boolean {
  return performance.now() - since + boundOf(channel) < leaseMs;
}

/** It took too long to get here: whoever comes next has a fresh lease. */
async function leave({ store }: SendingParts, { token }: Round, items: readonly Item[]): Promise<void> {
  await inParallel(items, AT_ONCE, ({ delivery }) =>
    store.change(delivery._id, token, { state: 'due', wakeInMs: 0 }),
  );
}

async function putOff(parts: SendingParts, { token }: Round, waits: readonly Wait[]): Promise<void> {
  await inParallel(waits, AT_ONCE, async ({ item: { delivery }, waitMs, waiting, ownLimit }) => {
    const change = { state: 'due', wakeInMs: waitMs, waiting } as const;
    await carryOutDecision(parts, delivery, { change, ...(ownLimit ? { restMs: waitMs } : {}) }, (made) =>
      parts.store.change(delivery._id, token, made),
    );
  });
}

/**
 * The uuid a vendor knows a call by. The same deliveries and the same part give the same uuid on every instance,
 * so that a repeat is recognised; any other set of deliveries gives another one, so that nobody is taken for served.
 */
function callUuid(deliveries: readonly string[], part: number): string {
  const all = JSON.stringify([[...deliveries].sort(), part]);
  const hex = createHash('sha256').update(all).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
