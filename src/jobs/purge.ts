import type { Job, JobContext } from './job.ts';

/** Removes what is too old to be kept; resolves to how much that was. */
export type Purge = (now: Date, signal: AbortSignal) => Promise<number>;

/** Runs all purges each night at 3:17, when nobody reports. `purges` are by the word their count goes under. */
export function purge(purges: Readonly<Record<string, Purge>>): Job {
  return {
    name: 'purge',
    every: '0 17 3 * * *',
    run: async ({ now, signal }: JobContext) => {
      const counts: Record<string, number> = {};
      for (const [what, run] of Object.entries(purges)) counts[what] = await run(now, signal);
      return counts;
    },
  };
}
