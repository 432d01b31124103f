import { defined } from '../kit/defined.ts';
import { MINUTE_MS, minuteOf, type Schedule } from './schedule.ts';

/**
 * Where the run of a slot stands. `running` claimed, and broken off if nobody ticks · `done` · `failed` to be tried
 * again · `given-up` not tried again · `skipped` missed, and a later slot's run stood in for it.
 */
export type RunState = 'running' | 'done' | 'failed' | 'given-up' | 'skipped';

/** What planning has to know of a run. */
export interface PlannedRun {
  readonly slot: Date;
  readonly state: RunState;
  /** How often it was begun. */
  readonly attempts: number;
  /** Domain time of the last failure, and from which it may be tried again. */
  readonly endedAt?: Date;
  readonly retryAt?: Date;
}

/** What is to be done about one job now. */
export interface Plan<R extends PlannedRun> {
  /** This run is not tried again: too often, too late, or a later slot takes its place. */
  readonly giveUp?: R;
  /** Missed slots that the run of a later one stands in for. */
  readonly skip: readonly Date[];
  /** The slot to run; `again` is its broken off or failed run. */
  readonly run?: { readonly slot: Date; readonly again?: R };
}

/** How often a slot is tried, crashes included. */
export const MOST_ATTEMPTS = 5;

/** Domain time until the next try after `attempts` of them: 1, 2, 4, 8 minutes. */
export function retryAfterMs(attempts: number): number {
  return 2 ** (attempts - 1) * MINUTE_MS;
}

/**
 * Decides what is due at `now`. Pure. `last` is the newest run with a slot not later than `now`, whatever lies after
 * it belongs to a clock that was moved back; `begun` is the first start, before which nothing is due. Slots older
 * than `graceMinutes` are let go without a trace, so a clock moved by months costs no more than a short pause.
 */
export function planOf<R extends PlannedRun>(
  { schedule, graceMinutes }: { readonly schedule: Schedule; readonly graceMinutes: number },
  { last, begun, now }: { readonly last?: R; readonly begun: Date; readonly now: Date },
): Plan<R> {
  const earliest = minuteOf(now).getTime() - graceMinutes * MINUTE_MS;
  const after = Math.max((last?.slot ?? begun).getTime(), earliest - MINUTE_MS);
  const missed = schedule.slots(new Date(after), now);
  const inGrace = last !== undefined && last.slot.getTime() >= earliest;
  const open = last === undefined ? 'closed' : openness(last, missed.length > 0, inGrace, now);
  if (open === 'again' && last !== undefined) return { skip: [], run: { slot: last.slot, again: last } };
  if (open === 'wait') return { skip: [] };
  const slot = missed.at(-1);
  return {
    ...(open === 'give-up' && last !== undefined ? { giveUp: last } : {}),
    skip: missed.slice(0, -1),
    ...defined({ run: slot && { slot } }),
  };
}

function openness(
  { state, attempts, endedAt, retryAt }: PlannedRun,
  overtaken: boolean,
  inGrace: boolean,
  now: Date,
): 'closed' | 'again' | 'wait' | 'give-up' {
  if (state !== 'running' && state !== 'failed') return 'closed';
  if (!inGrace || attempts >= MOST_ATTEMPTS) return 'give-up';
  if (state === 'running') return 'again';
  // A run of the later slot does the failed one's work too.
  if (overtaken) return 'give-up';
  // A clock moved back to before the failure must not make it wait for ages.
  const waiting = retryAt !== undefined && now < retryAt && (endedAt === undefined || now >= endedAt);
  return waiting ? 'wait' : 'again';
}
