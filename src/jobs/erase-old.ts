import type { SlotJob } from './job.ts';

/** What is kept for a time only; each resolves to how much was erased. */
interface Kept {
  cases(now: Date, signal: AbortSignal): Promise<number>;
  words(now: Date): Promise<number>;
}

/** Every night finished cases whose time is over forget who the child was, and the trail why somebody read them. */
export function eraseOldJob({ cases, words }: Kept): SlotJob {
  return {
    name: 'erase-old',
    label: '到期清除个人信息',
    schedule: '10 3 * * *',
    graceMinutes: 24 * 60 - 1,
    lateAfterMinutes: 25 * 60,
    run: async ({ now, signal }) => ({
      counts: { cases: await cases(now, signal), words: await words(now) },
    }),
  };
}
