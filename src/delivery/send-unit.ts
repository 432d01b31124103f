import { setTimeout as sleep } from 'node:timers/promises';
import { toError } from '../errors.ts';
import { safeError } from '../log.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import type { Channel, OutgoingContent, SendOutcome } from '../platforms/channel.ts';
import { callUuid } from './call-uuid.ts';
import { decide } from './decide.ts';
import { afterOutcome } from './outcome.ts';
import type { Round, SendingParts } from './parts.ts';
import { type Permit, permitFor, type Wait } from './permit.ts';
import type { Item } from './prepare.ts';
import { splitText } from './split-text.ts';
import type { Unit } from './units.ts';

/** How old a limit's leave may be when the call is made: older ones would arrive too close to younger ones. */
const FRESH_MS = 3_000;
const AT_ONCE = 4;
const STORE_AGAIN_MS = [100, 500, 2_000];

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
  const items = await fitted(parts, round, permit);
  const [first] = items;
  if (first === undefined || !timeLeft(parts, round, permit.channel)) {
    await permit.giveBack();
    await leave(parts, round, items);
    return false;
  }
  const call = {
    id: parts.newToken(),
    uuid: first.delivery.repeat?.uuid ?? callUuid(items.map(idOf), first.delivery.part),
    channel: permit.channel.id,
    with: first.delivery.repeat?.with ?? items.map(idOf),
  };
  const ids = items.map(idOf);
  const marked = new Set(await parts.store.mark({ ...call, ids, token: round.token, ms: parts.leaseMs }));
  const going = items.filter((item) => marked.has(idOf(item)));
  const late = performance.now() - grantedAt > FRESH_MS || !timeLeft(parts, round, permit.channel);
  if (going.length === 0 || late) {
    await parts.store.unmark(going.map(idOf), call.id);
    await permit.giveBack();
    return false;
  }
  const outcomes = await callVendor(parts, permit.channel, going, contentOf(first, files), call.uuid);
  if (outcomes.every(({ outcome }) => outcome === 'retry')) await permit.cancelQuota();
  await settleAll(parts, round, permit.channel, call, going, outcomes);
  return true;
}

function idOf({ delivery }: Item): string {
  return delivery._id;
}

/** Whether a call can end before somebody else may take the targets over. */
function timeLeft({ leaseMs }: SendingParts, { since }: Round, channel: Channel): boolean {
  return performance.now() - since + boundOf(channel) < leaseMs;
}

/** Beyond its own bound a channel gets a little more before it counts as hanging. */
function boundOf({ timeoutMs }: Channel): number {
  return timeoutMs + Math.min(timeoutMs, 1_000);
}

/** It took too long to get here: whoever comes next has a fresh lease. */
async function leave({ store }: SendingParts, { token }: Round, items: readonly Item[]): Promise<void> {
  await inParallel(items, AT_ONCE, ({ delivery }) =>
    store.change(delivery._id, token, { state: 'due', wakeInMs: 0 }),
  );
}

type Files = Pick<OutgoingContent, 'picture' | 'file'>;

/** What is no longer there is left out: the words matter more than the picture. */
async function loadFiles({ load, log }: SendingParts, { content, delivery, envelope }: Item): Promise<Files> {
  if (delivery.part + 1 < envelope.parts.length) return {};
  const fetched = async (reference: typeof content.picture) => {
    if (reference === undefined) return undefined;
    try {
      return await load(reference);
    } catch (thrown) {
      log.error({ failure: safeError(toError(thrown)) }, 'loading a file to send failed');
      return undefined;
    }
  };
  const [picture, file] = [await fetched(content.picture), await fetched(content.file)];
  return { ...(picture ? { picture } : {}), ...(file ? { file } : {}) };
}

