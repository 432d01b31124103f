import { toError } from '../errors.ts';
import { defined } from '../kit/defined.ts';
import { safeError } from '../log.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import { carryOutDecision } from './decide.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import { headsOf } from './heads.ts';
import { endLost } from './lost.ts';
import { withoutOthers } from './ours.ts';
import type { Round, SendingParts } from './parts.ts';
import { type Item, prepareDelivery } from './prepare.ts';
import { sendUnit } from './send-unit.ts';
import type { LeasedTarget } from './targets-store.ts';
import { type Unit, unitsOf } from './units.ts';

/** A call that is about to be made. Neither rejects. */
export interface PlannedCall {
  /** Makes it (or finds that it may not), stores what came of it, frees its targets; resolves to whether it was made. */
  make(): Promise<boolean>;
  /** Leaves it to others. */
  drop(): Promise<void>;
}

/** What a round got hold of. */
export interface TakenRound {
  readonly calls: readonly PlannedCall[];
  readonly lost: number;
  readonly settled: number;
  /** Whether there may be more to take at once. */
  readonly more: boolean;
}

const LOOK_AT = 400;
const AT_ONCE = 4;
/** Somebody else sends to this target now. */
const BUSY_MS = 150;

/** Claims targets with something due, as many as the pace allows, and makes units of what they get. */
export async function takeRound(parts: SendingParts): Promise<TakenRound> {
  const { store } = parts;
  const since = performance.now();
  const { now, found } = await store.waking(LOOK_AT);
  const round: Round = { token: parts.newToken(), since, now };
  const lost = await endLost(parts, now, found);
  const due = await withoutOthers(
    parts,
    now,
    found.filter(({ state }) => state === 'due'),
  );
  const claimed = await store.claim(headsOf(due, parts.pace.limit()), round.token, parts.leaseMs);
  const names = [...new Set(claimed.map(({ target }) => target))];
  const leased = await parts.targets.lease(names, round.token, parts.leaseMs);
  const items = await ready(parts, round, claimed, leased);
  const units = unitsOf(await wholeRepeats(parts, items));
  const busy = new Set(units.flat().map(({ delivery }) => delivery.target));
  const idle = [...leased.keys()].filter((target) => !busy.has(target));
  await parts.targets.release(idle, round.token);
  return {
    calls: units.map((unit) => planned(parts, round, unit)),
    lost,
    settled: claimed.length - items.length,
    more: due.length > 0 && claimed.length > 0,
  };
}

/** What can be sent now; the rest is put off or ended on the way. */
async function ready(
  parts: SendingParts,
  round: Round,
  claimed: readonly DeliveryDocument[],
  leased: ReadonlyMap<string, LeasedTarget>,
): Promise<readonly Item[]> {
  const open = claimed.filter(({ target }) => leased.has(target));
  const merging = open.filter(({ mergeable, envelope }) => mergeable === true && envelope === undefined);
  const mergeable =
    merging.length === 0 ? [] : await parts.store.mergeable(merging.map(({ target }) => target));
  const seen = new Set<string>();
  const items = await inParallel(claimed, AT_ONCE, async (delivery) => {
    const target = leased.get(delivery.target);
    // Two of one target only come with a repeat; the second one waits for the first.
    if (target === undefined || seen.has(delivery.target)) return await putBack(parts, round, delivery);
    seen.add(delivery.target);
    return await readyOne(parts, round, delivery, target, mergeable);
  });
  return items.filter((item): item is Item => item !== undefined);
}

async function readyOne(
  parts: SendingParts,
  round: Round,
  delivery: DeliveryDocument,
  target: LeasedTarget,
  mergeable: readonly DeliveryDocument[],
): Promise<Item | undefined> {
  try {
    const prepared = await prepareDelivery(parts, round, delivery, target, mergeable);
    if (prepared === undefined) return undefined;
    if ('delivery' in prepared) return prepared;
    await carryOutDecision(parts, delivery, prepared.decision, (change) =>
      parts.store.change(delivery._id, round.token, change),
    );
  } catch (thrown) {
    // Its claim runs out by itself: one that cannot be opened must not keep the others waiting.
    parts.log.error({ failure: safeError(toError(thrown)) }, 'preparing one delivery failed');
  }
  return undefined;
}

async function putBack({ store, random }: SendingParts, { token }: Round, delivery: DeliveryDocument) {
  const { waiting } = delivery;
  const wakeInMs = BUSY_MS * (1 + random());
  await store.change(delivery._id, token, { state: 'due', wakeInMs, ...defined({ waiting }) });
  return undefined;
}

/** A call is repeated with all of its deliveries or not yet: the vendor would drop the second half of it. */
async function wholeRepeats({ store }: SendingParts, items: readonly Item[]): Promise<readonly Item[]> {
  const partial = new Set<string>();
  const repeats = new Map(
    items.flatMap(({ delivery: { repeat } }) => (repeat ? [[repeat.uuid, repeat] as const] : [])),
  );
  for (const repeat of repeats.values()) {
    const together = items.filter(({ delivery }) => delivery.repeat?.uuid === repeat.uuid).length;
    if (repeat.with.length < 2 || together >= (await store.openOf(repeat))) continue;
    partial.add(repeat.uuid);
    await store.align(repeat, BUSY_MS);
  }
  return items.filter(({ delivery: { repeat } }) => repeat === undefined || !partial.has(repeat.uuid));
}

function planned(parts: SendingParts, round: Round, unit: Unit): PlannedCall {
  const targets = unit.map(({ delivery }) => delivery.target);
  const releasingAfter = async (work: () => Promise<boolean>): Promise<boolean> => {
    try {
      return await work();
    } catch (thrown) {
      parts.log.error({ failure: safeError(toError(thrown)) }, 'sending one unit failed');
      return false;
    } finally {
      // Not waited for: should it fail, the lease runs out.
      parts.targets.release(targets, round.token).catch(() => undefined);
    }
  };
  return {
    make: () => releasingAfter(() => sendUnit(parts, round, unit)),
    drop: async () => {
      await releasingAfter(async () => {
        for (const { delivery } of unit) await putBack(parts, round, delivery);
        return false;
      });
    },
  };
}
