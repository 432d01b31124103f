import { describe, expect, it } from '@jest/globals';
import type { ReadRule } from '../../src/calendar/rule-types.ts';
import { problemLines } from '../../src/reminders/files/problem.ts';
import { readReminderFile } from '../../src/reminders/files/read-file.ts';

/** Understands what these tests write, and nothing else. */
function readRule(text: string): ReadRule {
  if (text === '高温日') return { ok: true, rule: { text, event: '高温' } };
  if (/^每年 \d+月\d+日$/.test(text)) return { ok: true, rule: { text } };
  const word = text.split(' ')[1] ?? text;
  const problem = { start: 0, end: text.length, word, text: '没有这个日子', example: '每年 4月10日' };
  return { ok: false, problem };
}

const GOOD = `---
name: 防溺水家长信
title: 防溺水工作提醒
on: true
when: [每年 4月10日]
period: 学期
basis: 教育部《致全国中小学生家长的一封信》
minutes: 30
valid: { from: 2026-01-01, to: }
parts:
  - for: 学校
    whom: { posts: [安全副校长, 校长], kinds: [小学, 初中], areas: [], boarding: }
    lead: [T-14 计划, T-7 通知, T-1 催报, T+3 收集]
    due: T 17:00
    answer:
      kind: numbers
      words: [家长信]
      fields: [{ name: 应发, unit: 份 }, { name: 回收, unit: 份 }]
      at_most: [[回收, 应发]]
      example: 家长信 612 605
  - for: 群
    lead: [T-7 通知]
---
## 学校
天热水涨，请{截止}前办妥。

回：家长信 612 605
## 学校 二催
家长信还没收到，有困难吗？
## 群
防溺水工作已私信各校。
`;

const read = (source: string, id = 'letter') => readReminderFile(id, source, readRule);
const mistakesOf = (source: string, id?: string) => problemLines(read(source, id).problems);

describe('a reminder file', () => {
  it('is read into a reminder', () => {
    const { reminder, problems } = read(GOOD);
    expect(problems).toEqual([]);
    expect(reminder).toEqual({
      id: 'letter',
      name: '防溺水家长信',
      title: '防溺水工作提醒',
      on: true,
      needsBasis: false,
      when: [{ text: '每年 4月10日' }],
      period: '学期',
      basis: '教育部《致全国中小学生家长的一封信》',
      minutes: 30,
      from: '2026-01-01',
      urgent: false,
      version: 0,
      parts: [
        {
          audience: 'school',
          whom: { roles: ['school'], posts: ['安全副校长', '校长'], kinds: ['小学', '初中'], areas: [] },
          lead: [
            { step: 'plan', offset: -14 },
            { step: 'notice', offset: -7 },
            { step: 'remind', offset: -1 },
            { step: 'collect', offset: 3 },
          ],
          due: { offset: 0, time: '17:00' },
          answer: {
            kind: 'numbers',
            words: ['家长信'],
            fields: [
              { name: '应发', unit: '份' },
              { name: '回收', unit: '份' },
            ],
            atMost: [['回收', '应发']],
            example: '家长信 612 605',
          },
          text: '天热水涨，请{截止}前办妥。\n回：家长信 612 605',
          again: '家长信还没收到，有困难吗？',
        },
        {
          audience: 'group',
          whom: { roles: [], posts: [], kinds: [], areas: [] },
          lead: [{ step: 'notice', offset: -7 }],
          due: { offset: 0, time: '17:00' },
          text: '防溺水工作已私信各校。',
        },
      ],
    });
  });

  it('is read the same with Windows line ends and a byte order mark', () => {
    expect(read(`\ufeff${GOOD.replaceAll('\n', '\r\n')}`)).toEqual(read(GOOD));
  });

  it('takes a number that stands where a text is meant', () => {
    const source = GOOD.replace('example: 家长信 612 605', 'example: 0');
    expect(read(source).reminder?.parts[0]?.answer?.example).toBe('0');
  });

  it('knows its event from its rule', () => {
    const source = GOOD.replace('[每年 4月10日]', '高温日');
    expect(read(source).reminder).toMatchObject({ event: '高温', when: [{ text: '高温日' }] });
  });
});

