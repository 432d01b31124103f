import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { instantOf } from '../../src/kit/instant-of.ts';
import { localDate, localTime } from '../../src/kit/local-date.ts';

describe('instantOf', () => {
  it.each([
    ['2026-11-24', '08:00', 'Asia/Shanghai', '2026-11-24T00:00:00.000Z'],
    ['2026-11-24', '00:00', 'Asia/Shanghai', '2026-11-23T16:00:00.000Z'],
    ['2026-11-24', '06:30', 'Asia/Kathmandu', '2026-11-24T00:45:00.000Z'],
    ['2026-11-24', '20:30', 'America/St_Johns', '2026-11-25T00:00:00.000Z'],
    ['2026-03-28', '08:00', 'Europe/Berlin', '2026-03-28T07:00:00.000Z'],
    ['2026-03-30', '08:00', 'Europe/Berlin', '2026-03-30T06:00:00.000Z'],
  ])('%s %s in %s', (day, time, tz, instant) => {
    expect(instantOf(day, time, tz).toISOString()).toBe(instant);
  });

  it('is shown by the clocks of the zone', () => {
    const minutes = fc.date({
      min: new Date('2020-01-01'),
      max: new Date('2040-01-01'),
      noInvalidDate: true,
    });
    const zones = fc.constantFrom('Asia/Shanghai', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'Pacific/Niue');
    fc.assert(
      fc.property(minutes, zones, (at, tz) => {
        const [day, time] = [localDate(at, tz), localTime(at, tz)];
        const found = instantOf(day, time, tz);
        expect([localDate(found, tz), localTime(found, tz)]).toEqual([day, time]);
      }),
    );
  });
});
