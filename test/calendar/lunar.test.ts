import { describe, expect, it } from '@jest/globals';
import { lunarDay } from '../../src/calendar/lunar.ts';
import { askChineseDays } from './chinese-days.ts';

const YEARS = Array.from({ length: 99 }, (_, n) => 2001 + n);

describe('lunar dates', () => {
  it.each([
    [2026, 1, 1, '2026-02-17'],
    [2027, 1, 1, '2027-02-06'],
    [2028, 1, 1, '2028-01-26'],
    [2029, 1, 1, '2029-02-13'],
    [2030, 1, 1, '2030-02-03'],
    [2026, 5, 5, '2026-06-19'],
    [2027, 5, 5, '2027-06-09'],
    [2028, 5, 5, '2028-05-28'],
    [2026, 8, 15, '2026-09-25'],
    [2027, 8, 15, '2027-09-15'],
    [2028, 8, 15, '2028-10-03'],
    [2012, 7, 7, '2012-08-23'],
    [2033, 8, 15, '2033-09-08'],
    [2034, 1, 1, '2034-02-19'],
    [2060, 4, 1, '2060-04-30'],
    [2099, 12, 30, '2100-02-08'],
  ])('the %i-%i-%i of the lunar calendar is %s', (year, month, day, date) => {
    expect(lunarDay(year, month, day)).toBe(date);
  });

  it.each([
    [2025, '2025-06-30', '2025-08-28'],
    [2028, '2028-06-27', '2028-08-25'],
  ])('a leap month stands between the 6th or 5th month of %i and the next', (year, before, after) => {
    const month = year === 2025 ? 6 : 5;
    const first = lunarDay(year, month, 1) ?? '';
    const next = lunarDay(year, month + 1, 1) ?? '';
    expect((Date.parse(next) - Date.parse(first)) / 86_400_000).toBeGreaterThan(57);
    expect([before > first, after > next]).toEqual([true, true]);
  });

  it('gives the last day where a month has no 30th', () => {
    expect([lunarDay(2026, 12, 30), lunarDay(2026, 12, 29)]).toEqual(['2027-02-05', '2027-02-05']);
  });

  it.each([
    [1999, 1, 1],
    [2100, 1, 1],
    [2026, 0, 1],
    [2026, 13, 1],
    [2026, 1, 0],
    [2026, 1, 31],
  ])('knows no %i-%i-%i', (year, month, day) => {
    expect(lunarDay(year, month, day)).toBeUndefined();
  });

  it('agrees with another table on every month of 2001 to 2099 but one', () => {
    const months = YEARS.flatMap((year) => Array.from({ length: 12 }, (_, n) => [year, n + 1] as const));
    const theirs = askChineseDays(
      `${JSON.stringify(months)}.map(([y, m]) => days.getSolarDateFromLunar(y + '-' + m + '-1').date)`,
    ) as readonly string[];
    const different = months.filter(([year, month], n) => lunarDay(year, month, 1) !== theirs[n]);
    // The moon is new on 2060-04-30 at 18:10 in China: the other table is a day late.
    expect(different).toEqual([[2060, 4]]);
  });
});
