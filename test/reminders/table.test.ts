import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { readRule } from '../../src/calendar/rules/read-rule.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { loadReminders } from '../../src/reminders/files/load-folder.ts';
import { dueDayOf, occasionsOf } from '../../src/reminders/plan.ts';
import type { ReminderOccasion } from '../../src/reminders/types.ts';

const YEARS = [2026, 2027, 2028] as const;
type Year = (typeof YEARS)[number];

/**
 * T of every occasion of every shipped reminder, worked out from the calendars of these years without the program:
 * 2026 with the published arrangement (元旦 1-1..3, 春节 2-15..23, 清明 4-4..6, 五一 5-1..5, 端午 6-19..21, 中秋
 * 9-25..27, 国庆 10-1..7; worked instead 1-4, 2-14, 2-28, 5-9, 9-20, 10-10), 2027 and 2028, not
 * published yet, with plain weekends and the holidays as long as they are each year: 元旦, 清明, 端午, 中秋 three days with
 * the weekend and one on a Wednesday (清明 of 2028, a Tuesday, 4-2..4, worked instead 4-1), 春节 eight from New Year's eve,
 * 五一 five, 国庆 seven.
 */
const TABLE: Readonly<Record<string, Readonly<Record<Year, string>>>> = {
  // Dates of the year.
  drowning: {
    2026: '04-10',
    2027: '04-12',
    2028: '04-10',
  },
  'drowning-holiday': {
    2026: '04-30 06-25 09-30',
    2027: '04-30 06-25 09-30',
    2028: '04-28 06-23 09-29',
  },
  'safety-day': {
    2026: '03-30',
    2027: '03-29',
    2028: '03-27',
  },
  'disaster-week': {
    2026: '05-12',
    2027: '05-12',
    2028: '05-12',
  },
  'national-security-day': {
    2026: '04-15',
    2027: '04-15',
    2028: '04-14',
  },
  'anti-drug-day': {
    2026: '06-26',
    2027: '06-25',
    2028: '06-26',
  },
  'disaster-reduction-day': {
    2026: '10-13',
    2027: '10-13',
    2028: '10-13',
  },
  'constitution-day': {
    2026: '12-04',
    2027: '12-03',
    2028: '12-04',
  },
  'safety-month': {
    2026: '06-01',
    2027: '06-01',
    2028: '06-01',
  },
  'fire-day': {
    2026: '11-09',
    2027: '11-09',
    2028: '11-09',
  },
  'traffic-day': {
    2026: '12-02',
    2027: '12-02',
    2028: '12-01',
  },
  'drill-monthly': {
    2026: '01-08 03-24 04-24 06-12 09-18 10-23 12-11',
    2027: '01-08 03-24 04-23 06-11 09-17 10-22 12-10',
    2028: '01-07 03-24 04-24 06-12 09-18 10-23 12-11',
  },
  'emergency-plans': {
    2026: '10-15',
    2027: '10-15',
    2028: '10-16',
  },
  'responsibility-letters': {
    2026: '09-16',
    2027: '09-16',
    2028: '09-18',
  },
  'safe-campus-rate': {
    2026: '10-30',
    2027: '10-29',
    2028: '10-30',
  },
  'year-end-assessment': {
    2026: '12-15',
    2027: '12-15',
    2028: '12-15',
  },
  // Months and quarters; 月报 and its 对账 rest in the summer, whose days lie in no term.
  'monthly-report': {
    2026: '01-28 02-28 03-27 04-28 05-28 06-26 09-28 10-28 11-27 12-28',
    2027: '01-28 02-26 03-26 04-28 05-28 06-28 09-28 10-28 11-26 12-28',
    2028: '01-24 02-28 03-28 04-28 05-26 06-28 09-28 10-27 11-28 12-28',
  },
  'township-monthly': {
    2026: '01-28 02-28 03-27 04-28 05-28 06-26 09-28 10-28 11-27 12-28',
    2027: '01-28 02-26 03-26 04-28 05-28 06-28 09-28 10-28 11-26 12-28',
    2028: '01-24 02-28 03-28 04-28 05-26 06-28 09-28 10-27 11-28 12-28',
  },
  'monthly-reconcile': {
    2026: '01-30 02-28 03-31 04-30 05-29 06-30 09-30 10-30 11-30 12-31',
    2027: '01-29 02-26 03-31 04-30 05-31 06-30 09-30 10-29 11-30 12-31',
    2028: '01-24 02-29 03-31 04-28 05-31 06-30 09-29 10-31 11-30 12-29',
  },
  'drill-quarterly': {
    2026: '03-18 06-18 09-18 12-18',
    2027: '03-18 06-18 09-17 12-17',
    2028: '03-17 06-16 09-18 12-18',
  },
  'quarterly-review': {
    2026: '03-20 06-18 09-20 12-18',
    2027: '03-19 06-18 09-20 12-20',
    2028: '03-20 06-20 09-20 12-20',
  },
  'zero-report': {
    2026: '03-31 06-30 09-30 12-31',
    2027: '03-31 06-30 09-30 12-31',
    2028: '03-31 06-30 09-29 12-29',
  },
  'party-quarter': {
    2026: '03-16 06-16 09-16 12-16',
    2027: '03-16 06-16 09-16 12-16',
    2028: '03-16 06-16 09-15 12-15',
  },
  'training-quarter': {
    2026: '03-17 06-17 09-17 12-17',
    2027: '03-17 06-17 09-17 12-17',
    2028: '03-17 06-16 09-15 12-15',
  },
  // Terms: 2-15..7-15 and 9-1..1-31.
  'term-start': {
    2026: '03-02 09-08',
    2027: '02-22 09-08',
    2028: '02-22 09-08',
  },
  'term-start-safety': {
    2026: '03-02 09-08',
    2027: '02-22 09-08',
    2028: '02-22 09-08',
  },
  'fire-lesson': {
    2026: '02-24 09-01',
    2027: '02-15 09-01',
    2028: '02-15 09-01',
  },
  'school-bus': {
    2026: '03-05 09-10',
    2027: '02-25 09-09',
    2028: '02-24 09-07',
  },
  permits: {
    2026: '03-10 09-15',
    2027: '03-02 09-14',
    2028: '02-29 09-12',
  },
  canteen: {
    2026: '03-19 09-24',
    2027: '03-11 09-23',
    2028: '03-09 09-21',
  },
  'officers-visit': {
    2026: '04-15 10-21',
    2027: '04-07 10-20',
    2028: '04-05 10-18',
  },
  'drill-night': {
    2026: '04-16 10-22',
    2027: '04-08 10-21',
    2028: '04-06 10-19',
  },
  'drill-termly': {
    2026: '04-29 11-04',
    2027: '04-21 11-03',
    2028: '04-19 11-01',
  },
  'before-vacation': {
    2026: '01-30 07-15',
    2027: '01-29 07-15',
    2028: '01-24 07-14',
  },
  // The last school day before a public holiday, those of one day (端午 and 中秋 of 2027) too.
  'before-holiday': {
    2026: '04-03 04-30 06-18 09-24 09-30 12-31',
    2027: '04-02 04-30 06-08 09-14 09-30 12-31',
    2028: '01-24 04-01 04-28 05-26 09-29 12-29',
  },
};

