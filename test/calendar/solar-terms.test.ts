import { describe, expect, it } from '@jest/globals';
import { SOLAR_TERMS, solarTerm } from '../../src/calendar/solar-terms.ts';
import { askChineseDays } from './chinese-days.ts';

const YEARS = Array.from({ length: 99 }, (_, n) => 2001 + n);

describe('solar terms', () => {
  it.each([
    ['清明', '2026-04-05', '2027-04-05', '2028-04-04'],
    ['冬至', '2026-12-22', '2027-12-22', '2028-12-21'],
    ['小寒', '2026-01-05', '2027-01-05', '2028-01-06'],
    ['立春', '2026-02-04', '2027-02-04', '2028-02-04'],
    ['夏至', '2026-06-21', '2027-06-21', '2028-06-21'],
    ['大暑', '2026-07-23', '2027-07-23', '2028-07-22'],
  ])('%s', (name, ...dates) => {
    expect([2026, 2027, 2028].map((year) => solarTerm(year, name))).toEqual(dates);
  });

  it('are unknown outside 2001 to 2099 and under other names', () => {
    expect([solarTerm(2000, '冬至'), solarTerm(2100, '冬至'), solarTerm(2026, '立冬天')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('are the same in another program for all of 2001 to 2099', () => {
    const theirs = askChineseDays(
      "days.getSolarTerms('2001-01-01', '2099-12-31').map(({ date, name }) => [date, name])",
    );
    const ours = YEARS.flatMap((year) => SOLAR_TERMS.map((name) => [solarTerm(year, name), name]));
    expect(ours).toEqual(theirs);
  });

  it('are the days on which the sun stands at 285°, 300° and so on, except close to midnight', () => {
    const wrong = YEARS.flatMap((year) =>
      SOLAR_TERMS.map((name, n) => ({ name, date: solarTerm(year, name), sun: sunAt(year, n) })),
    ).filter(({ date, sun }) => !sun.dates.includes(date ?? ''));
    expect(wrong).toEqual([]);
  });
});

const DAY_MS = 86_400_000;
const RADIANS = Math.PI / 180;
// The low-precision sun is good to 0.01°, a quarter of an hour; more is left for the clocks of 2099.
const DOUBT_MS = 30 * 60_000;

/** The date in China on which the sun's longitude is 285° + 15° n, both dates when in doubt. */
function sunAt(year: number, n: number): { readonly dates: readonly string[] } {
  let at = Date.UTC(year, 0, 5) + n * 15.22 * DAY_MS;
  for (let round = 0; round < 6; round += 1) {
    const off = ((285 + 15 * n - sunLongitude(at) + 900) % 360) - 180;
    at += (off / 360) * 365.2422 * DAY_MS;
  }
  const inChina = at + 8 * 3_600_000;
  return {
    dates: [-DOUBT_MS, DOUBT_MS].map((doubt) => new Date(inChina + doubt).toISOString().slice(0, 10)),
  };
}

/** Apparent longitude of the sun in degrees, by the short series of the almanacs (mean elements of 2000). */
function sunLongitude(at: number): number {
  const t = (at - Date.UTC(2000, 0, 1, 12)) / DAY_MS / 36_525;
  const mean = 280.46646 + 36_000.76983 * t + 0.0003032 * t * t;
  const anomaly = (357.52911 + 35_999.05029 * t - 0.0001537 * t * t) * RADIANS;
  const centre =
    (1.914602 - 0.004817 * t) * Math.sin(anomaly) +
    (0.019993 - 0.000101 * t) * Math.sin(2 * anomaly) +
    0.000289 * Math.sin(3 * anomaly);
  const node = (125.04 - 1934.136 * t) * RADIANS;
  return (((mean + centre - 0.00569 - 0.00478 * Math.sin(node)) % 360) + 360) % 360;
}
