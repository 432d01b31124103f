import { defined } from '../kit/defined.ts';
import type { JobRecord, RunsStore } from './runs-store.ts';
import { MINUTE_MS } from './schedule.ts';

/** How a job is doing, as its run documents tell. */
export interface JobStatus {
  readonly job: string;
  /** What people call it. */
  readonly label: string;
  /** It was not done for longer than it should take, by the domain clock: since its last success or its first start. */
  readonly late: boolean;
  /** Domain time after which it is late, should it not be done before. */
  readonly lateFrom: Date;
  /** Domain time of its last success. */
  readonly lastSuccess?: Date;
  /** The class of the error that its newest run ended with. */
  readonly error?: string;
}

/** Every job of the program that started last, by name. Read from the database alone, so that any process can ask. */
export async function jobStatuses(store: RunsStore, now: Date): Promise<readonly JobStatus[]> {
  return await Promise.all((await store.jobs()).map((record) => statusOf(store, record, now)));
}

async function statusOf(
  store: RunsStore,
  { _id: job, label, begun, lateAfterMinutes }: JobRecord,
  now: Date,
): Promise<JobStatus> {
  const last = await store.last(job, now);
  const done = last?.state === 'done' ? last : await store.lastDone(job, now);
  const lastSuccess = done?.endedAt;
  const lateFrom = new Date((lastSuccess ?? begun).getTime() + lateAfterMinutes * MINUTE_MS);
  const failing = last?.state === 'failed' || last?.state === 'given-up';
  return {
    ...{ job, label, lateFrom },
    late: now > lateFrom,
    ...defined({ lastSuccess }),
    ...(failing ? { error: last.error ?? 'Interrupted' } : {}),
  };
}
