import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parseCounty } from '../../src/places/county-file.ts';
import { decodeCountyText } from '../../src/places/county-text.ts';
import { writeCounty } from '../../src/places/write-county.ts';
import { fromRoot } from '../support/from-root.ts';
import { EXAMPLE, fileOf, problemsOf } from './example-county.ts';

describe('parseCounty', () => {
  it('turns short names into official ones and brings the township of a school along', () => {
    const file = fileOf(EXAMPLE);
    expect(file.districts[0]?.townships).toEqual(['桐渡镇', '禾洲渡镇']);
    expect(file.schools[1]).toMatchObject({ township: '桐渡镇', kind: '初中', boarding: true, pupils: 400 });
    expect(file.members[0]).toMatchObject({ role: 'school', school: '桐渡镇初级中学', township: '桐渡镇' });
  });

  it('keeps user ids and codes as typed, quoted or not', () => {
    const file = fileOf(
      EXAMPLE.replace('"990101"', '990101').replace('dingtalk: 0147', 'dingtalk: 25012345678901234567'),
    );
    expect(file.county.code).toBe('990101');
    expect(file.members[0]?.dingtalk).toBe('25012345678901234567');
    expect(fileOf(EXAMPLE).members[0]?.dingtalk).toBe('0147');
  });

  it('reads a file with byte order mark, CRLF, empty members and comments', () => {
    const text = `\ufeff${EXAMPLE.replaceAll('\n', '\r\n')}workdays:\r\n  rest: [2026-11-24, 2026年12月3日] # 县庆\r\nterms:\r\n`;
    expect(fileOf(text).workdays.rest).toEqual(['2026-11-24', '2026-12-03']);
    expect(fileOf(text).terms).toEqual([]);
  });

  it('reads lists that a clerk wrote as one line', () => {
    expect(fileOf(EXAMPLE.replace('aliases: [禾洲]', 'aliases: 禾洲、河洲渡')).townships[1]?.aliases).toEqual(
      ['禾洲', '河洲渡'],
    );
  });

  it('reads seasons, one over New Year too, and leaves them out where there are none', () => {
    const text = `${EXAMPLE}seasons:\n  - { name: 防溺水季, from: 4月1日, to: 10-31 }\n  - { name: 防火期, from: 11-1, to: 3-31 }\n`;
    expect(fileOf(text).seasons).toEqual([
      { name: '防溺水季', from: '04-01', to: '10-31' },
      { name: '防火期', from: '11-01', to: '03-31' },
    ]);
    expect(fileOf(EXAMPLE)).not.toHaveProperty('seasons');
  });

  it.each([
    ['a year', '{ name: 汛期, from: 2026-5-1, to: 9-30 }', 'from 日期请写成 4-1，不带年份'],
    ['a day that is none', '{ name: 汛期, from: 5-1, to: 9-31 }', 'to 日期请写成 4-1，不带年份'],
    ['a name no rule could say', '{ name: 夏天, from: 5-1, to: 9-30 }', '请用汉字写，并以“季”或“期”结尾'],
    ['a word of the rule language', '{ name: 学期, from: 5-1, to: 9-30 }', '请用汉字写，并以“季”或“期”结尾'],
  ])('refuses a season with %s', (_what, season, said) => {
    expect(problemsOf(`${EXAMPLE}seasons: [${season}]\n`)).toEqual([expect.stringContaining(said)]);
  });

  it('refuses a season that is there twice', () => {
    const season = '{ name: 汛期, from: 5-1, to: 9-30 }';
    expect(problemsOf(`${EXAMPLE}seasons: [${season}, ${season}]\n`)).toEqual([
      expect.stringContaining('季节“汛期”：名称“汛期”已经用于'),
    ]);
  });

  it('lists everything that is wrong, with its line', () => {
    const problems = problemsOf(`county: { name: 望溪县, code: 99010, nam: x }
terms:
  - { name: 秋, from: 2026-9-1, to: 2026-13-1 }
townships:
  - name: 桐渡镇
    code: 9.90101E8
\t- name: 柳汊镇
  - name: 桐渡镇
  - { code: "990101103" }
  - { name: 江北街道, aliases: [桐渡] }
schools:
  - { name: 桐渡镇初级中学, township: 桐度镇, kind: 大学, boarding: 也许 }
  - { name: 柳汊中学, township: 柳汊镇, kind: 初中, alias: [x] }
members:
  - { name: 甲, role: 老板, school: 柳叉中学, wecom: a }
  - { name: 乙, role: teacher, wecom: a }
groups:
  - { name: 群一, audience: township }
  - { name: 群二, audience: leaders, wecom: { chat: x }, dingtalk: { webhook: "http://a" } }
shcools: []
`);
    expect(problems).toEqual([
      '第 1 行：county：code “99010”不对，应是 6 位数字；请照原文重填并加引号，例如 "111111"。',
      '第 1 行：county：不认识“nam”，是不是 name？',
      '第 3 行：学期“秋”：to 日期请写成 2026-09-01，每年相同的写成 9-1。',
      '第 6 行：乡镇“桐渡镇”：code “9.90101E8”不对，应是 9 或 12 位数字；请照原文重填并加引号，例如 "111111111"。',
      '第 7 行：行首有制表符（Tab），请改成空格，每级两个。',
      '第 8 行：乡镇“桐渡镇”：名称“桐渡镇”已经用于第 5 行的乡镇“桐渡镇”，请改成不同的或删去一个。',
      '第 9 行：乡镇第 4 项：缺少 name，请补上。',
      '第 10 行：乡镇“江北街道”：别名“桐渡”已经用于第 5 行的乡镇“桐渡镇”，请改成不同的或删去一个。',
      expect.stringContaining('第 12 行：学校“桐渡镇初级中学”：kind 没有“大学”这个写法'),
      '第 12 行：学校“桐渡镇初级中学”：boarding 请写“是”或“否”。',
      '第 12 行：学校“桐渡镇初级中学”：“桐度镇”不在 townships 里，是不是“桐渡镇”？请改正。',
      '第 13 行：学校“柳汊中学”：不认识“alias”，是不是 aliases？',
      '第 15 行：人员“甲”：role 没有“老板”这个角色，请从中选一个：教师、学校、乡镇、教育局。',
      '第 15 行：人员“甲”：“柳叉中学”不在 schools 里，是不是“柳汊中学”？请改正。',
      '第 16 行：人员“乙”：这个角色要写明 school，请补上。',
      '第 16 行：人员“乙”：wecom“a”已经用于第 15 行的人员“甲”，请改成不同的或删去一个。',
      '第 18 行：群“群一”：audience 是 township，要写明 township，请补上。',
      '第 18 行：群“群一”：没有写在哪个平台，请补上 wecom: { chat: … } 或 dingtalk: { chat: … }。',
      '第 19 行：群“群二”：缺少 dingtalk 的 chat，请补上。',
      '第 19 行：群“群二”：dingtalk 的 webhook 请填写以 https:// 开头的完整地址。',
      '第 20 行：不认识“shcools”，是不是 schools？',
    ]);
  });

  it.each([
    ['an empty file', '', '第 1 行：文件是空的或不是县档案。请从 county: 和 townships: 写起。'],
    ['a list', '- a\n', '第 1 行：文件是空的或不是县档案。请从 county: 和 townships: 写起。'],
    [
      'a section that is no mapping',
      'county：望溪县\ntownships: []\n',
      '第 1 行：county：应是一组“项: 内容”。',
    ],
    [
      'a nested colon',
      'county: { name: 望溪县 }\ntownships:\n  - name: a: b\n',
      /^第 3 行：一行里有两个冒号/,
    ],
    [
      'a key twice',
      'county: { name: 望溪县 }\ncounty: { name: 二 }\n',
      '第 2 行：同一项写了两遍，请删去一个。',
    ],
    ['an anchor', 'county: &a { name: 望溪县 }\n', /^第 1 行：不支持 & 和 \* 引用/],
    ['no county', 'townships: []\n', /^第 1 行：缺少 county/],
    [
      'a section that is no list',
      'county: { name: 县城 }\nschools: 无\n',
      '第 2 行：schools 应是列表，每项以“- ”开头。',
    ],
  ])('says what to do about %s', (_what, text, said) => {
    const [first] = problemsOf(text);
    if (typeof said === 'string') expect(first).toBe(said);
    else expect(first).toMatch(said);
  });

  it.each([
    [
      'a school code twice',
      EXAMPLE.replace('name: 桐渡镇初级中学,', 'name: 桐渡镇初级中学, code: "2199000001",'),
      '代码“2199000001”已经用于第 11 行',
    ],
    [
      'a chat twice',
      EXAMPLE.replace('dingtalk: { chat: cid1', 'dingtalk: { chat: cid1').concat(
        '  - { name: 群二, audience: bureau, wecom: { chat: wr1 } }\n',
      ),
      'wecom 的 chat“wr1”已经用于第 26 行',
    ],
    [
      'a person twice',
      EXAMPLE.replace(
        'groups:',
        '  - { name: 桑小满, role: township, post: 教育专干, township: 桐渡镇 }\ngroups:',
      ),
      '同一个人',
    ],
    [
      'a school that two townships have',
      EXAMPLE.replace('school: 桐渡初中', 'school: 柳树湾小学'),
      '“柳树湾小学”不止一个（桐渡镇的桐渡镇柳树湾小学、禾洲渡镇的禾洲渡镇柳树湾小学）',
    ],
    [
      'a school alias that is a township',
      EXAMPLE.replace('kind: 高中,', 'kind: 高中, aliases: [禾洲],'),
      '别名“禾洲”已经用于第 4 行的乡镇“禾洲渡镇”',
    ],
    ['a one-letter alias', EXAMPLE.replace('aliases: [禾洲]', 'aliases: [禾]'), '别名至少两个字'],
  ])('refuses %s', (_what, text, said) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining(said)]);
  });

  it('takes a shared school name with its township', () => {
    const file = fileOf(EXAMPLE.replace('school: 桐渡初中', 'school: 柳树湾小学, township: 禾洲渡镇'));
    expect(file.members[0]).toMatchObject({ school: '禾洲渡镇柳树湾小学', township: '禾洲渡镇' });
  });
});