/** A text too long for the channel is stored in parts first, from this part on; then the first of them goes. */
async function fitted(parts: SendingParts, { token }: Round, permit: Permit): Promise<readonly Item[]> {
  const { channel, items } = permit;
  const fits = (text: string): boolean => channel.measure(text) <= channel.textBytes;
  const [first] = items;
  if (first === undefined || first.delivery.repeat !== undefined) return items;
  const { part } = first.delivery;
  const text = first.envelope.parts[part] ?? '';
  if (fits(text)) return items;
  const cut = [
    ...first.envelope.parts.slice(0, part),
    ...splitText(text, fits),
    ...first.envelope.parts.slice(part + 1),
  ];
  const split = await inParallel(items, AT_ONCE, async (item): Promise<Item | undefined> => {
    const { _id, parts: states = [] } = item.delivery;
    const envelope = { ...item.envelope, parts: cut };
    const frozen = {
      envelope: parts.seals.sealEnvelope(_id, envelope),
      part,
      parts: cut.map((_, index) => (index < part ? (states[index] ?? 'sent') : 'due')),
    };
    if (!(await parts.store.freeze(_id, token, frozen))) return undefined;
    return { ...item, envelope, delivery: { ...item.delivery, ...frozen } };
  });
  return split.filter((item): item is Item => item !== undefined);
}

/** The picture, the file and the buttons come with the last part. */
function contentOf({ content, envelope, delivery: { part } }: Item, files: Files): OutgoingContent {
  const count = envelope.parts.length;
  const title = count > 1 ? `${envelope.title}（${part + 1}/${count}）` : envelope.title;
  const last = part + 1 >= count;
  const buttons = last && content.buttons !== undefined ? { buttons: content.buttons } : {};
  return { title, text: envelope.parts[part] ?? '', ...(last ? files : {}), ...buttons };
}

/** One outcome per item, whatever the channel does. */
async function callVendor(
  { log, metrics }: SendingParts,
  channel: Channel,
  items: readonly Item[],
  content: OutgoingContent,
  uuid: string,
): Promise<readonly SendOutcome[]> {
  const given = new AbortController();
  const hanging = sleep(boundOf(channel), [], { signal: given.signal, ref: false }).catch(() => []);
  const addresses = items.map(({ address }) => address);
  let outcomes: readonly SendOutcome[] = [];
  try {
    outcomes = await Promise.race([channel.send(addresses, content, uuid), hanging]);
  } catch (thrown) {
    log.error({ failure: safeError(toError(thrown)) }, 'a channel threw');
  } finally {
    given.abort();
  }
  const full = items.map((_, index) => outcomes[index] ?? { outcome: 'unknown' as const, code: 'no_answer' });
  for (const { outcome } of full) metrics.outcome(channel.id, outcome);
  return full;
}

interface MadeCall {
  readonly id: string;
  readonly uuid: string;
  readonly with: readonly string[];
}

async function settleAll(
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
      others: channels.filter(({ id }) => id !== channel.id).map(({ id }) => id),
      policy: parts.policy,
      roll,
    });
    await decide(parts, delivery, decision, (change) =>
      stubbornly(() => parts.store.settle(delivery._id, call.id, change)),
    );
  });
}

/** What was sent must be known to be sent: a database away for a moment does not make it unknown. */
async function stubbornly(store: () => Promise<boolean>): Promise<boolean> {
  for (const pause of STORE_AGAIN_MS) {
    try {
      return await store();
    } catch {
      await sleep(pause);
    }
  }
  return await store();
}

async function putOff(parts: SendingParts, { token }: Round, waits: readonly Wait[]): Promise<void> {
  await inParallel(waits, AT_ONCE, async ({ item: { delivery }, waitMs, waiting, ownLimit }) => {
    const change = { state: 'due', wakeInMs: waitMs, waiting } as const;
    await decide(parts, delivery, { change, ...(ownLimit ? { restMs: waitMs } : {}) }, (made) =>
      parts.store.change(delivery._id, token, made),
    );
  });
}
