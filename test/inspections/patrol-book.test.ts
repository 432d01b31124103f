import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { createPatrolBooks } from '../../src/inspections/patrol-book.ts';
import { patrolRef, readMonth, readPatrolRef } from '../../src/inspections/patrol-ref.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';

const books = createPatrolBooks({
  template: join(TEMPLATES_DIR, 'documents', 'patrol-book.html'),
  places: { current: async () => fakeGazetteer() },
  calendar: { current: async () => createCalendar() },
});
const page = async (month: string, schoolId = 'tongdu-centre') => {
  const file = await books.load(patrolRef({ schoolId, month }));
  return file === undefined ? undefined : { name: file.name, html: file.bytes.toString('utf8') };
};
const daysOf = (html: string | undefined) =>
  [...(html ?? '').matchAll(/class="day">(\d+日 周.)/g)].map(([, day]) => day);

describe('the patrol book', () => {
  it('has a line for every school day of the month, 调休 included, and room for a name', async () => {
    const october = await page('2026-10');
    const days = daysOf(october?.html);
    expect(days).toHaveLength(18);
    expect(days[0]).toBe('8日 周四');
    expect(days[1]).toBe('9日 周五');
    expect(days[2]).toBe('10日 周六');
    expect(days.at(-1)).toBe('30日 周五');
    expect(october?.html).toContain('巡查人签字');
    expect(october?.html).toContain('size: A4');
    expect(october?.name).toBe('桐渡镇中心小学巡查册2026年10月.html');
  });

  it('of a month of vacation says that there is nothing to patrol', async () => {
    const august = await page('2026-08');
    expect(daysOf(august?.html)).toEqual([]);
    expect(august?.html).toContain('没有上学日');
  });

  it('is there for schools of the county only', async () => {
    expect(await page('2026-10', 'tongdu')).toBeUndefined();
    expect(await page('2026-10', 'nowhere')).toBeUndefined();
    expect(await books.load('digest:2026-10')).toBeUndefined();
  });
});

describe('a reference', () => {
  it('is read back as it was made', () => {
    const of = { schoolId: 's:1', month: '2026-10' };
    expect(readPatrolRef(patrolRef(of))).toEqual(of);
  });

  it.each(['patrol:s1:2026-13', 'patrol::2026-10', 'patrol:s1', 'photo:s1:2026-10'])('%s is none', (ref) => {
    expect(readPatrolRef(ref)).toBeUndefined();
  });
});

describe('the month that is meant', () => {
  it.each([
    ['', '2026-11'],
    ['本月', '2026-11'],
    ['下月', '2026-12'],
    ['上个月', '2026-10'],
    ['12月', '2026-12'],
    ['12月的', '2026-12'],
    ['2月', '2027-02'],
    ['10月', '2026-10'],
    ['2027-03', '2027-03'],
    ['2026年9月', '2026-09'],
  ])('by %s is %s', (text, month) => {
    expect(readMonth(text, '2026-11-24')).toBe(month);
  });

  it('over New Year', () => {
    expect(readMonth('下月', '2026-12-31')).toBe('2027-01');
    expect(readMonth('上月', '2027-01-04')).toBe('2026-12');
    expect(readMonth('12月', '2027-01-04')).toBe('2026-12');
  });

  it.each(['13月', '明年', '食堂'])('by %s is none', (text) => {
    expect(readMonth(text, '2026-11-24')).toBeUndefined();
  });
});
