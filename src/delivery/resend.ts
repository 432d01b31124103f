import { randomUUID } from 'node:crypto';
import type { By } from '../kit/by.ts';
import type { Clock } from '../kit/clock.ts';
import type { DeliverySeals, Envelope } from './content-codec.ts';
import type { DeliveriesStore } from './deliveries-store.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import type { InspectStore } from './inspect-store.ts';
import type { TargetsStore } from './targets-store.ts';
import type { NoticeContent, ResendOutcome } from './types.ts';

/** What a resend needs. */
export interface ResendParts {
  readonly store: DeliveriesStore;
  readonly inspect: InspectStore;
  readonly targets: TargetsStore;
  readonly seals: DeliverySeals;
  readonly clock: Clock;
}

/**
 * Puts a delivery whose fate a person has looked at into the outbox once more: what was not surely sent of it. The
 * new one's id derives from the old one's, so that two persons who ask at once get one. It does not expire: who asks
 * now wants it now.
 */
export async function resend(parts: ResendParts, id: string, by: By): Promise<ResendOutcome> {
  const old = await parts.inspect.read(id);
  if (old === undefined) return { outcome: 'not-found' };
  if (old.state === 'merged' && old.into !== undefined) return { outcome: 'merged', into: old.into };
  const resentAs = nextId(id);
  if ((await parts.inspect.read(resentAs)) !== undefined) return { outcome: 'already-resent', id: resentAs };
  // What is to go away by itself is asked for anew.
  if (old.recallAt !== undefined) return { outcome: 'not-resendable' };
  if (old.state !== 'unknown' && old.state !== 'dead' && old.state !== 'gone') {
    return { outcome: 'not-resendable' };
  }
  const content = parts.seals.content(old);
  const envelope = parts.seals.envelope(old);
  if (content === undefined || envelope === undefined) return { outcome: 'text-purged' };
  const fresh = repeated(parts, old, resentAs, content, unsent(envelope, old));
  const stored = await parts.store.insert(fresh);
  if (!stored) return { outcome: 'already-resent', id: resentAs };
  await parts.inspect.linkResend(id, resentAs, by.key);
  await parts.targets.back(old.target);
  return { outcome: 'queued', id: resentAs };
}

/** `notice:target` gives `notice:target~1`, that one `notice:target~2`, and so on. */
function nextId(id: string): string {
  const count = /~(\d+)$/.exec(id)?.[1];
  return count === undefined ? `${id}~1` : `${id.slice(0, -count.length)}${Number(count) + 1}`;
}

function unsent(envelope: Envelope, { parts: states = [] }: DeliveryDocument): Envelope {
  const left = envelope.parts.filter((_, index) => states[index] !== 'sent');
  return { ...envelope, parts: left.length > 0 ? left : envelope.parts };
}

function repeated(
  { seals, clock }: ResendParts,
  { _id, notice, kind, target, priority, rank }: DeliveryDocument,
  id: string,
  content: NoticeContent,
  envelope: Envelope,
): DeliveryDocument {
  return {
    _id: id,
    ...{ notice, kind, target, priority, rank },
    createdAt: clock.now(),
    state: 'due',
    wakeAt: new Date(0),
    attempts: 0,
    origin: randomUUID(),
    part: 0,
    content: seals.sealContent(id, content),
    envelope: seals.sealEnvelope(id, envelope),
    resendOf: _id,
  };
}
