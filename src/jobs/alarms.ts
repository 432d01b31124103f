import type { Alarm } from '../incidents/alarm.ts';
import type { Job } from './job.ts';

/** Tells the next persons on duty of emergencies that nobody has answered, every five seconds. */
export function alarms(alarm: Pick<Alarm, 'sweep'>): Job {
  return {
    name: 'alarms',
    every: '*/5 * * * * *',
    run: ({ now }) => alarm.sweep(now),
  };
}
