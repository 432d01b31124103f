import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { daysOff } from '../../src/calendar/holidays.ts';
import { datesOf } from '../../src/calendar/rules/dates-of.ts';
import { readRule } from '../../src/calendar/rules/read-rule.ts';
import { addDays, weekday } from '../../src/kit/local-date.ts';

const calendar = createCalendar();

/**
 * Kept by hand, from the published arrangement of 2026 and, for 2027 and 2028, from the days of the week and the rule in
 * force: 元旦, 清明, 端午, 中秋 three days with the weekend, one on a Wednesday; 春节 eight from New Year's eve, 五一 five,
 * 国庆 seven, eight with 中秋 inside. Weekends that touch a holiday belong to it.
 */
const HOLIDAYS = {
  2026: [
    ...['元旦 01-01 01-03', '春节 02-15 02-23', '清明 04-04 04-06', '五一 05-01 05-05'],
    ...['端午 06-19 06-21', '中秋 09-25 09-27', '国庆 10-01 10-07'],
  ],
  2027: [
    ...['元旦 01-01 01-03', '春节 02-05 02-14', '清明 04-03 04-05', '五一 05-01 05-05'],
    ...['端午 06-09 06-09', '中秋 09-15 09-15', '国庆 10-01 10-07'],
  ],
  2028: [
    ...['元旦 01-01 01-03', '春节 01-25 02-01', '清明 04-02 04-04', '五一 05-01 05-07'],
    ...['端午 05-27 05-29', '中秋 09-30 10-08', '国庆 10-01 10-08'],
  ],
} as const;

/** Weekend days that are worked instead. */
const WORKED = [
  ...['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  '2028-04-01',
];

/** Workdays and school days (terms 2-15..7-15 and 9-1..1-31) of each month, counted without the program. */
const COUNTS = {
  2026: ['21 16 22 21 19 21 23 21 22 18 21 23', '21 5 22 21 19 21 11 0 22 18 21 23'],
  2027: ['20 14 23 21 18 21 22 22 21 16 22 23', '20 10 23 21 18 21 11 0 21 16 22 23'],
  2028: ['15 20 23 19 17 22 21 23 21 17 22 21', '15 11 23 19 17 22 10 0 21 17 22 21'],
} as const;

const YEARS = [2026, 2027, 2028] as const;
const daysOf = (year: number): readonly string[] => {
  const days: string[] = [];
  for (let day = `${year}-01-01`; day.startsWith(`${year}`); day = addDays(day, 1)) days.push(day);
  return days;
};

function datesIn(text: string): readonly string[] {
  const read = readRule(text);
  if (!read.ok) throw new Error(read.problem.text);
  return datesOf(read.rule, '2026-01-01', '2028-12-31', calendar).map(({ day }) => day);
}

describe.each(YEARS)('the calendar of %i', (year) => {
  it.each(HOLIDAYS[year].map((row) => row.split(' ')))(
    '%s is off from %s to %s',
    (name = '', first, last) => {
      const off = daysOff(name, year, calendar.isWorkday);
      expect([off?.first, off?.last]).toEqual([`${year}-${first}`, `${year}-${last}`]);
      const around = [addDays(off?.first ?? '', -1), addDays(off?.last ?? '', 1)];
      // In 2028 五一 begins on a Monday and 国庆 on a Sunday: the weekend before a long holiday is mostly worked in part.
      const isWorked = around.map(calendar.isWorkday);
      expect(isWorked[1]).toBe(true);
      expect(isWorked[0]).toBe(!['2028 五一', '2028 国庆'].includes(`${year} ${name}`));
    },
  );

  it('works on the weekend days of its arrangement and on no others', () => {
    const worked = daysOf(year).filter((day) => weekday(day) > 5 && calendar.isWorkday(day));
    expect(worked).toEqual(WORKED.filter((day) => day.startsWith(`${year}`)));
  });

  it('has so many workdays and school days in each month', () => {
    const count = (passes: (day: string) => boolean): string =>
      Array.from({ length: 12 }, (_, n) => `${year}-${String(n + 1).padStart(2, '0')}`)
        .map((month) => daysOf(year).filter((day) => day.startsWith(month) && passes(day)).length)
        .join(' ');
    expect([count(calendar.isWorkday), count(calendar.isSchoolDay)]).toEqual(COUNTS[year]);
  });
});

describe('terms, seasons and festivals of 2026 to 2028', () => {
  it.each([
    ['开学', '2026-02-24 2026-09-01 2027-02-15 2027-09-01 2028-02-15 2028-09-01'],
    ['每学期 最后一个上学日', '2026-01-30 2026-07-15 2027-01-29 2027-07-15 2028-01-24 2028-07-14'],
    ['寒假 开始', '2026-02-01 2027-02-01 2028-02-01'],
    ['寒假 结束', '2026-02-14 2027-02-14 2028-02-14'],
    ['暑假 开始', '2026-07-16 2027-07-16 2028-07-16'],
    ['防溺水季 开始', '2026-04-01 2027-04-01 2028-04-01'],
    ['防溺水季 结束', '2026-10-31 2027-10-31 2028-10-31'],
    ['汛期 开始', '2026-05-01 2027-05-01 2028-05-01'],
    ['汛期 结束', '2026-09-30 2027-09-30 2028-09-30'],
    ['除夕', '2026-02-16 2027-02-05 2028-01-25'],
    ['春节', '2026-02-17 2027-02-06 2028-01-26'],
    ['清明', '2026-04-05 2027-04-05 2028-04-04'],
    ['端午', '2026-06-19 2027-06-09 2028-05-28'],
    ['中秋', '2026-09-25 2027-09-15 2028-10-03'],
    ['全国中小学生安全教育日', '2026-03-30 2027-03-29 2028-03-27'],
    [
      '节后第一个工作日',
      [
        '2026-01-04 2026-02-24 2026-04-07 2026-05-06 2026-06-22 2026-09-28 2026-10-08 2027-01-04 2027-02-15',
        '2027-04-06 2027-05-06 2027-06-10 2027-09-16 2027-10-08 2028-01-04 2028-02-02 2028-04-05 2028-05-08',
        '2028-05-30 2028-10-09',
      ].join(' '),
    ],
  ])('%s', (rule, days) => {
    expect(datesIn(rule).join(' ')).toBe(days);
  });
});