describe('a mistake in a reminder file', () => {
  it.each<readonly [what: string, from: string, to: string, said: string]>([
    ['no front matter', '---\nname', 'name', 'letter.md:1: must begin with front matter'],
    ['broken YAML', 'minutes: 30', 'minutes: [30', 'letter.md:9: not valid YAML'],
    [
      'an unknown key',
      'minutes: 30',
      'minutes: 30\nminute: 30',
      'letter.md:9: minute: nobody knows “minute”',
    ],
    [
      'a key twice',
      'minutes: 30',
      'minutes: 30\nminutes: 30',
      'letter.md:9: not valid YAML: Map keys must be unique',
    ],
    ['a missing key', 'basis: 教育部《致全国中小学生家长的一封信》\n', '', 'letter.md:2: basis: is missing'],
    [
      'a rule nobody reads',
      '4月10日]',
      '4月10日, 每年 二月卅日]',
      'letter.md:5: when: “每年 二月卅日”: “二月卅日” is not understood',
    ],
    [
      'dates and events mixed',
      '4月10日]',
      '4月10日, 高温日]',
      'letter.md:5: when: rules with dates and events cannot be mixed',
    ],
    [
      'an event that is not the rule’s',
      'on: true',
      'on: true\nevent: 暴雨',
      'letter.md:5: event: “暴雨” is not what “when” says',
    ],
    ['a period nobody knows', 'period: 学期', 'period: 旬', 'letter.md:6: period: must be one of'],
    ['a day that is none', 'from: 2026-01-01', 'from: 2026-02-30', 'letter.md:9: valid.from: must be a day'],
    ['an end before the beginning', 'to: }', 'to: 2025-01-01 }', 'letter.md:9: valid: ends before it begins'],
    ['a part for nobody', 'for: 学校', 'for: 家长', 'letter.md:11: parts[0].for: must be one of 学校'],
    [
      'two parts for one audience',
      'for: 群',
      'for: 学校',
      'letter.md:21: parts[1].for: 学校 has a part already',
    ],
    [
      'a kind of school nobody knows',
      '[小学, 初中]',
      '[小学, 大学]',
      'letter.md:12: parts[0].whom.kinds[1]: must be a list',
    ],
    ['a step nobody knows', 'T-1 催报', 'T-1 催办', 'letter.md:13: parts[0].lead[2]: “T-1 催办” is no step'],
    ['no notice', 'T-7 通知, T-1', 'T-1', 'letter.md:13: parts[0].lead: a part needs its 通知'],
    ['a third asking', 'T-1 催报', 'T-2 催报, T-1 催报', 'nobody is asked a third time'],
    [
      'a reminder before the notice',
      'T-1 催报',
      'T-8 催报',
      'letter.md:13: parts[0].lead: 催报 comes before 通知',
    ],
    [
      'a reminder after the deadline',
      'T-1 催报',
      'T+1 催报',
      'letter.md:13: parts[0].lead: 催报 comes after the deadline',
    ],
    [
      'a collection before the deadline',
      'T+3 收集',
      'T0 收集',
      'letter.md:13: parts[0].lead: 收集 comes before',
    ],
    [
      'asking again where nothing is owed',
      'lead: [T-7 通知]',
      'lead: [T-7 通知, T 催报]',
      'letter.md:22: parts[1].lead: who owes no answer',
    ],
    [
      'a deadline nobody reads',
      'due: T 17:00',
      'due: 周五',
      'letter.md:14: parts[0].due: “周五” is no deadline',
    ],
    [
      'no deadline for an answer',
      '    due: T 17:00\n',
      '',
      'letter.md:11: parts[0].due: is missing although',
    ],
    [
      'a deadline before the notice',
      'due: T 17:00',
      'due: T-8 17:00',
      'letter.md:14: parts[0].due: lies before 通知',
    ],
    [
      '收到 for what is not urgent',
      'kind: numbers',
      'kind: ack',
      'parts[0].answer: 收到 is asked for urgent reminders only',
    ],
    [
      'a kind of answer nobody knows',
      'kind: numbers',
      'kind: number',
      'letter.md:16: parts[0].answer.kind: must be ack',
    ],
    [
      'a comparison of no field',
      '[[回收, 应发]]',
      '[[回收, 实发]]',
      'letter.md:19: parts[0].answer.at_most: “实发” is no field',
    ],
    [
      'items without items',
      'kind: numbers',
      'kind: items',
      'letter.md:15: parts[0].answer.items: are missing',
    ],
    [
      'one zero for what has no numbers',
      'kind: numbers',
      'kind: done\n      zero: true',
      'letter.md:17: parts[0].answer.zero: only for kind numbers',
    ],
    [
      'a zero that declares nothing',
      'kind: numbers',
      'kind: zero',
      'letter.md:15: parts[0].answer.declares: what does a 0 declare?',
    ],
    [
      'an unknown variable',
      '{截止}',
      '{截至}',
      'letter.md:25: nobody knows the variable {截至} in “## 学校”',
    ],
    [
      'a brace that nobody closes',
      '{截止}',
      '{截止',
      'letter.md:25: nobody knows the variable {截止前办妥。}',
    ],
    [
      'a fact of one unit in a group',
      '防溺水工作已私信各校。',
      '未销号{未销号}条。',
      'letter.md:31: nobody knows the variable {未销号} in “## 群”',
    ],
    [
      'no line to copy',
      '回：家长信 612 605',
      '请尽快回复',
      'letter.md:24: “## 学校” needs the line to copy: 回：家长信 612 605',
    ],
    ['a part without text', '## 群\n', '', 'letter.md:1: “## 群” is missing'],
    [
      'a text for nobody',
      '## 群\n',
      '## 村\n村里也说一声\n## 群\n',
      '“## 村” belongs to no part of this file',
    ],
    ['a text twice', '## 群\n', '## 学校\n再说一遍 回：家长信\n## 群\n', '“## 学校” is there twice'],
    ['an empty text', '防溺水工作已私信各校。\n', '', '“## 群” is empty'],
    [
      'a second asking in a group',
      '防溺水工作已私信各校。',
      '已私信。\n## 群 二催\n再催',
      'who owes no answer is not asked twice',
    ],
    [
      'text outside of sections',
      '## 学校\n天热',
      '天热了\n## 学校\n天热',
      'letter.md:24: text outside of any',
    ],
    [
      'a variable on locked screens',
      'title: 防溺水工作提醒',
      'title: "{季度}提醒"',
      'letter.md:3: title: no variables here',
    ],
    [
      'on although a basis is needed',
      'on: true',
      'on: true\nneeds_basis: true',
      'letter.md:4: on: a reminder that needs a basis is shipped off',
    ],
    [
      'an emergency that is not urgent',
      'on: true',
      'on: true\nemergency: true',
      'letter.md:5: emergency: only an urgent reminder',
    ],
    [
      'keeping to terms of what happens',
      'when: [每年 4月10日]',
      'in_term: true\nwhen: [高温日]',
      'letter.md:5: in_term: what happens comes in vacation too',
    ],
    [
      'a part for a school that parents read',
      '  - for: 学校',
      '  - for: 学校\n    parents: true',
      'parents: only a group has parents in it',
    ],
  ])('is told with its line: %s', (_what, from, to, said) => {
    const source = GOOD.replace(from, to);
    expect(source).not.toBe(GOOD);
    expect(read(source).reminder).toBeUndefined();
    expect(mistakesOf(source).join('\n')).toContain(said);
  });

  it('does not hide another one', () => {
    const source = GOOD.replace('T-1 催报', 'T-1 催办').replace('period: 学期', 'period: 旬');
    expect(mistakesOf(source)).toHaveLength(2);
  });

  it('may be the name of the file', () => {
    expect(mistakesOf(GOOD, '防溺水')).toEqual([
      expect.stringContaining('防溺水.md:1: the name of the file'),
    ]);
  });
});
