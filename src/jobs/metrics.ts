import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** How a run ended; a slot that another one's run stood in for is `skipped`, one that is not tried again `given-up`. */
export type JobOutcome = 'done' | 'failed' | 'given-up' | 'skipped';

/** What the measures may know of jobs. */
export interface JobMetrics {
  /** One outcome of a job, and how many seconds the attempt took, where there was one. */
  job(name: string, outcome: JobOutcome, seconds?: number): void;
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
  return {
    job: (job, outcome, took) => {
      runs.inc({ job, outcome });
      if (took !== undefined) seconds.observe({ job }, took);
    },
    watchJobs: (lastSuccesses) => {
      new Gauge({
        name: 'sentinel_job_last_success_timestamp_seconds',
        help: 'When a job was last done, on whichever instance: of scheduled ones from their run documents',
        labelNames: ['job'],
        registers,
        async collect() {
          this.reset();
          for (const [job, at] of await lastSuccesses().catch(() => []))
            this.set({ job }, at.getTime() / 1_000);
        },
      });
    },
  };
}
