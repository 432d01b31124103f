import { describe, expect, it } from '@jest/globals';
import { createCalendar } from '../../src/calendar/calendar.ts';
import { dueDayOf, occasionsOf } from '../../src/reminders/plan.ts';
import type { Reminder } from '../../src/reminders/types.ts';
import { valuesOf } from '../../src/reminders/values.ts';
import { fillVariables } from '../../src/reminders/variables.ts';
import { reminder } from './world.ts';

const calendar = createCalendar();
const made = (head: string, lead = 'T 通知', due = 'T 17:00'): Reminder =>
  reminder(`---
name: 试
title: 试
on: true
${head}
basis: 试
minutes: 1
parts:
  - for: 学校
    lead: [${lead}]
    due: ${due}
    answer: { kind: done, example: 完成 }
---
## 学校
回：完成
`);
const days = (head: string, from: string, to: string): readonly string[] =>
  occasionsOf(made(head), from, to, calendar).map(({ id, day }) => `${id.split(':')[1]} ${day}`);

describe('the occasions of a reminder', () => {
  it.each([
    ['every date of a rule', 'when: [每月28日]', ['2027-01-28 2027-01-28', '2027-02-28 2027-02-28']],
    [
      'the first of several in one period',
      'when: [每年 1月20日, 每年 1月5日]\nperiod: 年',
      ['2027 2027-01-05'],
    ],
    [
      'one each where the period is the time itself',
      'when: [每年 1月20日, 每年 1月5日]',
      ['2027-01-05 2027-01-05', '2027-01-20 2027-01-20'],
    ],
    ['none before it is valid', 'when: [每月28日]\nvalid: { from: 2027-02-01 }', ['2027-02-28 2027-02-28']],
    ['none after it was valid', 'when: [每月28日]\nvalid: { to: 2027-02-01 }', ['2027-01-28 2027-01-28']],
    ['none for an event', 'when: [高温日]', []],
    ['none in vacation of what keeps to terms', 'when: [每月10日]\nin_term: true', ['2027-01-10 2027-01-10']],
    [
      'the first within a term of one period',
      'when: [每年 2月5日, 每年 2月20日]\nperiod: 月\nin_term: true',
      ['2027-02 2027-02-20'],
    ],
  ])('are %s', (_what, head, expected) => {
    expect(days(head, '2027-01-01', '2027-02-28')).toEqual(expected);
  });

  it('belong to the period of the day itself, not of the workday it is moved to', () => {
    const first = (rest: string) =>
      days(`when: [每月1日 遇休${rest}]\nperiod: 月`, '2027-07-30', '2027-10-31');
    expect(first('提前')).toEqual(['2027-08 2027-07-30', '2027-09 2027-09-01', '2027-10 2027-09-30']);
    expect(first('顺延')).toEqual(['2027-08 2027-08-02', '2027-09 2027-09-01', '2027-10 2027-10-08']);
    const last = days('when: [每月31日 遇休顺延]\nperiod: 月', '2027-01-31', '2027-03-31');
    expect(last).toEqual(['2027-01 2027-02-01', '2027-02 2027-03-01', '2027-03 2027-03-31']);
  });

  it('are the same from whatever day on one asks', () => {
    const head = 'when: [每年 3月10日, 每年 5月10日]\nperiod: 学期';
    expect(days(head, '2027-01-01', '2027-12-31')).toEqual(['2027T1 2027-03-10']);
    expect(days(head, '2027-04-01', '2027-12-31')).toEqual([]);
  });
});

describe('the steps of an occasion', () => {
  const steps = (t: string, lead: string, due = 'T 17:00') => {
    const [occasion] = occasionsOf(made(`when: [${t}]`, lead, due), '2027-01-01', '2027-12-31', calendar);
    if (occasion === undefined) throw new Error('no occasion');
    const [part] = occasion.reminder.parts;
    if (part === undefined) throw new Error('no part');
    return [...occasion.steps.map(({ day }) => day), dueDayOf(occasion, part, calendar)];
  };
  it.each([
    [
      'stand as counted on workdays',
      '每年 3月18日',
      'T-7 通知, T-1 催报, T+4 收集',
      ['2027-03-11', '2027-03-17', '2027-03-22', '2027-03-18'],
    ],
    [
      'move to the workday before up to T',
      '每年 3月15日',
      'T-2 通知, T-1 催报',
      ['2027-03-12', '2027-03-12', '2027-03-15'],
    ],
    [
      'move to the workday behind after T',
      '每年 3月18日',
      'T 通知, T+2 收集',
      ['2027-03-18', '2027-03-22', '2027-03-18'],
    ],
    [
      'leave a T that is a day off for the workday before',
      '每年 3月20日',
      'T 通知',
      ['2027-03-19', '2027-03-19'],
    ],
    [
      'pass over a long holiday',
      '每年 10月3日',
      'T 通知, T+2 收集',
      ['2027-09-30', '2027-10-08', '2027-09-30'],
    ],
  ])('%s', (_what, t, lead, expected) => {
    expect(steps(t, lead)).toEqual(expected);
  });
});

describe('the variables of a text', () => {
  it('are those of the occasion', () => {
    const one = made('when: [每年 3月18日]\nperiod: 季', 'T-7 通知', 'T+1 12:00');
    const [occasion] = occasionsOf(one, '2027-01-01', '2027-12-31', calendar);
    const [part] = one.parts;
    if (occasion === undefined || part === undefined) throw new Error('no occasion');
    const text = '{截止}｜{日期}｜{学期}｜{季度}｜{月份}｜{年份}｜{期间}｜{周一}｜{周日}';
    expect(fillVariables(text, valuesOf(occasion, part, calendar))).toBe(
      '3月19日12:00｜3月18日周四｜2027年春季学期｜第一季度｜3月｜2027年｜2027年第一季度｜3月15日｜3月21日',
    );
  });

  it.each([
    ['每年 12月2日 遇休提前', '2028', '12月2日周六｜12月1日周五｜2028年'],
    ['每年 12月2日 遇休提前', '2027', '12月2日周四｜12月2日周四｜2027年'],
    ['每年 1月1日 遇休提前', '2028', '1月1日周六｜12月31日周五｜2028年'],
    ['节假日前1个上学日', '2027-06', '6月8日周二｜6月8日周二｜2027年'],
  ])('of %s in %s name the day itself and the day on which it is done', (rule, from, filled) => {
    const one = made(`when: [${rule}]\nperiod: 年`);
    const begin = `${from.slice(0, 4)}-01-01`;
    const all = occasionsOf(
      rule.startsWith('节') ? { ...one, period: '次' } : one,
      '2027-01-01',
      '2028-12-31',
      calendar,
    );
    const occasion = all.find(
      ({ period, day }) => period.to >= begin && day >= (from.slice(4) ? `${from}-01` : ''),
    );
    const [part] = one.parts;
    if (occasion === undefined || part === undefined) throw new Error('no occasion');
    expect(fillVariables('{日期}｜{办理日}｜{年份}', valuesOf(occasion, part, calendar))).toBe(filled);
  });

  it('cannot carry markup or mentions in', () => {
    expect(fillVariables('{事件}。', { 事件: '@所有人 [点这里](http://x.cn)' })).toBe(
      '＠所有人 ［点这里］(http：//x.cn)。',
    );
  });
});