describe('writeCounty', () => {
  it.each([
    ['the example', async () => EXAMPLE],
    ['the fictional county', () => readFile(fromRoot('templates/county/wangxi.yaml'), 'utf8')],
  ])('writes %s so that it reads back the same', async (_what, read) => {
    const file = fileOf2(await read());
    expect(fileOf2(writeCounty(file))).toEqual(file);
  });
});

function fileOf2(text: string) {
  const parsed = parseCounty(text, {
    roleOf: (word) => (word === '村' ? 'village' : (ROLES[word] ?? word)),
    roleWords: [],
  });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.file;
}
const ROLES: Readonly<Record<string, string>> = {
  校长: 'school',
  学校: 'school',
  乡镇: 'township',
  教师: 'teacher',
};

describe('the fictional county', () => {
  it('has 20 townships and 120 schools', async () => {
    const text = await readFile(fromRoot('templates/county/wangxi.yaml'), 'utf8');
    const file = fileOf2(text);
    expect(file.townships).toHaveLength(20);
    const kinds = new Map<string, number>();
    for (const { kind } of file.schools) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    expect(file.schools).toHaveLength(120);
    expect(Object.fromEntries(kinds)).toMatchObject({ 教学点: 16, 幼儿园: 22, 九年一贯制: 6 });
    expect(file.schools.filter(({ name }) => name.endsWith('柳树湾小学'))).toHaveLength(2);
    expect(text.trimEnd().endsWith('# 本县及人员均为虚构。')).toBe(true);
  });
});

describe('decodeCountyText', () => {
  it.each([
    ['UTF-8', Buffer.from('桐渡镇')],
    ['UTF-16 with mark', Buffer.from('\ufeff桐渡镇', 'utf16le')],
    ['GB18030', Buffer.from([0xcd, 0xa9, 0xb6, 0xc9, 0xd5, 0xf2])],
  ])('reads %s', (_what, bytes) => {
    expect(decodeCountyText(bytes)).toBe('桐渡镇');
  });
});
