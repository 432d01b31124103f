import { createTask, type ScheduledTask } from 'node-cron';
import type { Logger } from 'pino';
import { toError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { safeError } from '../log.ts';
import type { Leases } from '../mongo/leases.ts';
import { withLease } from '../mongo/with-lease.ts';
import type { Job } from './job.ts';
import type { JobMetrics } from './metrics.ts';
import { quietCronLogger } from './quiet-cron.ts';

const LEASE_MS = 30_000;

/** Runs jobs at their times. */
export interface Ticker {
  /** Begins to tick; the timers do not keep the process alive. */
  start(): Promise<void>;
  /** Ends the ticking, tells running jobs to stop and waits for them. */
  stop(): Promise<void>;
}

/** What a ticker needs. `owner` is unique to this run of this instance. */
export interface TickerParts {
  readonly jobs: readonly Job[];
  readonly leases: Leases;
  readonly owner: string;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly log: Logger;
  readonly metrics?: JobMetrics;
}

/**
 * Each job runs under a lease, so on one instance at a time, and never beside itself. A job that fails is logged
 * and runs again at its next time. Throws when two jobs share a name or an expression is none.
 */
export function createTicker(parts: TickerParts): Ticker {
  const { jobs, timeZone, log } = parts;
  if (new Set(jobs.map(({ name }) => name)).size < jobs.length) throw new Error('Two jobs share a name.');
  const running = new Set<Promise<void>>();
  const stopping = new AbortController();

  const tick = async (job: Job): Promise<void> => {
    if (stopping.signal.aborted) return;
    const run = runOnce(parts, job, stopping.signal);
    running.add(run);
    await run.finally(() => running.delete(run));
  };

  const tasks: readonly ScheduledTask[] = jobs.map((job) =>
    createTask(job.every, () => tick(job), {
      name: job.name,
      timezone: timeZone,
      noOverlap: true,
      unref: true,
      suppressMissedWarning: true,
      logger: quietCronLogger(log),
    }),
  );

  return {
    start: async () => {
      for (const task of tasks) await task.start();
    },
    stop: async () => {
      stopping.abort();
      for (const task of tasks) await task.destroy();
      await Promise.all(running);
    },
  };
}

async function runOnce(parts: TickerParts, job: Job, stopping: AbortSignal): Promise<void> {
  const { leases, owner, clock, log, metrics } = parts;
  const started = performance.now();
  const seconds = (): number => (performance.now() - started) / 1_000;
  try {
    const terms = { name: `job:${job.name}`, owner, ms: LEASE_MS };
    const ran = await withLease(leases, terms, (lost) =>
      job.run({ now: clock.now(), signal: AbortSignal.any([lost, stopping]) }),
    );
    if (ran === undefined) return;
    metrics?.job(job.name, 'done', seconds(), clock.now());
    const level = Object.values(ran.result).some((count) => count > 0) ? 'info' : 'debug';
    log[level]({ job: job.name, counts: ran.result }, 'job done');
  } catch (thrown) {
    metrics?.job(job.name, 'failed', seconds());
    log.error({ job: job.name, failure: safeError(toError(thrown)) }, 'job failed');
  }
}