/** Those that come round too often for a list. */
const OFTEN: Readonly<
  Record<
    string,
    Readonly<Record<Year, { readonly n: number; readonly first: string; readonly last: string }>>
  >
> = {
  'daily-1530': {
    2026: { n: 44, first: '2026-01-04', last: '2026-12-31' },
    2027: { n: 44, first: '2027-01-08', last: '2027-12-31' },
    2028: { n: 42, first: '2028-01-07', last: '2028-12-29' },
  },
  'drowning-weekly': {
    2026: { n: 31, first: '2026-04-03', last: '2026-10-30' },
    2027: { n: 31, first: '2027-04-02', last: '2027-10-29' },
    2028: { n: 30, first: '2028-04-07', last: '2028-10-27' },
  },
  returnees: {
    2026: { n: 52, first: '2026-01-05', last: '2026-12-28' },
    2027: { n: 52, first: '2027-01-04', last: '2027-12-27' },
    2028: { n: 52, first: '2028-01-03', last: '2028-12-25' },
  },
};

/** Those that an event calls. */
const BY_EVENT = ['heat', 'storm'];

const calendar = createCalendar();
const reminders = loadReminders(join(TEMPLATES_DIR, 'reminders'), readRule);
const byId = new Map(reminders.map((reminder) => [reminder.id, reminder]));

function occasions(id: string, year: number): readonly ReminderOccasion[] {
  const reminder = byId.get(id);
  if (reminder === undefined) throw new Error(`no reminder ${id}`);
  return occasionsOf(reminder, `${year}-01-01`, `${year}-12-31`, calendar);
}

const rows = Object.entries(TABLE).flatMap(([id, years]) =>
  YEARS.map((year) => ({ id, year, days: years[year].split(' ') })),
);
const oftenRows = Object.entries(OFTEN).flatMap(([id, years]) =>
  YEARS.map((year) => ({ id, year, ...years[year] })),
);

