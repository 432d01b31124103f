import { pino } from 'pino';
import type { Notice } from '../../src/delivery/types.ts';
import type { SlotContext, SlotJob } from '../../src/jobs/job.ts';
import { createScheduler, type Scheduler, type SchedulerParts } from '../../src/jobs/scheduler.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import { fixedClock } from '../support/fixed-clock.ts';

/** A time of the county's clock. */
export const at = (text: string): Date => new Date(`${text.replace(' ', 'T')}:00+08:00`);

/** The county's clock at an instant: `11-12 08:00`. */
export const shown = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');

/** An hourly job that does as told. */
export function hourly(
  name: string,
  run: (context: SlotContext) => unknown,
  more: Partial<SlotJob> = {},
): SlotJob {
  return {
    name,
    schedule: '0 * * * *',
    graceMinutes: 120,
    lateAfterMinutes: 180,
    run: async (context) => {
      const notices = (await run(context)) as readonly Notice[] | undefined;
      return { counts: { runs: 1 }, ...(Array.isArray(notices) ? { notices } : {}) };
    },
    ...more,
  };
}

/** An instance of its own, with its log, its measures and what it posted. */
export interface Instance {
  readonly scheduler: Scheduler;
  readonly lines: string[];
  readonly outcomes: string[];
  readonly posted: string[];
}

/** Instances on one database whose clock `go` moves; every one of them ticks then. */
export function instances(
  mongo: Mongo,
  jobs: readonly SlotJob[],
  {
    count = 1,
    start = '2026-11-12 07:30',
    ...more
  }: Partial<SchedulerParts> & { count?: number; start?: string } = {},
) {
  const clock = fixedClock(at(start));
  const all: Instance[] = Array.from({ length: count }, (_, index) => {
    const [lines, outcomes, posted]: [string[], string[], string[]] = [[], [], []];
    const scheduler = createScheduler({
      ...{ jobs, mongo, clock, owner: `instance-${index}`, timeZone: 'Asia/Shanghai' },
      log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
      post: async (notices) => void posted.push(...notices.map(({ id }) => id)),
      metrics: { job: (name, outcome) => void outcomes.push(`${name} ${outcome}`) },
      ...more,
    });
    return { scheduler, lines, outcomes, posted };
  });
  const tick = async (): Promise<void> => {
    await Promise.all(all.map(({ scheduler }) => scheduler.tick()));
  };
  return {
    clock,
    all,
    tick,
    go: async (to: string): Promise<void> => {
      clock.set(at(to));
      await tick();
    },
    stop: async () => void (await Promise.all(all.map(({ scheduler }) => scheduler.stop()))),
  };
}
