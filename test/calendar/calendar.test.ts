import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/calendar/calendar.ts';

const plain = createCalendar();
const county = createCalendar({
  terms: [
    { name: '2026年秋季学期', from: '2026-08-31', to: '2027-01-22' },
    { name: '2027年春季学期', from: '2027-02-28', to: '2027-07-09' },
  ],
  rest: ['2026-11-26', '2026-11-27'],
  work: ['2026-11-28'],
});

describe('workdays', () => {
  it.each([
    ['2026-11-24', true, 'a Tuesday'],
    ['2026-11-28', false, 'a Saturday'],
    ['2026-01-02', false, '元旦, a Friday'],
    ['2026-01-04', true, '元旦调休, a Sunday'],
    ['2026-02-14', true, '春节调休, a Saturday'],
    ['2026-02-16', false, '除夕, a Monday'],
    ['2026-02-23', false, '春节, a Monday'],
    ['2026-02-28', true, '春节调休, a Saturday'],
    ['2026-05-09', true, '劳动节调休, a Saturday'],
    ['2026-09-20', true, '国庆调休, a Sunday'],
    ['2026-09-25', false, '中秋, a Friday'],
    ['2026-10-07', false, '国庆, a Wednesday'],
    ['2026-10-10', true, '国庆调休, a Saturday'],
    ['2031-10-01', false, '国庆, a Wednesday of a year not published yet'],
    ['2031-10-08', true, 'a Wednesday of a year not published yet'],
    ['2027-01-01', false, '元旦, a Friday'],
    ['2027-02-05', false, '除夕, a Friday'],
    ['2027-02-15', true, '初十, a Monday'],
    ['2027-04-05', false, '清明, a Monday'],
    ['2028-05-29', false, 'the Monday after 端午, a Sunday'],
    ['2027-09-15', false, '中秋, a Wednesday'],
    ['2031-10-04', false, 'a Saturday of a year not published yet'],
    ['2028-04-01', true, '清明调休 by the rule in force: worked for the Monday before a Tuesday'],
    ['2028-04-02', false, 'a Sunday before 清明'],
    ['2028-04-03', false, 'the Monday before 清明, a Tuesday'],
    ['2028-04-04', false, '清明, a Tuesday'],
    ['2028-04-05', true, 'the Wednesday after 清明'],
    ['2027-06-10', true, 'the Thursday after 端午, a Wednesday that stands alone'],
    ['2030-09-13', false, 'the Friday after 中秋, a Thursday'],
    ['2030-09-15', true, 'worked for the Friday after 中秋'],
    ['2029-12-31', false, 'the Monday before 元旦, a Tuesday of the next year'],
    ['2029-12-29', true, 'worked for the Monday before 元旦'],
    ['2028-10-02', false, '国庆, 中秋 inside it moves nothing'],
    ['2028-09-29', true, 'the Friday before 国庆 of 2028'],
  ])('%s is a workday: %p (%s)', (day, works) => {
    expect(plain.isWorkday(day)).toBe(works);
  });

  it('the county’s own days come first', () => {
    expect(['2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28'].map(county.isWorkday)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });
});

describe('terms', () => {
  it.each([
    ['2026-11-24', '2026年秋季学期', '2026-09-01', '2027-01-31'],
    ['2027-01-31', '2026年秋季学期', '2026-09-01', '2027-01-31'],
    ['2027-02-05', '2026年秋季学期', '2026-09-01', '2027-01-31'],
    ['2027-02-15', '2027年春季学期', '2027-02-15', '2027-07-15'],
    ['2026-08-10', '2026年春季学期', '2026-02-15', '2026-07-15'],
    ['2019-01-10', '2018年秋季学期', '2018-09-01', '2019-01-31'],
  ])('%s belongs to %s by default', (day, name, from, to) => {
    expect(plain.termOf(day)).toEqual({ name, from, to });
  });

  it.each([
    ['2026-08-31', '2026-08-31'],
    ['2027-02-20', '2026-08-31'],
    ['2027-03-01', '2027-02-28'],
    ['2026-06-01', '2026-02-15'],
    ['2027-09-02', '2027-09-01'],
  ])('%s belongs to the term from %s where the county names its terms', (day, from) => {
    expect(county.termOf(day).from).toBe(from);
  });

  it.each([
    ['2026-11-12', '2026-11-24', 9],
    ['2026-09-28', '2026-10-11', 6],
    ['2026-08-03', '2026-08-28', 0],
    ['2026-11-24', '2026-11-24', 1],
    ['2026-11-24', '2026-11-23', 0],
    ['2027-01-25', '2027-02-21', 10],
  ])('%s to %s are %i school days', (from, to, count) => {
    expect(plain.schoolDays(from, to)).toBe(count);
  });

  it('a vacation day is no school day, workday though it is', () => {
    expect([plain.isWorkday('2026-08-05'), plain.isSchoolDay('2026-08-05')]).toEqual([true, false]);
  });
});

describe('the first day after a holiday', () => {
  it.each([
    ['国庆', '2026-11-24', '2026-10-08'],
    ['国庆节', '2026-10-08', '2026-10-08'],
    ['十一长假', '2026-10-05', '2025-10-09'],
    ['中秋', '2026-11-24', '2026-09-28'],
    ['中秋', '2025-11-01', '2025-10-09'],
    ['五一', '2026-06-01', '2026-05-06'],
    ['劳动节', '2026-04-01', '2025-05-06'],
    ['元旦', '2026-03-01', '2026-01-04'],
    ['春节', '2026-03-01', '2026-02-24'],
    ['过年', '2026-03-01', '2026-02-24'],
    ['清明', '2026-05-01', '2026-04-07'],
    ['端午节', '2026-07-01', '2026-06-22'],
    ['暑假', '2026-11-24', '2026-09-01'],
    ['寒假', '2026-11-24', '2026-02-24'],
    ['寒假', '2026-02-20', '2025-02-17'],
    ['开学', '2026-11-24', '2026-09-01'],
    ['开学', '2026-05-24', '2026-02-24'],
    ['国庆', '2031-11-01', '2031-10-08'],
    ['儿童节', '2026-11-24', undefined],
  ])('%s, said on %s, is %s', (name, today, day) => {
    expect(plain.afterHoliday(name, today)).toBe(day);
  });

  it('follows the county’s terms', () => {
    expect(county.afterHoliday('暑假', '2026-11-24')).toBe('2026-08-31');
    expect(county.afterHoliday('寒假', '2027-03-10')).toBe('2027-03-01');
  });
});

describe('counting days', () => {
  it.each([
    ['workdayFrom', () => plain.workdayFrom('2026-10-01'), '2026-10-08'],
    ['workdayFrom of a workday', () => plain.workdayFrom('2026-10-10'), '2026-10-10'],
    ['workdayUntil', () => plain.workdayUntil('2026-10-07'), '2026-09-30'],
    ['workdayUntil over a worked Sunday', () => plain.workdayUntil('2026-09-20'), '2026-09-20'],
    ['one workday after 国庆 began', () => plain.addWorkdays('2026-10-01', 1), '2026-10-08'],
    ['three workdays after, a Saturday among them', () => plain.addWorkdays('2026-10-01', 3), '2026-10-10'],
    ['two workdays before', () => plain.addWorkdays('2026-10-01', -2), '2026-09-29'],
    ['no workday after a rest day', () => plain.addWorkdays('2026-10-01', 0), '2026-10-08'],
    ['a school day after the term', () => plain.addSchoolDays('2026-07-15', 1), '2026-09-01'],
    ['a school day before the term', () => plain.addSchoolDays('2026-09-01', -1), '2026-07-15'],
    ['a school day before the county’s term', () => county.addSchoolDays('2027-02-28', -1), '2027-01-22'],
  ])('%s', (_what, run, day) => {
    expect(run()).toBe(day);
  });

  it.each([
    ['2026-09-01', '2026-09-01', ['2026年秋季学期']],
    ['2026-02-01', '2026-12-31', ['2026年春季学期', '2026年秋季学期']],
    ['2026-01-31', '2027-02-15', ['2025年秋季学期', '2026年春季学期', '2026年秋季学期', '2027年春季学期']],
    ['2026-07-20', '2026-08-20', []],
    ['2026-08-20', '2026-07-20', []],
  ])('the terms that touch %s to %s', (from, to, names) => {
    expect(plain.termsWithin(from, to).map(({ name }) => name)).toEqual(names);
  });
});

describe('seasons', () => {
  const own = createCalendar({
    seasons: [
      { name: '汛期', from: '04-15', to: '10-15' },
      { name: '防火期', from: '11-01', to: '03-31' },
    ],
  });
  it.each([
    [plain, '防溺水季', '2026-04-01', true],
    [plain, '防溺水季', '2026-10-31', true],
    [plain, '防溺水季', '2026-11-01', false],
    [plain, '汛期', '2026-04-30', false],
    [plain, '防火期', '2026-12-01', false],
    [own, '汛期', '2026-04-30', true],
    [own, '防溺水季', '2026-04-01', true],
    [own, '防火期', '2026-12-31', true],
    [own, '防火期', '2027-01-01', true],
    [own, '防火期', '2027-04-01', false],
  ])('%# a day in a season', (calendar, name, day, inside) => {
    expect(calendar.inSeason(name, day)).toBe(inside);
  });
});
