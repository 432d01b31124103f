import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { createPatrolBooks } from '../../src/documents/patrol/patrol-book.ts';
import { patrolRef, readMonth, readPatrolRef } from '../../src/documents/patrol/patrol-ref.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { unzip } from '../support/unzip.ts';

const books = createPatrolBooks({
  words: join(TEMPLATES_DIR, 'documents', 'patrol-book.yaml'),
  places: { current: async () => fakeGazetteer() },
  calendar: { current: async () => createCalendar() },
  clock: fixedClock(new Date('2026-11-24T09:30:00+08:00')),
});
const page = async (month: string, schoolId = 'tongdu-centre') => {
  const file = await books.load(patrolRef({ schoolId, month }));
  if (file === undefined) return undefined;
  const parts = unzip(file.bytes);
  const part = (name: string): string => String(parts.get(name));
  return {
    name: file.name,
    body: part('word/document.xml'),
    footer: [...parts.keys()]
      .filter((name) => /footer\d/.test(name) && !name.endsWith('.rels'))
      .map(part)
      .join(''),
  };
};
/** The rows of the table, each the texts of its cells. */
const rowsOf = (body = ''): string[][] =>
  [...body.matchAll(/<w:tr>.*?<\/w:tr>/gs)].map(([row]) => row.split('<w:tc>').slice(1).map(textOf));
const textOf = (xml = ''): string =>
  [...xml.matchAll(/<w:t[ >][^<]*/g)].map(([text]) => text.replace(/^[^>]*>/, '')).join('');
const daysOf = (body?: string) =>
  rowsOf(body)
    .slice(1)
    .map(([day]) => day);

describe('the patrol book', () => {
  it('has a line for every school day of the month, 调休 included, and room for a name', async () => {
    const october = await page('2026-10');
    const days = daysOf(october?.body);
    expect(days).toHaveLength(18);
    expect(days[0]).toBe('8日 周四');
    expect(days[1]).toBe('9日 周五');
    expect(days[2]).toBe('10日 周六');
    expect(days.at(-1)).toBe('30日 周五');
    const [header = [], first] = rowsOf(october?.body);
    expect([header[0], ...header.slice(-2)]).toEqual(['日期', '异常和处理', '巡查人签字']);
    expect(first).toEqual(['8日 周四', ...Array(header.length - 1).fill('')]);
    expect(october?.name).toBe('桐渡镇中心小学巡查册2026年10月.docx');
  });

  it('is one A4 page, landscape, with its header on every page should it be printed larger', async () => {
    const december = await page('2026-12');
    expect(december?.body).toMatch(/<w:pgSz [^>]*w:w="16838"[^>]*w:h="11906"[^>]*w:orient="landscape"/);
    expect(december?.body.match(/<w:tblHeader\/>/g)).toHaveLength(1);
    const heights = [...(december?.body ?? '').matchAll(/<w:trHeight w:val="(\d+)" w:hRule="exact"/g)].map(
      ([, at]) => Number(at),
    );
    expect(heights).toHaveLength(24);
    expect(heights.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(8_400);
  });

  it('names school and month, and says that it stays at the school', async () => {
    const october = await page('2026-10');
    expect(textOf(october?.body)).toContain('每日安全巡查册学校：桐渡镇中心小学　　月份：2026年10月');
    expect(textOf(october?.footer)).toBe('本单位留存，不用上报。桐渡镇中心小学 2026年10月');
    expect(textOf(october?.body)).not.toMatch(/[{}]/);
  });

  it('of a month of vacation says that there is nothing to patrol', async () => {
    const august = await page('2026-08');
    expect(daysOf(august?.body)).toEqual(['本月没有上学日。假期值守请另行登记。']);
    expect(textOf(august?.body)).toContain('没有上学日');
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
