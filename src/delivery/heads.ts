import type { WakingDelivery } from './deliveries-store.ts';

/**
 * Whom to claim: of each target the one delivery whose turn it is (a repeat first, then the rest of a text in parts,
 * then an envelope that was begun, then by urgency and age), with everybody else a repeat needs. At most `limit`
 * targets. Pure.
 */
export function headsOf(due: readonly WakingDelivery[], limit: number): readonly string[] {
  const heads = new Map<string, WakingDelivery>();
  for (const delivery of [...due].sort(byTurn)) {
    if (heads.size >= limit) break;
    if (!heads.has(delivery.target)) heads.set(delivery.target, delivery);
  }
  return [...new Set([...heads.values()].flatMap(({ _id, repeat }) => [_id, ...(repeat?.with ?? [])]))];
}

function byTurn(a: WakingDelivery, b: WakingDelivery): number {
  return (
    stage(a) - stage(b) ||
    a.rank - b.rank ||
    a.createdAt.getTime() - b.createdAt.getTime() ||
    (a._id < b._id ? -1 : 1)
  );
}

function stage({ repeat, part, joining }: WakingDelivery): number {
  if (repeat !== undefined) return 0;
  if (part > 0) return 1;
  return joining === true ? 2 : 3;
}
