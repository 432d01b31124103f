import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { createQuietHours } from '../../src/delivery/quiet-hours.ts';
import type { Priority } from '../../src/delivery/types.ts';

const mayGoOut = createQuietHours({ calendar: createCalendar(), timeZone: 'Asia/Shanghai' });

const rows: readonly (readonly [string, Priority, string])[] = [
  ['2026-11-24T10:00', 'low', 'now'],
  ['2026-11-24T08:00', 'normal', 'now'],
  ['2026-11-24T19:59', 'normal', 'now'],
  ['2026-11-24T20:00', 'normal', '2026-11-25T08:00'],
  ['2026-11-24T07:59', 'normal', '2026-11-24T08:00'],
  ['2026-11-24T23:30', 'high', '2026-11-25T08:00'],
  ['2026-11-24T23:30', 'emergency', 'now'],
  ['2026-11-27T20:30', 'normal', '2026-11-30T08:00'],
  ['2026-11-28T10:00', 'normal', '2026-11-30T08:00'],
  ['2026-11-28T10:00', 'high', 'now'],
  ['2026-11-29T03:00', 'emergency', 'now'],
  // 国庆 2026: 1 to 7 October.
  ['2026-10-01T10:00', 'normal', '2026-10-08T08:00'],
];

describe('quiet hours', () => {
  it.each(rows)('at %s let %s out: %s', (at, priority, expected) => {
    const answer = mayGoOut(new Date(`${at}:00+08:00`), priority);
    expect(answer).toEqual(expected === 'now' ? true : new Date(`${expected}:00+08:00`));
  });
});
