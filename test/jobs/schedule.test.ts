import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createTask, validate } from 'node-cron';
import { readSchedule } from '../../src/jobs/schedule.ts';
import { cases } from '../support/cases.ts';

const COUNTY = 'Asia/Shanghai';
const MINUTE_MS = 60_000;

const at = (text: string): Date => new Date(`${text}:00+08:00`);
const slots = (expression: string, after: string, upTo: string): readonly string[] =>
  readSchedule(expression, COUNTY)
    .slots(at(after), at(upTo))
    .map((slot) => new Date(slot.getTime() + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' '));

describe('readSchedule', () => {
  it.each<[string, string, string, string, readonly string[]]>([
    ['a daily time', '17 3 * * *', '2026-11-10T03:17', '2026-11-12T03:17', ['11-11 03:17', '11-12 03:17']],
    ['the end itself', '0 8 * * *', '2026-11-12T07:59', '2026-11-12T08:00', ['11-12 08:00']],
    ['not the beginning', '0 8 * * *', '2026-11-12T08:00', '2026-11-12T08:00', []],
    [
      'every half hour',
      '*/30 * * * *',
      '2026-11-12T07:40',
      '2026-11-12T08:30',
      ['11-12 08:00', '11-12 08:30'],
    ],
    ['workdays by number', '0 8 * * 1-5', '2026-11-13T09:00', '2026-11-16T09:00', ['11-16 08:00']],
    ['Sunday as 0', '0 8 * * 0', '2026-11-14T00:00', '2026-11-16T00:00', ['11-15 08:00']],
    ['Sunday as 7', '0 8 * * 7', '2026-11-14T00:00', '2026-11-16T00:00', ['11-15 08:00']],
    ['the first of a month', '5 0 1 * *', '2026-10-31T00:00', '2026-11-02T00:00', ['11-01 00:05']],
    ['a 29th that is not there', '0 0 29 2 *', '2027-02-27T00:00', '2027-03-02T00:00', []],
    ['backwards, nothing', '* * * * *', '2026-11-12T08:00', '2026-11-11T08:00', []],
  ])('finds %s', (_what, expression, after, upTo, expected) => {
    expect(slots(expression, after, upTo)).toEqual(expected);
  });

  it.each([
    ['words', 'every day'],
    ['seconds', '0 0 8 * * *'],
    ['the last day of a month', '0 8 L * *'],
    ['the first Monday', '0 8 * * mon#1'],
    ['a minute that is none', '60 8 * * *'],
  ])('refuses %s', (_what, expression) => {
    expect(() => readSchedule(expression, COUNTY)).toThrow();
  });

  it('leaves out what summer time leaves out, and takes twice what it repeats', () => {
    const berlin = readSchedule('30 2 * * *', 'Europe/Berlin');
    const spring = berlin.slots(new Date('2026-03-29T00:00:00Z'), new Date('2026-03-29T12:00:00Z'));
    expect(spring).toEqual([]);
    const autumn = berlin.slots(new Date('2026-10-25T00:00:00Z'), new Date('2026-10-25T12:00:00Z'));
    expect(autumn.map((slot) => slot.toISOString().slice(11, 16))).toEqual(['00:30', '01:30']);
  });

  it('agrees with node-cron at every minute, in zones of all kinds', () => {
    const field = (low: number, high: number) =>
      fc.oneof(
        fc.constant('*'),
        fc.integer({ min: low, max: high }).map(String),
        fc.integer({ min: 2, max: 20 }).map((step) => `*/${step}`),
        fc
          .tuple(fc.integer({ min: low, max: high }), fc.integer({ min: low, max: high }))
          .map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
      );
    const expressions = fc
      .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6))
      .map((fields) => fields.join(' '))
      // A day that never comes, like the 31st of April, is refused by node-cron itself.
      .filter((expression) => validate(expression));
    const zones = fc.constantFrom(COUNTY, 'Asia/Kathmandu', 'Europe/Berlin', 'America/St_Johns');
    const starts = fc.date({ min: new Date('2025-01-01'), max: new Date('2029-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(expressions, zones, starts, (expression, timezone, start) => {
        const task = createTask(expression, () => undefined, { timezone });
        const found = new Set(
          readSchedule(expression, timezone)
            .slots(start, new Date(start.getTime() + 90 * MINUTE_MS))
            .map((slot) => slot.getTime()),
        );
        const first = Math.floor(start.getTime() / MINUTE_MS) * MINUTE_MS;
        for (let minute = 1; minute <= 90; minute += 1) {
          const instant = new Date(first + minute * MINUTE_MS);
          if (task.match(instant) !== found.has(instant.getTime())) return false;
        }
        return true;
      }),
      cases(5),
    );
  });
});
