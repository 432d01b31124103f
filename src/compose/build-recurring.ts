import type { Config } from '../config.ts';
import type { Notice } from '../delivery/types.ts';
import type { TellerTexts } from '../hazards/told.ts';
import { createRunsStore } from '../jobs/runs-store.ts';
import { createScheduler, type Scheduler } from '../jobs/scheduler.ts';
import { type JobStatus, jobStatuses } from '../jobs/statuses.ts';
import { createTicker, type Ticker } from '../jobs/ticker.ts';
import { createJobWatch } from '../jobs/watch.ts';
import { freshFor } from '../kit/fresh-for.ts';
import { localDate, localTime, spokenDate } from '../kit/local-date.ts';
import { createLeases } from '../mongo/leases.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import { buildSlotJobs, buildSweeps, type JobParts } from './build-jobs.ts';

/** What happens by itself. */
export interface Recurring {
  /** Sweeps: every few seconds, under a lease. */
  readonly ticker: Ticker;
  /** Jobs with slots: at certain times, once each. */
  readonly scheduler: Scheduler;
  /** The names of jobs that were not done for too long. */
  lateJobs(): Promise<readonly string[]>;
}

/** What it needs. */
export interface RecurringParts extends JobParts {
  readonly config: Pick<Config, 'admins' | 'timeZone' | 'dataDir'>;
  /** Fills a text of the templates. */
  readonly text: FillReply<'admin/job-late' | 'audit/heads' | TellerTexts>;
}

/** Those who look at a page and those who scrape it share one look. */
const SHARED_MS = 2_000;
const DAY_MS = 24 * 60 * 60_000;

/** Sweeps and jobs, measured and watched over; none is started. */
export function buildRecurring(parts: RecurringParts): Recurring {
  const { config, database, clock, log, metrics } = parts;
  const { mongo, owner } = database;
  const { timeZone } = config;
  const { post } = parts.outbox;
  const store = createRunsStore(mongo);
  const statuses = freshFor(SHARED_MS, () => jobStatuses(store, clock.now()));
  metrics.watchJobs(async () => lastSuccesses(await statuses.get()));
  const watch = createJobWatch({
    statuses: () => {
      statuses.forget();
      return statuses.get();
    },
    ...{ now: () => clock.now(), timeZone, post },
    noticeOf: (status, id) => lateNotice(parts, { status, id, now: clock.now() }),
  });
  const shared = { mongo, owner, clock, log, metrics, timeZone };
  return {
    ticker: createTicker({ ...shared, jobs: buildSweeps(parts), leases: createLeases(mongo) }),
    scheduler: createScheduler({ ...shared, jobs: buildSlotJobs(parts), post, watch }),
    lateJobs: async () => (await statuses.get()).flatMap(({ job, late }) => (late ? [job] : [])),
  };
}

function lastSuccesses(statuses: readonly JobStatus[]): ReadonlyMap<string, Date> {
  return new Map(statuses.flatMap(({ job, lastSuccess }) => (lastSuccess ? [[job, lastSuccess]] : [])));
}

function lateNotice(
  { config, text }: Pick<RecurringParts, 'config' | 'text'>,
  { status, id, now }: { readonly status: JobStatus; readonly id: string; readonly now: Date },
): Notice | undefined {
  if (config.admins.length === 0) return undefined;
  const { label, lastSuccess } = status;
  const { timeZone } = config;
  const last =
    lastSuccess === undefined
      ? ''
      : `${spokenDate(localDate(lastSuccess, timeZone))}${localTime(lastSuccess, timeZone)}`;
  return {
    id,
    kind: 'operations.job-late',
    priority: 'high',
    title: '校园哨兵：您有1条运行提醒',
    text: text('admin/job-late', { label, last }),
    targets: config.admins.map(({ platform, userId }) => ({ platform, kind: 'person', id: userId })),
    mergeable: true,
    // The next day tells again.
    expires: new Date(now.getTime() + DAY_MS),
  };
}
