import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import { parseCounty } from '../../src/places/county-file.ts';
import { plainMarks } from '../../src/places/county-marks.ts';
import { problemLine } from '../../src/places/county-problem.ts';
import { fromRoot } from '../support/from-root.ts';
import { EXAMPLE, fileOf, problemsOf, ROLE_OPTIONS } from './example-county.ts';

describe('marks as clerks type them', () => {
  const same = (text: string) => expect(fileOf(text)).toEqual(fileOf(EXAMPLE));

  it.each<[string, (text: string) => string]>([
    ['full-width colons', (text) => text.replaceAll(/(name|township|kind|role): /g, '$1：')],
    ['colons without a space', (text) => text.replaceAll(/(name|township|kind): /g, '$1:')],
    ['full-width commas', (text) => text.replaceAll(', ', '，')],
    [
      'full-width brackets',
      (text) => text.replaceAll('{', '｛').replaceAll('}', '｝').replaceAll('[', '【').replaceAll(']', '】'),
    ],
    ['full-width quotes', (text) => text.replaceAll(/"([^"]*)"/g, '“$1”')],
    ['closing quotes on both sides', (text) => text.replaceAll('"', '”')],
    ['full-width spaces', (text) => text.replaceAll('  - ', '　- ').replaceAll(': ', ':　')],
    ['full-width dashes', (text) => text.replaceAll('  - ', '  － ')],
    ['dashes without a space', (text) => text.replaceAll('- {', '-{')],
    ['keys in full width', (text) => text.replaceAll('name: ', 'ｎａｍｅ：')],
    ['names padded with a space', (text) => text.replace('宁可行', '宁　可行').replace('桑小满', '桑 小满')],
    ['spaces in a code', (text) => text.replace('"2199000001"', '2199 000001')],
    ['names separated by 、 in a list', (text) => text.replace('[桐渡, 禾洲渡镇]', '[桐渡、禾洲渡镇]')],
  ])('understands %s', (_what, change) => {
    expect(change(EXAMPLE)).not.toBe(EXAMPLE);
    same(change(EXAMPLE));
  });

  it('leaves the inside of words, quotes and comments alone', () => {
    const text = EXAMPLE.replace('post: 校长', 'post: 校长，书记')
      .replace('教育专干', '"教育：专干"')
      .replace('township: 桐渡镇 }\ngroups', 'township: 桐渡镇 } # 注：两人，［暂］\ngroups');
    expect(fileOf(text).members.map(({ post }) => post)).toEqual(['校长，书记', '教育：专干']);
  });

  it('changes nothing in a file that is right', async () => {
    const text = await readFile(fromRoot('templates/county/wangxi.yaml'), 'utf8');
    expect(plainMarks(text, ['county', 'townships', 'schools', 'members'])).toEqual({
      text,
      problems: [],
      swallowed: false,
    });
  });
});

