import { describe, expect, it } from '@jest/globals';
import { type PlannedRun, planOf, type RunState, retryAfterMs } from '../../src/jobs/plan.ts';
import { readSchedule } from '../../src/jobs/schedule.ts';

const DAY = '2026-11-12';
const at = (time: string): Date =>
  new Date(`${time.length > 5 ? time.replace(' ', 'T') : `${DAY}T${time}`}:00+08:00`);
const shown = (instant: Date): string =>
  new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);

/** What is done of an hourly job with this grace, in words. */
function decided(
  now: string,
  {
    grace = 120,
    last,
    begun = '2026-11-01 00:00',
  }: { grace?: number; last?: PlannedRun; begun?: string } = {},
): string {
  const schedule = readSchedule('0 * * * *', 'Asia/Shanghai');
  const plan = planOf(
    { schedule, graceMinutes: grace },
    { now: at(now), begun: at(begun), ...(last === undefined ? {} : { last }) },
  );
  return [
    ...(plan.giveUp === undefined ? [] : [`give up ${shown(plan.giveUp.slot)}`]),
    ...plan.skip.map((slot) => `skip ${shown(slot)}`),
    ...(plan.run === undefined ? [] : [`${plan.run.again ? 'again' : 'run'} ${shown(plan.run.slot)}`]),
  ].join(', ');
}

const ran = (time: string, state: RunState, more: Partial<PlannedRun> = {}): PlannedRun => ({
  slot: at(time),
  state,
  attempts: 1,
  ...more,
});

describe('planOf', () => {
  it.each<[string, string, Parameters<typeof decided>[1], string]>([
    ['nothing between two slots', '10:30', { last: ran('10:00', 'done') }, ''],
    ['a slot of this minute', '10:00', { last: ran('09:00', 'done') }, 'run 10:00'],
    ['one missed slot', '10:40', { last: ran('09:00', 'done') }, 'run 10:00'],
    ['the newest of several', '12:10', { last: ran('09:00', 'done') }, 'skip 11:00, run 12:00'],
    ['just within the grace', '11:30', { grace: 90, last: ran('09:00', 'done') }, 'skip 10:00, run 11:00'],
    ['the older just out of it', '11:31', { grace: 90, last: ran('09:00', 'done') }, 'run 11:00'],
    ['all out of the grace', '10:31', { grace: 30, last: ran('09:00', 'done') }, ''],
    ['a grace of nothing, in time', '10:00', { grace: 0, last: ran('09:00', 'done') }, 'run 10:00'],
    ['a grace of nothing, late', '10:01', { grace: 0, last: ran('09:00', 'done') }, ''],
    ['months later', '2027-06-01 12:10', { last: ran('09:00', 'done') }, 'skip 11:00, run 12:00'],
    ['nothing of before the first start', '10:30', { begun: '10:29' }, ''],
    ['a first start at a slot', '10:00', { begun: '09:59' }, 'run 10:00'],
    ['what came after the first start', '12:10', { begun: '10:29' }, 'skip 11:00, run 12:00'],
    ['a slot skipped or given up is over', '10:30', { last: ran('10:00', 'skipped') }, ''],
    ['given up', '10:30', { last: ran('10:00', 'given-up') }, ''],
    ['broken off', '10:30', { last: ran('10:00', 'running') }, 'again 10:00'],
    ['broken off, before a later slot', '11:10', { last: ran('10:00', 'running') }, 'again 10:00'],
    ['broken off too often', '10:30', { last: ran('10:00', 'running', { attempts: 5 }) }, 'give up 10:00'],
    [
      'broken off too long ago',
      '14:10',
      { last: ran('10:00', 'running') },
      'give up 10:00, skip 13:00, run 14:00',
    ],
    [
      'failed, and due again',
      '10:01',
      { last: ran('10:00', 'failed', { retryAt: at('10:01') }) },
      'again 10:00',
    ],
    ['failed, not due yet', '10:01', { last: ran('10:00', 'failed', { retryAt: at('10:02') }) }, ''],
    ['failed, overtaken', '11:00', { last: ran('10:00', 'failed') }, 'give up 10:00, run 11:00'],
    ['failed, out of its grace', '10:31', { grace: 30, last: ran('10:00', 'failed') }, 'give up 10:00'],
    [
      'failed, the clock moved back to before that',
      '10:05',
      { last: ran('10:00', 'failed', { endedAt: at('10:50'), retryAt: at('10:58') }) },
      'again 10:00',
    ],
  ])('%s', (_what, now, given, expected) => {
    expect(decided(now, given)).toBe(expected);
  });

  it('waits longer after each failure', () => {
    expect([1, 2, 3, 4].map((attempts) => retryAfterMs(attempts) / 60_000)).toEqual([1, 2, 4, 8]);
  });
});
