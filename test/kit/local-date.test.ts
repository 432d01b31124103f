import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  daysBetween,
  isRealDate,
  localDate,
  localTime,
  monthEnd,
  monthStart,
  weekday,
  weekStart,
} from '../../src/kit/local-date.ts';

const TZ = 'Asia/Shanghai';
const days = fc.integer({ min: -20_000, max: 40_000 }).map((n) => addDays('2000-01-01', n));

describe('local dates', () => {
  it.each([
    ['2026-11-23T15:59:59Z', '2026-11-23', '23:59'],
    ['2026-11-23T16:00:00Z', '2026-11-24', '00:00'],
    ['2024-02-28T16:30:00Z', '2024-02-29', '00:30'],
    ['2026-12-31T20:05:00Z', '2027-01-01', '04:05'],
  ])('%s is %s %s in Shanghai', (instant, date, time) => {
    expect(localDate(new Date(instant), TZ)).toBe(date);
    expect(localTime(new Date(instant), TZ)).toBe(time);
  });

  it('follows the zone it is given', () => {
    expect(localDate(new Date('2026-11-24T02:00:00Z'), 'America/New_York')).toBe('2026-11-23');
  });

  it.each([
    ['2026-11-24', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-04-31', false],
    ['2026-4-01', false],
    ['20260401', false],
    ['', false],
  ])('%p is a real date: %p', (text, real) => {
    expect(isRealDate(text)).toBe(real);
  });

  it.each([
    ['2026-11-23', 1],
    ['2026-11-24', 2],
    ['2026-11-29', 7],
    ['1969-12-29', 1],
  ])('%s is weekday %i', (day, n) => {
    expect(weekday(day)).toBe(n);
  });

  it.each([
    ['2026-11-24', '2026-11-23', '2026-11-01', '2026-11-30'],
    ['2024-02-10', '2024-02-05', '2024-02-01', '2024-02-29'],
    ['2026-12-31', '2026-12-28', '2026-12-01', '2026-12-31'],
    ['2027-01-01', '2026-12-28', '2027-01-01', '2027-01-31'],
  ])('%s lies in the week of %s and the month %s..%s', (day, monday, first, last) => {
    expect([weekStart(day), monthStart(day), monthEnd(day)]).toEqual([monday, first, last]);
  });

  it('adding and measuring are each other’s inverse', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect(isRealDate(addDays(day, n))).toBe(true);
      }),
    );
  });

  it('the order of dates is the order of their strings', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(Math.sign(daysBetween(a, b))).toBe(a < b ? 1 : a > b ? -1 : 0);
      }),
    );
  });
});
