import type { Snapshots } from '../figures/snapshot-types.ts';
import { addDays, localDate } from '../kit/local-date.ts';
import type { SlotJob } from './job.ts';

/** How far back days that were missed are made up for: what the trends of digests reach back to. */
const BACK_DAYS = 35;

/** Writes the day's figures at their cut-off; a day that was missed is rebuilt with the next one. */
export function writeSnapshots({
  snapshots,
  tz,
}: {
  readonly snapshots: Pick<Snapshots, 'write'>;
  readonly tz: string;
}): SlotJob {
  return {
    name: 'snapshots',
    label: '每日数据',
    schedule: '0 8 * * *',
    graceMinutes: 24 * 60 - 1,
    lateAfterMinutes: 25 * 60,
    run: async ({ slot }) => {
      const today = localDate(slot, tz);
      const days = Array.from({ length: BACK_DAYS + 1 }, (_, n) => addDays(today, n - BACK_DAYS));
      return { counts: { days: await snapshots.write(days, slot) } };
    },
  };
}
