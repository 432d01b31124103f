import { createTask } from 'node-cron';
import { toError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { type Logger, safeError } from '../log.ts';
import type { Mongo } from '../mongo/connect.ts';
import { createLeases } from '../mongo/leases.ts';
import { withLease } from '../mongo/with-lease.ts';
import type { PostNotices, SlotJob } from './job.ts';
import type { JobMetrics } from './metrics.ts';
import type { Plan } from './plan.ts';
import { createPlanner, type JobPlan } from './planner.ts';
import { quietCronLogger } from './quiet-cron.ts';
import { createRunCoordinator } from './run-coordinator-store.ts';
import { runSlot, type SlotParts } from './run-slot.ts';
import { createRunsStore, type Run } from './runs-store.ts';
import { MINUTE_MS } from './schedule.ts';

/** Runs slot jobs. */
export interface Scheduler {
  /** Ticks now, in the background, and each minute from here; the timers do not keep the process alive. */
  start(): Promise<void>;
  /** Ends the ticking, tells the run under way to stop and waits for it. */
  stop(): Promise<void>;
  /**
   * Runs all that is due by the domain clock, one after the other, and resolves when it is over; nothing, when
   * another instance is at it. For whoever moved the clock. Never rejects: what goes wrong is logged.
   */
  tick(): Promise<void>;
}

/** What a scheduler needs. `owner` is unique to this run of this instance. */
export interface SchedulerParts {
  /** Those due at the same minute run in this order. */
  readonly jobs: readonly SlotJob[];
  readonly mongo: Mongo;
  readonly owner: string;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly log: Logger;
  readonly post: PostNotices;
  readonly metrics?: JobMetrics;
  /** Looks after each tick whether jobs are late. */
  readonly watch?: () => Promise<void>;
  readonly leaseMs?: number;
  readonly limitMs?: number;
}

const LEASE = 'slot-jobs';
const LEASE_MS = 30_000;
/** How long a minute is remembered as taken: longer than the clocks of two instances may differ. */
const TURN_MS = 2 * MINUTE_MS;
const LIMIT_MS = 15 * MINUTE_MS;
/** More would be a clock that runs away, or a database that forgets. */
const MOST_RUNS_A_TICK = 200;

/**
 * One instance at a time works, under a lease, so that jobs run one after the other in order of their slots. The slots
 * are claimed as unique run documents, so that each runs once whatever happens to the lease. Slots of before a
 * job's very first start never run. Throws when two jobs share a name, a name is odd, or a schedule is none.
 */
export function createScheduler(parts: SchedulerParts): Scheduler {
  const { mongo, owner, clock, timeZone, log, leaseMs = LEASE_MS } = parts;
  refuseOddNames(parts.jobs);
  const store = createRunsStore(mongo);
  const planAll = createPlanner({ store, clock, timeZone }, parts.jobs);
  const leases = createLeases(mongo);
  const stopping = new AbortController();
  const slotParts: SlotParts = { ...parts, store, limitMs: parts.limitMs ?? LIMIT_MS };
  /** Does the next thing that is due; false when nothing is. */
  const step = async (signal: AbortSignal): Promise<boolean> => {
    const plans = await planAll();
    for (const { job, plan } of plans) await record(slotParts, job, plan);
    const next = earliest(plans);
    if (next === undefined || signal.aborted) return false;
    await runSlot(slotParts, next.job, next.run, signal);
    return true;
  };

  const work = async (): Promise<void> => {
    if ((await planAll()).every(({ plan }) => plan.giveUp === undefined && plan.run === undefined)) return;
    await withLease(leases, { name: LEASE, owner, ms: leaseMs }, async (lost) => {
      const signal = AbortSignal.any([lost, stopping.signal]);
      for (let runs = 0; runs < MOST_RUNS_A_TICK && (await step(signal)); runs += 1);
    });
  };

  const guarded = async (what: 'jobs' | 'watch', run: () => Promise<void>): Promise<void> => {
    try {
      if (!stopping.signal.aborted) await run();
    } catch (thrown) {
      log.error({ component: what, failure: safeError(toError(thrown)) }, 'a tick went wrong');
    }
  };

  let ticking: Promise<void> = Promise.resolve();
  const tick = (): Promise<void> => {
    ticking = ticking
      .then(() => guarded('jobs', work))
      .then(() => guarded('watch', async () => parts.watch?.()));
    return ticking;
  };

  const task = createTask('* * * * *', tick, {
    name: 'slot-jobs',
    timezone: timeZone,
    noOverlap: true,
    distributed: true,
    runCoordinator: createRunCoordinator(mongo, owner),
    distributedLease: TURN_MS,
    unref: true,
    suppressMissedWarning: true,
    logger: quietCronLogger(log),
  });

  return {
    tick,
    start: async () => {
      await task.start();
      // What was missed while no instance ran does not wait for the minute.
      void tick();
    },
    stop: async () => {
      stopping.abort();
      await task.destroy();
      await ticking;
    },
  };
}

function refuseOddNames(jobs: readonly SlotJob[]): void {
  if (new Set(jobs.map(({ name }) => name)).size < jobs.length) throw new Error('Two jobs share a name.');
  const odd = jobs.find(({ name }) => !/^[a-z0-9-]+$/.test(name));
  if (odd !== undefined) throw new Error(`No name for a job: ${odd.name}`);
}

async function record({ store, metrics }: SlotParts, { name }: SlotJob, plan: Plan<Run>): Promise<void> {
  if (plan.giveUp !== undefined && (await store.giveUp(plan.giveUp))) metrics?.job(name, 'given-up');
  const skipped = await store.skip(name, plan.skip);
  for (let one = 0; one < skipped; one += 1) metrics?.job(name, 'skipped');
}

/** The run with the earliest slot, in the order of the jobs. */
function earliest(plans: readonly JobPlan[]) {
  return plans
    .flatMap(({ job, plan }) => (plan.run === undefined ? [] : [{ job, run: plan.run }]))
    .sort((a, b) => a.run.slot.getTime() - b.run.slot.getTime())
    .at(0);
}
