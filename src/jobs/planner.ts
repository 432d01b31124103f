import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import type { SlotJob } from './job.ts';
import { type Plan, planOf } from './plan.ts';
import type { Run, RunsStore } from './runs-store.ts';
import { MINUTE_MS, minuteOf, readSchedule, type Schedule } from './schedule.ts';

/** What is to be done about a job. */
export interface JobPlan {
  readonly job: SlotJob;
  readonly plan: Plan<Run>;
}

interface Scheduled {
  readonly job: SlotJob;
  readonly schedule: Schedule;
}

/**
 * Finds out what is due by the domain clock, of every job in the order of the list. A job's first start is recorded
 * when it is news, or when the clock was moved to before it: then it counts as handled up to the minute before, so a
 * slot of this very minute is due and older ones never are. A job whose last run is known to be over costs no question
 * until its next slot. Throws when a schedule is none.
 */
export function createPlanner(
  { store, clock, timeZone }: { readonly store: RunsStore; readonly clock: Clock; readonly timeZone: string },
  jobs: readonly SlotJob[],
): () => Promise<readonly JobPlan[]> {
  const scheduled = jobs.map((job): Scheduled => ({ job, schedule: readSchedule(job.schedule, timeZone) }));
  const over = new Map<string, Run>();
  let begins: ReadonlyMap<string, Date> = new Map();

  const begin = async (now: Date): Promise<void> => {
    const known = ({ name }: SlotJob): boolean => (begins.get(name)?.getTime() ?? Infinity) < now.getTime();
    if (jobs.every(known)) return;
    await store.register(jobs, new Date(minuteOf(now).getTime() - MINUTE_MS));
    begins = new Map((await store.jobs()).map(({ _id, begun }) => [_id, begun]));
  };

  const planFrom = ({ job, schedule }: Scheduled, now: Date, last: Run | undefined): Plan<Run> =>
    planOf<Run>(
      { schedule, graceMinutes: job.graceMinutes },
      { begun: begins.get(job.name) ?? now, now, ...defined({ last }) },
    );

  /** By what we know; undefined when somebody may have been at it since, or the clock is not where it was. */
  const remembered = (one: Scheduled, now: Date): Plan<Run> | undefined => {
    const last = over.get(one.job.name);
    if (last === undefined || last.slot > now) return undefined;
    const plan = planFrom(one, now, last);
    return plan.run === undefined ? plan : undefined;
  };

  const planOne = async (one: Scheduled, now: Date): Promise<JobPlan> => {
    const { job } = one;
    const known = remembered(one, now);
    if (known !== undefined) return { job, plan: known };
    const last = await store.last(job.name, now);
    if (last !== undefined && last.state !== 'running' && last.state !== 'failed') over.set(job.name, last);
    return { job, plan: planFrom(one, now, last) };
  };

  return async () => {
    const now = clock.now();
    await begin(now);
    return await Promise.all(scheduled.map((one) => planOne(one, now)));
  };
}
