import type { Relay } from '../casefiles/relay-store.ts';
import type { Outbox } from '../delivery/types.ts';
import type { Refusals } from '../doctor/refusals-store.ts';
import type { Metrics } from '../metrics.ts';

/**
 * The program's figures, counted on. Late answers that go past the outbox count against DingTalk's monthly
 * quota as what the outbox sends does; what is turned away is counted for the doctor too.
 */
export function buildMetrics(
  metrics: Metrics,
  {
    outbox,
    refusals,
    relay,
  }: { readonly outbox: Outbox; readonly refusals: Refusals; readonly relay: Pick<Relay, 'state'> },
): Metrics {
  metrics.watchOutbox(outbox.stats);
  metrics.watchFollowUps(relay.state);
  return {
    ...metrics,
    late(platform, outcome) {
      metrics.late(platform, outcome);
      if (platform === 'dingtalk' && (outcome === 'sent' || outcome === 'unknown')) outbox.countInbound(1);
    },
    refusal(platform, status, reason) {
      metrics.refusal(platform, status, reason);
      refusals.refused(platform, reason);
    },
  };
}
