import type { Inbox, SweepCounts, Work } from '../inbox/types.ts';
import type { Job } from './job.ts';

/** Finishes what crashes left in the inbox and sends late answers, every four seconds. */
export function sweepInbox(parts: {
  readonly inbox: Inbox;
  readonly work: Work;
  readonly metrics?: { sweep(counts: SweepCounts): void };
}): Job {
  return {
    name: 'sweep-inbox',
    every: '*/4 * * * * *',
    run: async () => {
      const counts = await parts.inbox.sweep(parts.work);
      parts.metrics?.sweep(counts);
      return { ...counts };
    },
  };
}
