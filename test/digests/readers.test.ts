import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { defaultSettings, dueKinds, tagOf } from '../../src/digests/readers.ts';
import { addDays, weekday } from '../../src/kit/local-date.ts';

const calendar = createCalendar();
const DAILY = { morning: '08:10', weekly: true };

describe('when nobody chose', () => {
  it.each([
    [
      { role: 'leader', post: '分管副局长' },
      { morning: '08:10', weekly: true },
    ],
    [
      { role: 'leader', post: '局长' },
      { morning: '08:10', weekly: true },
    ],
    [{ role: 'leader', post: '分管副县长' }, { weekly: true }],
    [{ role: 'leader', post: '县长' }, { weekly: true }],
    [{ role: 'leader', post: '副主任', department: '县政府办公室' }, { weekly: true }],
    [{ role: 'bureau', post: '安全股长' }, { weekly: false }],
    [{ role: 'township', post: '分管副镇长' }, { weekly: false }],
  ] as const)('%j reads %j', (reader, settings) => {
    expect(defaultSettings(reader)).toEqual(settings);
  });
});

describe('what is due', () => {
  it.each([
    ['a workday at the hour', '2026-11-24', '08:10', ['morning']],
    ['a workday before it', '2026-11-24', '08:05', []],
    ['a Saturday', '2026-11-21', '08:10', []],
    ['a Saturday that is worked', '2026-02-14', '16:00', []],
    ['国庆', '2026-10-01', '08:10', []],
    ['a Friday afternoon', '2026-11-27', '16:00', ['weekly']],
    ['a Thursday afternoon', '2026-11-26', '16:00', []],
    ['a Friday of the winter holidays', '2026-02-06', '16:00', ['weekly']],
    ['a day of the winter holidays', '2026-02-04', '08:10', []],
    ['a day of the summer holidays', '2026-07-22', '08:10', ['morning']],
    ['the last workday of a term', '2027-01-29', '16:30', ['weekly', 'term']],
  ])('on %s', (_what, day, time, kinds) => {
    expect(dueKinds(DAILY, { day, time, calendar })).toEqual(kinds);
  });

  it('is at most one weekly digest a week, and none on a day off', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), (n) => {
        const monday = addDays('2026-01-05', 7 * Math.floor(n / 7));
        const days = [0, 1, 2, 3, 4, 5, 6].map((each) => addDays(monday, each));
        const weekly = days.filter((day) =>
          dueKinds({ weekly: true }, { day, time: '16:00', calendar }).includes('weekly'),
        );
        expect(weekly.length).toBeLessThanOrEqual(1);
        for (const day of weekly) expect(calendar.isWorkday(day) && weekday(day) <= 5).toBe(true);
        if (days.slice(0, 5).some((day) => calendar.isWorkday(day))) expect(weekly.length).toBe(1);
      }),
    );
  });
});

describe('tags', () => {
  it.each([
    ['morning', 'D1124'],
    ['evening', 'D1124晚'],
    ['weekly', 'D1124周'],
    ['monthly', 'D1124月'],
    ['term', 'D1124期'],
  ] as const)('of the %s digest', (kind, tag) => {
    expect(tagOf(kind, '2026-11-24')).toBe(tag);
  });
});
