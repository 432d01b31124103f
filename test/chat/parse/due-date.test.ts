import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { createCalendar } from '../../../src/calendar/calendar.ts';
import { arg } from '../../../src/chat/args.ts';
import { findDueDates } from '../../../src/chat/parse/due-date.ts';
import { parseArgs } from '../../../src/chat/parse/parse-args.ts';
import { readAssignment } from '../../../src/duties/read-assignment.ts';
import { addDays, isRealDate } from '../../../src/kit/local-date.ts';
import { fakeGazetteer } from '../../support/fake-gazetteer.ts';

/** A Tuesday. */
const TODAY = '2026-11-24';
const calendar = createCalendar();
const env = { today: TODAY, calendar, gazetteer: fakeGazetteer() };
const args = z.object({
  due: arg.dueDate({ labels: ['截止', '截至', '期限'] }).optional(),
  said: arg.text({ labels: ['内容'] }).optional(),
});
const read = (text: string) => parseArgs(args, text, env).values;

describe('a day that may lie ahead', () => {
  it.each<[string, string] | [string, string, string]>([
    ['12月20日', '2026-12-20'],
    ['12月5日前', '2026-12-05'],
    ['11月24日', '2026-11-24'],
    ['11月23日', '2027-11-23'],
    ['1月5日前', '2027-01-05'],
    ['2月29日', '2028-02-29'],
    ['十二月五日前', '2026-12-05'],
    ['12-05', '2026-12-05'],
    ['12/5', '2026-12-05'],
    ['2027-03-01', '2027-03-01'],
    ['2027年3月1日', '2027-03-01'],
    ['2026-11-01', '2026-11-01'],
    ['明年3月1日', '2027-03-01'],
    ['12月5日17:00前', '2026-12-05', '17:00'],
    ['今天8:00前', '2026-11-24', '08:00'],
    ['明天下午3点', '2026-11-25', '15:00'],
    ['后天', '2026-11-26'],
    ['周五9:30前', '2026-11-27', '09:30'],
    ['周五前', '2026-11-27'],
    ['周二', '2026-11-24'],
    ['周一', '2026-11-30'],
    ['下周一', '2026-11-30'],
    ['下周三17点半', '2026-12-02', '17:30'],
    ['下下周三', '2026-12-09'],
    ['星期天之前', '2026-11-29'],
    ['3天内', '2026-11-27'],
    ['三天之内', '2026-11-27'],
    ['两周内', '2026-12-08'],
    ['一个月内', '2026-12-24'],
    ['3个工作日内', '2026-11-27'],
    ['5个工作日内', '2026-12-01'],
    ['月底前', '2026-11-30'],
    ['本月底', '2026-11-30'],
    ['下月底', '2026-12-31'],
    ['下个月5号', '2026-12-05'],
    ['年底前', '2026-12-31'],
    ['28号前', '2026-11-28'],
    ['5日前', '2026-12-05'],
    ['截止：12月5日', '2026-12-05'],
    ['截止12-05', '2026-12-05'],
    ['１２月５日前', '2026-12-05'],
  ])('%s is %s', (...row) => {
    const [text, day, time] = row;
    expect(read(`清查 ${text} 回0`)).toEqual({
      due: time === undefined ? { day } : { day, time },
      said: '清查 回0',
    });
  });

  it.each([
    ...['2月30日前', '13月1日', '1-2年级', '3-5人', '12号', '第3天内', '0天内', '依据 县教〔2026〕12号'],
    ...['依据2026年11月3日会议纪要', '10分钟', '11月份月报', '一月一次', '周三班', '没有日子'],
  ])('%s is none', (text) => {
    expect(read(`学校 清查 ${text}`)).toEqual({ said: `学校 清查 ${text}` });
  });

  it('that says until when goes before another', () => {
    expect(read('11月30日演练的总结 12月5日前')).toEqual({
      due: { day: '2026-12-05' },
      said: '11月30日演练的总结',
    });
  });

  it.each([
    ['12月1日至7日安全周 12月8日前', '2026-12-08'],
    ['12月1日至12月7日安全周，12月8日', '2026-12-08'],
    ['12月2日交通安全课 截止12月9日', '2026-12-09'],
    ['12月2日交通安全课 最迟12月9日', '2026-12-09'],
    ['12月2日交通安全课 12月9日', '2026-12-09'],
  ])('of %s is %s: what lasts, and what a title begins with, is no deadline', (text, day) => {
    expect(read(`清查 ${text} 回0`)).toMatchObject({ due: { day } });
  });

  it('leaves the rest of an assignment whole, in any order', () => {
    const rest = readAssignment('学校 取暖设备排查 依据 县教〔2026〕12号 10分钟 回0');
    for (const line of [
      '学校 取暖设备排查 12月5日前 依据 县教〔2026〕12号 10分钟 回0',
      '学校 取暖设备排查 依据：县教〔2026〕12号 预计10分钟 12月5日17:00前 回0',
      '学校，取暖设备排查，回0，截止12-05，依据县教〔2026〕12号，十分钟',
    ]) {
      const { due, said } = read(line);
      expect(due).toMatchObject({ day: '2026-12-05' });
      expect(readAssignment(String(said))).toEqual(rest);
    }
  });

  it('is a real day, never before today without a year, and within the text', () => {
    const pieces = fc.constantFrom(
      ...[
        '12月',
        '31日',
        '月底',
        '周',
        '五',
        '下',
        '前',
        '3',
        '天',
        '内',
        '号',
        '17点',
        '-',
        '个工作日',
        ' ',
        '2',
      ],
    );
    const text = fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 12 })
      .map((all) => all.join(''));
    const day = fc.integer({ min: 0, max: 2_000 }).map((n) => addDays('2024-01-01', n));
    fc.assert(
      fc.property(text, day, (said, today) => {
        for (const { start, end, value } of findDueDates(said, today, calendar)) {
          expect(isRealDate(value.day)).toBe(true);
          expect(0 <= start && start < end && end <= said.length).toBe(true);
          if (!/20\d{2}|今年/.test(said)) expect(value.day >= today).toBe(true);
        }
      }),
    );
  });

  it('is read back as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), (n) => {
        const day = addDays(TODAY, n);
        const shown = `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
        expect(findDueDates(shown, TODAY, calendar).map(({ value }) => value)).toEqual([{ day }]);
      }),
    );
  });
});

it.each([
  ['到明年9月', '2027-09-01'],
  ['到2027年6月底', '2027-06-30'],
  ['至9月', '2027-09-01'],
  ['到:明年9月', '2027-09-01'],
  ['依据休学批准到明年九月', '2027-09-01'],
  ['到12月20日', '2026-12-20'],
])('%s is a month that may lie ahead, from its first day: %s', (text, day) => {
  expect(findDueDates(text, TODAY, calendar).map(({ value }) => value.day)).toEqual([day]);
});

it.each(['2026年12月 安全检查', '9月演练', '明年9月开学'])('%s tells no day', (text) => {
  expect(findDueDates(text, TODAY, calendar)).toEqual([]);
});
