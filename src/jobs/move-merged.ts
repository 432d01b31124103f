import type { Job } from './job.ts';

/** Gives what was opened at a merged school while it was merged to the school it is part of now, every minute. */
export function moveMergedJob(move: (at: Date) => Promise<number>): Job {
  return {
    name: 'move-merged',
    every: '20 * * * * *',
    run: async ({ now }) => ({ moved: await move(now) }),
  };
}
