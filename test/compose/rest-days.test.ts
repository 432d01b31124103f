import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { restDays } from '../../src/compose/rest-days.ts';

const FRIDAY = new Date('2026-11-27T10:00:00+08:00');

describe('rest by the county’s calendar', () => {
  it('follows a county file that was loaded meanwhile, and says once that it has changed', async () => {
    const usual = createCalendar();
    let current = usual;
    const rest = await restDays({ current: async () => current }, 'Asia/Shanghai');
    // What an earlier start had put off looks again.
    expect([await rest.restChanged(), await rest.restChanged()]).toEqual([true, false]);
    expect(rest.mayGoOut(FRIDAY, 'normal')).toBe(true);
    current = createCalendar({ rest: ['2026-11-27'], work: ['2026-11-28'] });
    expect([await rest.restChanged(), await rest.restChanged()]).toEqual([true, false]);
    expect(rest.mayGoOut(FRIDAY, 'normal')).toEqual(new Date('2026-11-28T08:00:00+08:00'));
    current = usual;
    expect(await rest.restChanged()).toBe(true);
    expect(rest.mayGoOut(FRIDAY, 'normal')).toBe(true);
  });
});
