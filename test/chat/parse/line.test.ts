import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitCommands } from '../../../src/chat/parse/line.ts';

const WORDS = [
  '报辍学',
  '辍学',
  '报隐患',
  '隐患',
  '查',
  '统计',
  '个案',
  '绑定',
  '绑定群',
  '帮助',
  'bcx',
  'count',
  '撤回',
];
const known = (word: string) => WORDS.includes(word.toLowerCase());
const split = (text: string) => splitCommands(text, known).map(({ word, rest }) => `${word}|${rest}`);

describe('one command', () => {
  it.each([
    ['/报辍学 三合镇 厌学', '报辍学|三合镇 厌学'],
    ['／报辍学三合镇', '报辍学|三合镇'],
    ['/ 查 辍学', '查|辍学'],
    ['报辍学三合镇 男', '报辍学|三合镇 男'],
    ['报辍学：三合镇', '报辍学|三合镇'],
    ['报辍学，三合镇', '报辍学|三合镇'],
    ['查桐渡镇', '查|桐渡镇'],
    ['@校园哨兵 报辍学 三合镇', '报辍学|三合镇'],
    ['＠校园哨兵 /查 辍学', '查|辍学'],
    ['报辍学 三合镇 @校园哨兵', '报辍学|三合镇'],
    ['@校园哨兵/查 辍学', '查|辍学'],
    ['\u200b/查\u2005辍学\ufeff', '查|辍学'],
    ['👍 帮助', '帮助|'],
    ['，查 辍学', '查|辍学'],
    ['“查 辍学”', '查|辍学”'],
    ['　查　辍学　', '查|辍学'],
    ['我要报辍学 三合镇', '报辍学|三合镇'],
    ['请帮我查 三合镇', '查|三合镇'],
    ['bcx三合镇', 'bcx|三合镇'],
    ['Count 辍学', 'Count|辍学'],
    ['绑定群 家长', '绑定群|家长'],
    ['绑定 482913', '绑定|482913'],
    ['报辍学\n三合镇\n辍学\n八年级', '报辍学|三合镇\n辍学\n八年级'],
    ['报辍学 学校：三合\n辍学原因：厌学', '报辍学|学校：三合\n辍学原因：厌学'],
    ['报辍学\r\n三合镇', '报辍学|三合镇'],
  ])('%j', (text, expected) => {
    expect(split(text)).toEqual([expected]);
  });
});

describe('several commands', () => {
  it.each([
    ['报辍学 三合镇 男\n报辍学 平安镇 女', ['报辍学|三合镇 男', '报辍学|平安镇 女']],
    ['/查 辍学\n/查 隐患', ['查|辍学', '查|隐患']],
    ['1. 报辍学 三合镇\n2. 报辍学 平安镇', ['报辍学|三合镇', '报辍学|平安镇']],
    ['1、报辍学 三合镇\n2、报辍学平安镇', ['报辍学|三合镇', '报辍学|平安镇']],
    ['@校园哨兵\n报辍学 三合镇\n男\n报隐患 三合镇 护栏坏', ['报辍学|三合镇\n男', '报隐患|三合镇 护栏坏']],
    ['报一个辍学桐渡中学初二男生厌学', ['报辍学|桐渡中学初二男生厌学']],
    ['我要上报一个辍学学生', ['报辍学|']],
    ['登记一处隐患 三合镇 护栏坏', ['报隐患|三合镇 护栏坏']],
    ['/报辍学三合镇\n/撤回', ['报辍学|三合镇', '撤回|']],
  ])('%j', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });
});

describe('no known command', () => {
  it.each([
    ['', []],
    [' \n ', []],
    ['@校园哨兵', []],
    ['你好', ['你好|']],
    ['417', ['417|']],
    ['/你好 三合镇', ['你好|三合镇']],
    ['辍学的孩子怎么办', ['辍学的孩子怎么办|']],
    ['辍学名单', ['辍学名单|']],
    ['隐患排查台账', ['隐患排查台账|']],
    ['抱辍学八年级女生', ['抱辍学|八年级女生']],
    ['辍学率是多少', ['辍学率是多少|']],
    ['桐渡中学 初二 男生 10天没来', ['桐渡中学|初二 男生 10天没来']],
  ])('%j', (text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it('is found in any text without an error, and words have no blanks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const { word } of splitCommands(text, known)) expect(word).toMatch(/^\S+$/);
      }),
    );
  });
});
