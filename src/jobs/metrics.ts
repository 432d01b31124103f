import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** How a run ended; a slot that another one's run stood in for is `skipped`, one that is not tried again `given-up`. */
export type JobOutcome = 'done' | 'failed' | 'given-up' | 'skipped';

/** What the measures may know of jobs. */
export interface JobMetrics {
  /**
   * One outcome of a job, and how many seconds the attempt took, where there was one. `done` is when that was, of
   * jobs that keep no record of it.
   */
  job(name: string, outcome: JobOutcome, seconds?: number, done?: Date): void;
}

/** When jobs were done last, by their names. */
export type LastSuccesses = ReadonlyMap<string, Date>;

/** The measures of jobs, and where they learn what happened before this start or on other instances. */
export interface WatchedJobMetrics extends JobMetrics {
  /** Asked whenever the page is; while it cannot tell, those figures are missing. */
  watchJobs(lastSuccesses: () => Promise<LastSuccesses>): void;
}

/** The measures of jobs on a registry. */
export function createJobMetrics(registry: Registry): WatchedJobMetrics {
  const registers = [registry];
  const runs = new Counter({
    name: 'sentinel_job_runs_total',
    help: 'Runs of recurring jobs on this instance, by how they ended',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const seconds = new Histogram({
    name: 'sentinel_job_seconds',
    help: 'How long runs of recurring jobs took on this instance',
    labelNames: ['job'],
    buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120, 600],
    registers,
  });
  const here = new Map<string, Date>();
  let everywhere: () => Promise<LastSuccesses> = async () => new Map();
  new Gauge({
    name: 'sentinel_job_last_success_timestamp_seconds',
    help: 'When a job was last done: of scheduled ones on whichever instance, of sweeps on this one',
    labelNames: ['job'],
    registers,
    async collect() {
      this.reset();
      const recorded: LastSuccesses = await everywhere().catch(() => new Map());
      for (const [job, at] of [...here, ...recorded]) this.set({ job }, at.getTime() / 1_000);
    },
  });
  return {
    job: (job, outcome, took, done) => {
      runs.inc({ job, outcome });
      if (took !== undefined) seconds.observe({ job }, took);
      if (done !== undefined) here.set(job, done);
    },
    watchJobs: (lastSuccesses) => {
      everywhere = lastSuccesses;
    },
  };
}