describe('one cause, one line', () => {
  it.each<[string, string, string]>([
    [
      'a bracket left open',
      EXAMPLE.replace('code: "990101104", aliases: [禾洲] }', 'code: "990101104", aliases: [禾洲]'),
      '第 4 行：这一行开始的“{”没有写完',
    ],
    [
      'a list left open',
      EXAMPLE.replace('aliases: [禾洲] }', 'aliases: [禾洲 }'),
      '第 4 行：这一行开始的“[”没有写完',
    ],
    [
      'a bracket that was not opened',
      EXAMPLE.replace('- { name: 枫树村', '- name: 枫树村'),
      '第 7 行：这一行多了“}”，或者前面少了“{”。',
    ],
    ['a bracket too many', EXAMPLE.replace('江北街道 }', '江北街道 }}'), '第 5 行：这一行多了“}”'],
    [
      'a person on duty who is not there, named for two kinds',
      `${EXAMPLE}duty_contacts:\n  - { kind: 值班, persons: [宁可星] }\n  - { kind: 火灾, persons: [宁可星] }\n`,
      '第 29 行：紧急联系人“值班”：“宁可星”不在 members 里，请先登记或改正。（第 30 行也是）',
    ],
    ['a quote left open', EXAMPLE.replace('"990101104"', '"990101104'), '第 4 行：这一行的引号没有写完'],
    [
      'a full-width quote left open',
      EXAMPLE.replace('"990101104"', '“990101104'),
      '第 4 行：这一行的引号没有写完',
    ],
    [
      'a section name misspelt',
      EXAMPLE.replace('townships:\n', 'townshps:\n'),
      '第 2 行：不认识“townshps”，是不是 townships？',
    ],
    [
      'a section that is no list',
      EXAMPLE.replace(/townships:\n(?: {2}-.*\n)+/, 'townships: 三个\n'),
      '第 2 行：townships 应是列表',
    ],
    [
      'a key misspelt that others refer to',
      EXAMPLE.replace('{ name: 桐渡镇, code', '{ nmae: 桐渡镇, code'),
      '第 3 行：乡镇第 1 项：不认识“nmae”，是不是 name？',
    ],
    [
      'a key in Chinese',
      EXAMPLE.replace('{ name: 江北街道', '{ 名称: 江北街道'),
      '第 5 行：乡镇第 3 项：不认识“名称”，是不是 name？',
    ],
    [
      'a key that nobody knows',
      EXAMPLE.replace('{ name: 江北街道 }', '{ xyz: 1 }').replace(/ {2}- \{ name: 望溪县第一中学.*\n/, ''),
      '第 5 行：乡镇第 3 项：不认识“xyz”',
    ],
    [
      'a township that many name and nobody wrote',
      EXAMPLE.replace('name: 禾洲渡镇, code: "990101104", aliases: [禾洲]', 'name: 石灰坳镇'),
      '第 9 行：片区“东片”：“禾洲渡镇”不在 townships 里，是不是“桐渡镇”？请改正。（第 14、15 行也是）',
    ],
    [
      'a township that is there twice',
      EXAMPLE.replace('  - { name: 江北街道 }', '  - { name: 江北街道 }\n  - { name: 桐渡镇 }'),
      '第 6 行：乡镇“桐渡镇”：名称“桐渡镇”已经用于第 3 行',
    ],
    [
      'a person pasted twice',
      EXAMPLE.replace(/( {2}- \{ name: 宁可行.*\n)/, '$1$1'),
      '第 21 行：人员“宁可行”：同一个人',
    ],
    [
      'a school pasted twice',
      EXAMPLE.replace(/( {2}- \{ name: 桐渡镇中心小学.*\n)/, '$1$1'),
      '第 12 行：学校“桐渡镇中心小学”：名称',
    ],
    [
      'a section that is there twice',
      `${EXAMPLE}schools:\n  - { name: 江北街道中心小学, township: 江北街道, kind: 小学 }\n`,
      '第 28 行：同一项写了两遍',
    ],
    [
      'townships that were left out',
      EXAMPLE.replace(/townships:\n(?: {2}-.*\n)+/, 'townships:\n'),
      '第 4 行：村“枫树村”：“townships”里一项也没有，请先补上',
    ],
    [
      'a person whose school is in another township',
      EXAMPLE.replace('school: 桐渡初中', 'township: 禾洲渡镇, school: 桐渡镇初级中学'),
      '第 20 行：人员“宁可行”：“桐渡镇初级中学”在桐渡镇，不在禾洲渡镇。township 请改正或删去。',
    ],
    [
      'a number of duty that is none',
      EXAMPLE.replace('duty_phone: 000-6610110', 'duty_phone: 待定'),
      '第 1 行：county：duty_phone 应是电话号码',
    ],
    [
      'a school that was merged and is still there',
      EXAMPLE.replace('name: 桐渡镇初级中学,', 'name: 桐渡镇初级中学, former: [桐渡镇柳树湾小学],'),
      '已经用于第 12 行的学校“桐渡镇初级中学”',
    ],
  ])('%s', (_what, text, said) => {
    const problems = problemsOf(text);
    expect(problems).toEqual([expect.stringContaining(said)]);
  });

  it('tells several broken items, one line each', () => {
    const text = EXAMPLE.replace('name: 枫树村', 'name: 枫: 树村').replace(
      'aliases: [大堰]',
      'aliases: [大堰',
    );
    expect(problemsOf(text)).toEqual([expect.stringMatching(/^第 7 行/), expect.stringMatching(/^第 18 行/)]);
  });
});

describe('accounts that are none', () => {
  const withAccount = (platform: string, id: string): readonly string[] =>
    problemsOf(EXAMPLE.replace(/wecom: ningkexing, dingtalk: 0147/, `${platform}: "${id}"`));

  it.each([
    ['wecom', '13800138000', '手机号'],
    ['wecom', '138 0013 8000', '手机号'],
    ['wecom', '+86-13800138000', '手机号'],
    ['dingtalk', '１３８００１３８０００', '手机号'],
    ['wecom', '宁校长可行', '汉字'],
    ['dingtalk', '宁校长', '汉字'],
    ['wecom', '11010519491231002X', '身份证号'],
    ['dingtalk', '110105194912310029', '身份证号'],
    ['wecom', '110105491231002', '身份证号'],
    ['wecom', '0571-88886666', '电话号码'],
    ['dingtalk', '99010119880101123X', '身份证号'],
    ['dingtalk', '$:LWCP_v1:$abc', '加密'],
  ])('%s “%s” is told as %s, with what to fill in and without being repeated', (platform, id, what) => {
    const [problem = '', ...others] = withAccount(platform, id);
    expect(others).toEqual([]);
    expect(problem).toContain('第 20 行：人员“宁可行”');
    expect(problem).toContain(what);
    expect(problem).toContain('请填');
    expect(problem).toContain('绑定码');
    expect(problem).not.toContain(id);
  });

  it.each([
    ['wecom', 'ZhangSan'],
    ['wecom', 'zhang_san-1@x.cn'],
    ['dingtalk', '0147'],
    ['dingtalk', 'manager4220'],
    ['dingtalk', '163422053236435012'],
    ['dingtalk', '012345678901234'],
  ])('%s “%s” is one', (platform, id) => {
    expect(withAccount(platform, id)).toEqual([]);
  });

  it('warns of two WeCom accounts that differ by case only, and of no DingTalk ones', () => {
    const text = EXAMPLE.replace(
      'township: 桐渡镇 }\ngroups',
      'township: 桐渡镇, wecom: NingKexing, dingtalk: x }\n  - { name: 卞知秋, role: 教育局, dingtalk: X }\ngroups',
    );
    const parsed = parseCounty(text, ROLE_OPTIONS);
    expect(parsed.ok && parsed.warnings.map(problemLine)).toEqual([
      '第 21 行：人员“桑小满”：wecom“NingKexing”与第 20 行人员“宁可行”的“ningkexing”只有大小写不同，企业微信当作同一个账号。请核对，只留一个。',
    ]);
  });
});
