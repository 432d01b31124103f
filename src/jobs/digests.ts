import type { GivenCounts } from '../digests/deliver.ts';
import type { SlotJob } from './job.ts';

/** What the job runs. */
export interface DigestsWork {
  give(slot: Date, signal: AbortSignal): Promise<GivenCounts>;
  circulars(slot: Date): Promise<{ readonly warned: number; readonly circulars: number }>;
}

/** Every five minutes of the hours in which leaders read: what is due to anybody now, circulars on their days. */
export function giveDigestsJob({ give, circulars }: DigestsWork): SlotJob {
  return {
    name: 'digests',
    label: '领导日报',
    schedule: '*/5 8-19 * * *',
    graceMinutes: 60,
    lateAfterMinutes: 13 * 60,
    run: async ({ slot, signal }) => ({
      counts: { ...(await give(slot, signal)), ...(await circulars(slot)) },
    }),
  };
}
