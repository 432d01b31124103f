import { randomUUID } from 'node:crypto';
import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import { isPlain } from './compose.ts';
import type { DeliverySeals } from './content-codec.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import { RANKS, targetKey } from './targets.ts';
import type { Notice, Target } from './types.ts';

/** What the deliveries of a notice need to know. `now` is the server's time. */
interface Posting {
  readonly seals: DeliverySeals;
  readonly clock: Clock;
  readonly now: Date;
  readonly mergeMs: number;
}

/** The deliveries of a notice, one per target; a target named twice gets one. */
export function deliveriesFor(notice: Notice, posting: Posting): readonly DeliveryDocument[] {
  const targets = new Map(notice.targets.map((target) => [targetKey(target), target]));
  const createdAt = posting.clock.now();
  return [...targets.values()].map((target) => deliveryFor(notice, target, createdAt, posting));
}

/** What would be taken back at once is not sent any more. */
function earliest(expires: Date | undefined, recallAt: Date | undefined): Date | undefined {
  if (expires === undefined || recallAt === undefined) return expires ?? recallAt;
  return expires < recallAt ? expires : recallAt;
}

/** Whether a notice waits a little for company. */
function isMergeable(notice: Notice): boolean {
  return (
    notice.mergeable === true &&
    notice.recallAt === undefined &&
    notice.priority !== 'emergency' &&
    isPlain(notice)
  );
}

function deliveryFor(
  notice: Notice,
  target: Target,
  createdAt: Date,
  { seals, now, mergeMs }: Posting,
): DeliveryDocument {
  const { id, kind, priority, notBefore, expires, unreachable, recallAt, awaited } = notice;
  const key = targetKey(target);
  const _id = `${id}:${key}`;
  const merging = isMergeable(notice);
  return {
    _id,
    notice: id,
    kind,
    target: key,
    priority,
    rank: RANKS[priority],
    createdAt,
    state: 'due',
    // The first look finds out about times and quiet hours.
    wakeAt: merging ? new Date(now.getTime() + mergeMs) : now,
    ...(merging ? { waiting: 'merge' as const, mergeable: true as const } : {}),
    attempts: 0,
    origin: randomUUID(),
    part: 0,
    content: seals.sealContent(_id, notice),
    ...defined({ notBefore, expires: earliest(expires, recallAt), recallAt, awaited }),
    ...(unreachable === 'give-up' ? { giveUp: true as const } : {}),
  };
}
