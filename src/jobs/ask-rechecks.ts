import type { SlotJob } from './job.ts';

/** A second look at hazards that were struck off is asked for on its day, every morning for those whose day it is. */
export function askRechecks(ask: (now: Date) => Promise<number>): SlotJob {
  return {
    name: 'ask-rechecks',
    label: '隐患回头查',
    schedule: '40 8 * * *',
    graceMinutes: 24 * 60 - 1,
    lateAfterMinutes: 25 * 60,
    run: async ({ now }) => ({ counts: { asked: await ask(now) } }),
  };
}
