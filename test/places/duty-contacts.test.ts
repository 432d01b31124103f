import { describe, expect, it } from '@jest/globals';
import { FILE_ROLE_WORDS, roleOf } from '../../src/people/roles.ts';
import { parseCounty } from '../../src/places/county-file.ts';
import { resolveCounty } from '../../src/places/resolve-county.ts';
import { writeCounty } from '../../src/places/write-county.ts';
import { WANGXI } from '../journeys/wangxi.ts';
import { fileOf, problemsOf } from './example-county.ts';

const ROLES = { roleOf, roleWords: FILE_ROLE_WORDS };
const HEAD = `county: { name: 望溪县 }
townships:
  - { name: 桐渡镇 }
schools: [{ name: 桐渡镇初级中学, township: 桐渡镇, kind: 初中 }]
members:
  - { name: 蔺守安, role: 教育局, wecom: lin }
  - { name: 卞知秋, role: 教育局 }
  - { name: 卓谷雨, role: 乡镇, township: 桐渡镇 }
  - { name: 卓谷雨, role: 教师, school: 桐渡镇初级中学 }
duty_contacts:
`;
const DUTY = '  - { kind: 值班, persons: [蔺守安] }\n';
const contacts = (lines: string) => fileOf(HEAD + lines).dutyContacts;

describe('duty_contacts of the county file', () => {
  it('names persons by kind, in order, the one on duty too, with numbers to phone', () => {
    expect(
      contacts(
        `  - { kind: 值班, persons: 蔺守安、卞知秋, phone: 000-1 }\n  - { kind: 食物中毒, persons: [卞知秋] }\n`,
      ),
    ).toEqual([
      { kind: 'duty', persons: ['蔺守安', '卞知秋'], phone: '000-1' },
      { kind: 'poison', persons: ['卞知秋'] },
    ]);
  });

  it('is left out where nobody is named, as in every version stored before', () => {
    expect(fileOf(HEAD.replace('duty_contacts:\n', ''))).not.toHaveProperty('dutyContacts');
  });

  it.each([
    ['nobody of that name', `${DUTY}  - { kind: 火灾, persons: [无此人] }\n`, 12, '“无此人”不在 members 里'],
    ['two of that name', `${DUTY}  - { kind: 火灾, persons: [卓谷雨] }\n`, 12, '“卓谷雨”不止一个'],
    ['no such kind', `${DUTY}  - { kind: 外星人, persons: [蔺守安] }\n`, 12, '没有“外星人”这个写法'],
    [
      'a kind twice',
      `${DUTY}  - { kind: 局值班, persons: [卞知秋] }\n`,
      12,
      '紧急联系人“值班”：这一类已经用于第 11 行的',
    ],
    ['two for harm', `${DUTY}  - { kind: 侵害, persons: [蔺守安, 卞知秋] }\n`, 12, '“侵害”只能指定一个人'],
    ['two for self-harm', `${DUTY}  - { kind: 自伤, persons: [蔺守安, 卞知秋] }\n`, 12, '只能指定一个人'],
    ['an empty list', `${DUTY}  - { kind: 火灾, persons: [] }\n`, 12, '至少写一个人'],
    ['no list', `${DUTY}  - { kind: 火灾 }\n`, 12, '缺少 persons'],
    ['a slip', `${DUTY}  - { kind: 火灾, person: [蔺守安] }\n`, 12, '不认识“person”'],
    ['nobody on duty', '  - { kind: 火灾, persons: [蔺守安] }\n', 10, '没有写教育局值班的人'],
  ])('refuses %s, with the line', (_what, lines, line, said) => {
    const parsed = parseCounty(HEAD + lines, ROLES);
    const problems = parsed.ok ? [] : parsed.problems;
    expect(problems).toContainEqual({ line, text: expect.stringContaining(said) });
  });

  it('says one thing about one mistake', () => {
    expect(problemsOf(`${HEAD}  - { kind: 值班 }\n`)).toHaveLength(1);
  });

  it('tells two of one name apart by their unit, and keeps them by id', () => {
    const file = fileOf(
      `${HEAD}${DUTY}  - { kind: 火灾, persons: [卓谷雨（桐渡镇初级中学）, 卓谷雨(桐渡镇)] }\n`,
    );
    const { members, dutyContacts } = resolveCounty(file);
    const ids = (dutyContacts?.[1]?.persons ?? []).map((id) => members.findIndex((one) => one.id === id));
    expect(ids).toEqual([3, 2]);
  });

  it('is written back as it was, and shown in the county that ships', () => {
    const parsed = parseCounty(WANGXI, ROLES);
    if (!parsed.ok) throw new Error('the county that ships is refused');
    const { file } = parsed;
    expect(file.dutyContacts?.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['duty', 'water', 'harm', 'self-harm']),
    );
    expect(parseCounty(writeCounty(file), ROLES)).toEqual(parsed);
  });
});
