import type { SlotContext, SlotJob } from './job.ts';

/** Removes what is too old to be kept; resolves to how much that was. */
export type Purge = (now: Date, signal: AbortSignal) => Promise<number>;

const DAY_MINUTES = 24 * 60;

/** Runs all purges each night at 3:17, when nobody reports. `purges` are by the word their count goes under. */
export function purgeJob(purges: Readonly<Record<string, Purge>>): SlotJob {
  return {
    name: 'purge',
    label: '夜间清理',
    schedule: '17 3 * * *',
    graceMinutes: 20 * 60,
    lateAfterMinutes: 2 * DAY_MINUTES,
    run: async ({ now, signal }: SlotContext) => {
      const counts: Record<string, number> = {};
      for (const [what, run] of Object.entries(purges)) counts[what] = await run(now, signal);
      return { counts };
    },
  };
}
