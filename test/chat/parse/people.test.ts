import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { createCalendar } from '../../../src/calendar/calendar.ts';
import { arg } from '../../../src/chat/args.ts';
import { parseArgs } from '../../../src/chat/parse/parse-args.ts';
import { findPeople, readsLikePeople, splitPeople } from '../../../src/chat/parse/people.ts';
import { halfWidth } from '../../../src/kit/width.ts';
import { cases } from '../../support/cases.ts';
import { fakeGazetteer } from '../../support/fake-gazetteer.ts';

const env = { today: '2026-11-24', calendar: createCalendar(), gazetteer: fakeGazetteer() };
const args = z.object({
  people: arg.people({ labels: ['验收人', '验收'] }).optional(),
  money: arg.money({ labels: ['资金'] }).optional(),
  due: arg.dueDate({ labels: ['期限'] }).optional(),
  said: arg.text({ labels: ['措施'] }).optional(),
});
const parse = (text: string) => parseArgs(args, text, env);

describe('people named in a line', () => {
  it.each([
    ['换护栏 蔺守安', '蔺守安'],
    ['换护栏 蔺守安、戚春分', '蔺守安、戚春分'],
    ['换护栏 蔺守安和戚春分', '蔺守安和戚春分'],
    ['换护栏 蔺守安 戚春分', '蔺守安 戚春分'],
    ['换护栏 安全股长', '安全股长'],
    ['换护栏 桐渡镇教育专干桑小满', '桐渡镇教育专干桑小满'],
    ['换护栏 教育专干 桑小满', '教育专干 桑小满'],
    ['换护栏 桑小满（教育专干）', '桑小满（教育专干）'],
    ['换护栏 蔺守安、阿依古丽', '蔺守安、阿依古丽'],
    ['换护栏 验收人：蔺守安、戚春分', '蔺守安、戚春分'],
    ['换护栏 验收人:阿依古丽·买买提', '阿依古丽·买买提'],
    ['换护栏 验收人 蔺守安', '蔺守安'],
    ['换护栏 验收蔺守安', '蔺守安'],
    ['验收人：蔺守安，换护栏', '蔺守安'],
    ['蔺守安换护栏', undefined],
    ['换护栏 已通知校长', undefined],
    ['换护栏 周五前', undefined],
    ['换护栏 桐渡镇 三年级二班', undefined],
    ['换护栏 石膏板 水管', undefined],
    ['换护栏 验收人：无', undefined],
  ])('%s', (text, people) => {
    expect(parse(text).values.people).toBe(people);
    expect(parse(text).problems).toEqual([]);
  });

  it('leave days, money and the rest of the line to others, in any order', () => {
    const all = { people: '蔺守安、戚春分', money: 800_000, due: { day: '2026-11-27' }, said: '换护栏' };
    for (const line of [
      '换护栏 8000元 蔺守安、戚春分 周五前',
      '周五前 蔺守安、戚春分 8000元 换护栏',
      '措施：换护栏 验收人：蔺守安、戚春分 资金：8000 期限：周五前',
      '验收人蔺守安、戚春分，资金8000，周五前，换护栏',
    ])
      expect(parse(line).values).toEqual(all);
  });

  it('are kept as typed, label and all, so that they can be told anew', () => {
    expect(parse('换护栏 验收人：蔺守安、戚春分 周五前').written.people).toBe('验收人：蔺守安、戚春分');
    expect(parse('换护栏 蔺守安 周五前').written.people).toBe('蔺守安');
  });

  it('are asked about where nothing readable stands behind the label', () => {
    expect(parse('换护栏 验收人：13800138000').problems.map(({ text }) => text)).toEqual([
      '“验收人”请写明是谁，例如：验收人:姓名；其余已记下。',
    ]);
    const many = parse('班主任 '.repeat(300));
    expect(many.values).not.toHaveProperty('people');
    expect(many.problems.map(({ code }) => code)).toEqual(['people']);
  });

  it('are taken for the argument whose label stands before them; without one, of several open, for none', () => {
    const two = z.object({
      by: arg.people({ labels: ['整改人'] }).optional(),
      check: arg.people({ labels: ['验收人'] }).optional(),
    });
    expect(parseArgs(two, '验收人蔺守安 整改人 戚春分', env).values).toEqual({
      by: '戚春分',
      check: '蔺守安',
    });
    expect(parseArgs(two, '整改人总务主任 验收人教育专干', env).values).toEqual({
      by: '总务主任',
      check: '教育专干',
    });
    expect(parseArgs(two, '验收人：蔺守安 戚春分', env).values).toEqual({ check: '蔺守安 戚春分' });
    expect(parseArgs(two, '蔺守安', env)).toMatchObject({ values: {}, problems: [{ code: 'people' }] });
  });

  it('are never the child of a report: a bare name is the child, a post is not', () => {
    const report = z.object({
      child: arg.personName({ labels: ['姓名'] }).optional(),
      people: arg.people({ labels: ['包保人'] }).optional(),
    });
    expect(parseArgs(report, '王小明', env).values).toEqual({ child: '王小明' });
    expect(parseArgs(report, '王小明 教育专干桑小满', env).values).toEqual({
      child: '王小明',
      people: '教育专干桑小满',
    });
  });

  it.each<[string, readonly (readonly string[])[]]>([
    ['蔺守安', [['蔺守安']]],
    ['蔺守安、戚春分，安全股长', [['蔺守安'], ['戚春分'], ['安全股长']]],
    ['教育专干 桑小满、戚春分', [['教育专干', '桑小满'], ['戚春分']]],
    ['桑小满（教育专干）', [['桑小满', '教育专干']]],
    ['、 、', []],
  ])('%s is one after the other', (said, people) => {
    expect(splitPeople(said)).toEqual(people);
  });

  it('lie within the text and split into what was typed, whatever is typed', () => {
    const pieces = fc.constantFrom(
      ...[
        '蔺守安',
        '戚春分',
        '安全股长',
        '和',
        '、',
        '，',
        ' ',
        '（',
        '）',
        '验收人',
        '：',
        '8000元',
        '周五前',
      ],
    );
    const text = fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 12 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(text, fc.boolean(), (said, told) => {
        const found = findPeople(said, 0, ({ text: word }) => readsLikePeople(word), told);
        if (found) expect(0 <= found.start && found.start < found.end && found.end <= said.length).toBe(true);
        const { values } = parse(said);
        for (const words of splitPeople(String(values.people ?? '')))
          for (const word of words) expect(halfWidth(said)).toContain(word);
      }),
      cases(),
    );
  });
});