describe('the days of the shipped reminders', () => {
  it('are kept for every one of them', () => {
    expect([...Object.keys(TABLE), ...Object.keys(OFTEN), ...BY_EVENT].sort()).toEqual(
      [...byId.keys()].sort(),
    );
  });

  it.each(rows)('$id in $year', ({ id, year, days }) => {
    expect(occasions(id, year).map(({ day }) => day)).toEqual(days.map((day) => `${year}-${day}`));
  });

  it.each(oftenRows)('$id in $year: $n times', ({ id, year, n, first, last }) => {
    const days = occasions(id, year).map(({ day }) => day);
    expect({ n: days.length, first: days[0], last: days.at(-1) }).toEqual({ n, first, last });
  });

  it.each(BY_EVENT)('%s has none of its own', (id) => {
    expect(YEARS.flatMap((year) => occasions(id, year))).toEqual([]);
  });
});

describe('checks of the domain', () => {
  it.each([
    [2026, '2026-03-30'],
    [2027, '2027-03-29'],
    [2028, '2028-03-27'],
    [2029, '2029-03-26'],
    [2030, '2030-03-25'],
  ])('the safety education day of %s is %s', (year, day) => {
    expect(occasions('safety-day', year).map((one) => one.day)).toEqual([day]);
  });

  it('the zero report is asked for on the first of the last five workdays of the quarter, due on the last', () => {
    const zero = YEARS.flatMap((year) => occasions('zero-report', year)).map((occasion) => {
      const part = occasion.reminder.parts.find(({ audience }) => audience === 'school');
      if (part === undefined) throw new Error('schools are not asked');
      const notice = occasion.steps.find((one) => one.part === part && one.step === 'notice')?.day;
      return `${notice} ${dueDayOf(occasion, part, calendar)} ${part.due.time}`;
    });
    expect(zero).toEqual([
      '2026-03-25 2026-03-31 17:00',
      '2026-06-24 2026-06-30 17:00',
      '2026-09-23 2026-09-30 17:00',
      '2026-12-25 2026-12-31 17:00',
      '2027-03-25 2027-03-31 17:00',
      '2027-06-24 2027-06-30 17:00',
      '2027-09-24 2027-09-30 17:00',
      '2027-12-27 2027-12-31 17:00',
      '2028-03-27 2028-03-31 17:00',
      '2028-06-26 2028-06-30 17:00',
      '2028-09-25 2028-09-29 17:00',
      '2028-12-25 2028-12-29 17:00',
    ]);
  });

  it('no school is asked for a monthly report, a drill or an inspection in vacation', () => {
    const quiet = [
      ...['monthly-report', 'township-monthly', 'monthly-reconcile', 'drill-monthly', 'drill-quarterly'],
      ...['drill-termly', 'drill-night', 'canteen', 'school-bus'],
    ];
    const vacation = /^\d{4}-(?:02-(?:0\d|1[0-4])|07-(?:1[6-9]|2\d|3\d)|08-)/;
    for (const id of quiet) {
      expect(byId.get(id)).toMatchObject({ inTerm: true });
      const days = YEARS.flatMap((year) => occasions(id, year)).map(({ day }) => day);
      expect({ id, days: days.filter((day) => vacation.test(day)) }).toEqual({ id, days: [] });
    }
  });

  it('what keeps children alive is said in vacation too', () => {
    for (const id of ['drowning', 'drowning-holiday', 'drowning-weekly', 'storm', 'heat', 'zero-report'])
      expect(byId.get(id)?.inTerm).toBeUndefined();
    const summer = occasions('drowning-weekly', 2027).filter(({ day }) => /-(?:07|08)-/.test(day));
    expect(summer).toHaveLength(9);
  });

  it('schools are asked who came on the first day of the term, and answer by the sixth school day', () => {
    const asked = YEARS.flatMap((year) => occasions('term-start', year)).map(({ steps, due }) => {
      const notices = steps.filter(({ step }) => step === 'notice').map(({ day }) => day);
      return `${[...new Set(notices)].join(' ')} ${due?.day}`;
    });
    expect(asked).toEqual([
      '2026-02-24 2026-03-02',
      '2026-09-01 2026-09-08',
      '2027-02-15 2027-02-22',
      '2027-09-01 2027-09-08',
      '2028-02-15 2028-02-22',
      '2028-09-01 2028-09-08',
    ]);
  });

  it('nobody is told, asked or due on a day off', () => {
    const off = YEARS.flatMap((year) =>
      Object.keys(TABLE).flatMap((id) =>
        occasions(id, year).flatMap(({ steps, day }) =>
          steps.filter((step) => !calendar.isWorkday(step.day)).map((step) => `${id} ${day} ${step.step}`),
        ),
      ),
    );
    expect(off).toEqual([]);
  });
});
