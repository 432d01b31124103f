import type { Change } from './change.ts';
import type { DeliveryDocument } from './delivery-document.ts';
import type { Decision } from './outcome.ts';
import type { SendingParts } from './parts.ts';
import { targetOf } from './targets.ts';

/** Carries a decision out: stores the change, lets the target rest, and tells whom it concerns. */
export async function carryOutDecision(
  { store, targets, metrics, tell }: SendingParts,
  { _id, target, kind }: Pick<DeliveryDocument, '_id' | 'target' | 'kind'>,
  { change, restMs, gone }: Decision,
  write: (change: Change) => Promise<boolean>,
): Promise<void> {
  const written = await write(change);
  if (restMs !== undefined && restMs > 0) {
    await targets.rest(target, restMs);
    await store.putOffTarget(target, restMs);
  }
  if (gone !== undefined && (await targets.markGone(target, gone))) {
    tell({ kind: 'target-gone', target: targetOf(target), code: gone });
  }
  if (!written || change.wakeInMs !== undefined) return;
  metrics.settled(change.state);
  const code = change.set?.code ?? '';
  if (change.state === 'dead' || change.state === 'unknown') {
    tell({ kind: change.state, id: _id, noticeKind: kind, code });
  }
}
