import type { DeliveryDocument } from './delivery-document.ts';
import type { MayGoOut, Waiting } from './types.ts';

/** Whether a delivery may go out now, has to wait, or is over. */
export type Gate = 'open' | 'expired' | { readonly waitMs: number; readonly waiting: Waiting };

/** Looks at the domain clock: too early, too late, quiet hours. Pure. */
export function gateOf(
  {
    notBefore,
    expires,
    priority,
    awaited,
  }: Pick<DeliveryDocument, 'notBefore' | 'expires' | 'priority' | 'awaited'>,
  now: Date,
  mayGoOut: MayGoOut,
): Gate {
  if (expires !== undefined && now >= expires) return 'expired';
  if (notBefore !== undefined && now < notBefore) return wait(notBefore, 'time', now, expires);
  const quietUntil = awaited === true || mayGoOut(now, priority);
  return quietUntil === true ? 'open' : wait(quietUntil, 'quiet', now, expires);
}

/** It wakes when it expires at the latest, to be dropped in time. */
function wait(until: Date, waiting: Waiting, now: Date, expires: Date | undefined): Gate {
  const end = expires === undefined ? until : new Date(Math.min(until.getTime(), expires.getTime()));
  return { waitMs: Math.max(0, end.getTime() - now.getTime()), waiting };
}
