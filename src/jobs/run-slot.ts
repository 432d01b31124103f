import { performance } from 'node:perf_hooks';
import { SentinelError, toError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import { type Logger, safeError } from '../log.ts';
import type { Counts, JobResult, PostNotices, SlotJob } from './job.ts';
import type { JobMetrics } from './metrics.ts';
import { MOST_ATTEMPTS, retryAfterMs } from './plan.ts';
import type { Run, RunsStore } from './runs-store.ts';

/** What running a slot takes. `owner` is unique to this run of this instance. */
export interface SlotParts {
  readonly store: RunsStore;
  readonly owner: string;
  readonly clock: Clock;
  readonly log: Logger;
  /** The outbox: resolves once the notices are journaled. */
  readonly post: PostNotices;
  readonly metrics?: JobMetrics;
  /** How long one attempt may take before it counts as failed. */
  readonly limitMs: number;
}

/**
 * Claims the slot (`again`: takes its open run over), runs the job, posts its notices and marks the run done. What it
 * throws is logged and leaves the run failed, to be tried again later or given up after its last attempt. A run that
 * `stopping` broke off stays open: whoever ticks next runs it again. Rejects only when the database does.
 */
export async function runSlot(
  parts: SlotParts,
  job: SlotJob,
  { slot, again }: { readonly slot: Date; readonly again?: Run },
  stopping: AbortSignal,
): Promise<void> {
  const { store, owner, clock } = parts;
  const run =
    again === undefined
      ? await store.claim(job.name, slot, owner, clock.now())
      : await store.reclaim(again, owner, clock.now());
  if (run === undefined) return;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1_000;
  try {
    const { counts } = await attempt(parts, job, run, stopping);
    await finish(parts, run, counts, seconds());
  } catch (thrown) {
    if (!stopping.aborted) await fail(parts, run, toError(thrown), seconds());
  }
}

async function attempt(
  { clock, limitMs, post }: SlotParts,
  job: SlotJob,
  { slot, since }: Run,
  stopping: AbortSignal,
): Promise<JobResult> {
  const limit = AbortSignal.timeout(limitMs);
  const signal = AbortSignal.any([stopping, limit]);
  const context = { slot, now: clock.now(), signal, ...defined({ since }) };
  const result = await before(
    limit,
    Promise.resolve().then(() => job.run(context)),
  );
  // Whoever took the run over posts the same; but who is not sure of it any more should not.
  signal.throwIfAborted();
  if (result.notices !== undefined && result.notices.length > 0) await post(result.notices);
  return result;
}

/** A run that ignores its signal may not keep all others waiting. */
function before<T>(limit: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = (): void => reject(new SentinelError('job-too-long', 'A job took too long.'));
    limit.addEventListener('abort', give, { once: true });
    work.then(resolve, reject).finally(() => limit.removeEventListener('abort', give));
  });
}

async function finish(
  { store, clock, log, metrics }: SlotParts,
  run: Run,
  counts: Counts,
  seconds: number,
): Promise<void> {
  const { job, slot } = run;
  if (!(await store.end(run, { state: 'done', counts }, clock.now()))) {
    log.warn({ job, slot }, 'somebody else took this run over');
    return;
  }
  metrics?.job(job, 'done', seconds);
  const level = Object.values(counts).some((count) => count > 0) ? 'info' : 'debug';
  log[level]({ job, slot, counts }, 'job done');
}

async function fail(
  { store, clock, log, metrics }: SlotParts,
  run: Run,
  thrown: Error,
  seconds: number,
): Promise<void> {
  const { job, slot, attempts } = run;
  const now = clock.now();
  const last = attempts >= MOST_ATTEMPTS;
  const retryAt = new Date(now.getTime() + retryAfterMs(attempts));
  const outcome = { error: classOf(thrown), ...(last ? {} : { retryAt }) };
  const state = last ? 'given-up' : 'failed';
  log.error({ job, slot, attempts, state, failure: safeError(thrown) }, 'job failed');
  metrics?.job(job, 'failed', seconds);
  if (last) metrics?.job(job, 'given-up');
  await store.end(run, { state, ...outcome }, now);
}

/** A library may have put anything into the name of its error. */
function classOf({ name }: Error): string {
  return /^[\w$]{1,60}$/.test(name) ? name : 'Error';
}
