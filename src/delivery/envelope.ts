import { isPlain } from './compose.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import { gateOf } from './gate.ts';
import type { Round, SendingParts } from './parts.ts';
import type { NoticeContent } from './types.ts';

const LARGEST = 20;

/**
 * Makes one message of several notices to one target. The envelope is stored before anybody is told to be in it,
 * and everybody is told before it is sent: a crash in between is put right by whoever finds it. Resolves to the
 * delivery that carries the message, or undefined when the deliveries have to be looked at again.
 */
export async function gatherIntoEnvelope(
  parts: SendingParts,
  round: Round,
  leader: DeliveryDocument,
  others: readonly DeliveryDocument[],
): Promise<DeliveryDocument | undefined> {
  if (leader.joining === true) return await join(parts, round, leader);
  if (leader.mergeable !== true || leader.envelope !== undefined || leader.repeat !== undefined)
    return leader;
  const company = membersFor(parts, leader, others);
  if (company.length === 0) return leader;
  const frozen = envelopeOf(parts, leader, company);
  if (frozen === undefined) return leader;
  if (!(await parts.store.freeze(leader._id, round.token, frozen))) return undefined;
  return await join(parts, round, { ...leader, ...frozen });
}

function membersFor(
  { clock, mayGoOut }: SendingParts,
  leader: DeliveryDocument,
  others: readonly DeliveryDocument[],
): readonly DeliveryDocument[] {
  const now = clock.now();
  const fitting = others.filter(
    (other) =>
      other.target === leader.target && other._id !== leader._id && gateOf(other, now, mayGoOut) === 'open',
  );
  return fitting.slice(0, LARGEST - 1);
}

function envelopeOf(
  { seals, compose }: SendingParts,
  leader: DeliveryDocument,
  company: readonly DeliveryDocument[],
) {
  const all = [leader, ...company].sort(byAge);
  const contents = all.map((delivery) => seals.content(delivery));
  const known = contents.filter(
    (content): content is NoticeContent => content !== undefined && isPlain(content),
  );
  if (known.length < all.length) return undefined;
  const { title, text } = compose(known);
  const ends = all.map(({ expires }) => expires?.getTime() ?? Number.POSITIVE_INFINITY);
  const last = Math.max(...ends);
  return {
    envelope: seals.sealEnvelope(leader._id, { title, parts: [text] }),
    members: company.map(({ _id }) => _id),
    joining: true as const,
    part: 0,
    ...(Number.isFinite(last) ? { expires: new Date(last) } : {}),
  };
}

function byAge(a: DeliveryDocument, b: DeliveryDocument): number {
  return a.createdAt.getTime() - b.createdAt.getTime() || (a._id < b._id ? -1 : 1);
}

/** Should a member be on its way already (a sender that slept over its lease), the envelope is taken apart. */
async function join(
  { store }: SendingParts,
  { token }: Round,
  leader: DeliveryDocument,
): Promise<DeliveryDocument | undefined> {
  if (await store.join(leader._id, leader.members ?? [])) return leader;
  await store.takeApart(leader._id);
  await store.change(leader._id, token, {
    state: 'due',
    wakeInMs: 0,
    unset: ['envelope', 'members', 'joining'],
  });
  return undefined;
}
