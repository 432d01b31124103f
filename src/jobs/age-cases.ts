import type { SlotJob } from './job.ts';

/** Cases, as far as time by itself moves them on. */
interface AgingCases {
  age(at: Date): Promise<{ readonly matured: number; readonly expired: number }>;
}

/**
 * Leads without a whereabouts become suspected after the county's days, and children whose exclusion ended are to be
 * checked again. Being due recognises nobody. Before the day's figures are taken.
 */
export function ageCases(cases: AgingCases): SlotJob {
  return {
    name: 'age-cases',
    label: '线索和不计入到期',
    schedule: '30 7 * * *',
    graceMinutes: 24 * 60 - 1,
    lateAfterMinutes: 25 * 60,
    // Entries say when they were made: a slot that is caught up lies before what people did meanwhile.
    run: async ({ now }) => ({ counts: { ...(await cases.age(now)) } }),
  };
}
