import type { Notice } from '../delivery/types.ts';
import type { SlotJob } from './job.ts';

/** The days of December on which it is looked at. */
const LOOKED_AT = ['12-01', '12-08', '12-15', '12-22'];

/**
 * In December whoever keeps the program running is told each week what the calendar of the coming year still misses.
 * Looked at every day, since a schedule of a month's days would be searched for through the year.
 */
export function checkCalendar(
  noticeOf: (slot: Date, year: number) => Promise<Notice | undefined>,
  dayOf: (slot: Date) => string,
): SlotJob {
  return {
    name: 'check-calendar',
    label: '明年日历核对',
    schedule: '5 9 * * *',
    graceMinutes: 24 * 60 - 1,
    lateAfterMinutes: 25 * 60,
    run: async ({ slot }) => {
      const day = dayOf(slot);
      if (!LOOKED_AT.includes(day.slice(5))) return { counts: { told: 0 } };
      const notice = await noticeOf(slot, Number(day.slice(0, 4)) + 1);
      return notice === undefined
        ? { counts: { told: 0 } }
        : { counts: { told: notice.targets.length }, notices: [notice] };
    },
  };
}
