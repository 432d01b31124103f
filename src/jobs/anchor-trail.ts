import type { Counts, SlotJob } from './job.ts';

/**
 * Every morning the heads of the trail's chains are kept where the database does not reach: in a file, and with the
 * auditors. Whoever cut a chain off later cannot take them back.
 */
export function anchorTrail(anchor: (slot: Date, now: Date) => Promise<Counts>): SlotJob {
  return {
    name: 'anchor-trail',
    label: '审计链头留存',
    schedule: '35 8 * * *',
    graceMinutes: 24 * 60 - 1,
    lateAfterMinutes: 25 * 60,
    run: async ({ slot, now }) => ({ counts: await anchor(slot, now) }),
  };
}
