import { describe, expect, it } from '@jest/globals';
import {
  digestQuoted,
  directiveLine,
  soundsDirective,
  tagAhead,
} from '../../../src/chat/parse/directive-talk.ts';

describe('a quoted digest', () => {
  it.each([
    ['【望溪日报】11月24日 周二 早\n①在册', { tag: 'D1124' }],
    ['【桐渡镇日报】3月5日 周四 晚\n今日返校0', { tag: 'D0305晚' }],
    ['【望溪周报】11月23日-11月27日\n本周', { tag: 'D1127周' }],
    ['【望溪县控辍保学与校园安全月度通报】2026年11月', {}],
    ['【望溪学期小结】2026年秋季学期', {}],
    [
      '【望溪日报】11月24日 周二 早\n请您定：是否挂牌督办？\n批示 D1124 柳汊镇初级中学重大隐患挂牌督办\n（截至8:00）',
      { tag: 'D1124', decision: '柳汊镇初级中学重大隐患挂牌督办' },
    ],
  ])('is known by its head: %s', (text, known) => {
    expect(digestQuoted(text)).toEqual(known);
  });
  it.each(['已登记 K26-0417-F', '【公告】明天放假', ''])('is none: %s', (text) => {
    expect(digestQuoted(text)).toBeUndefined();
  });
});

describe('what is said to a digest', () => {
  it.each([
    ['阅', '批示 阅 D1124'],
    ['已阅。', '批示 阅 D1124'],
    ['同意', '批示 拟办 D1124 同意：甲校挂牌'],
    ['请守安同志阅处', '批示 拟办 D1124 请守安同志阅处'],
  ])('%s', (said, line) => {
    expect(directiveLine(said, { tag: 'D1124', decision: '甲校挂牌' })).toBe(line);
  });
  it.each(['阅', '同意', '原则同意', '请守安同志阅处', '按第一方案办', '请安全股牵头落实'])(
    'sounds so: %s',
    (said) => {
      expect(soundsDirective(said)).toBe(true);
    },
  );
  it.each(['阅读课怎么安排', '请问怎么办理？', '同意认定417吗？', '请假', '方案发我'])(
    'does not: %s',
    (said) => {
      expect(soundsDirective(said)).toBe(said.startsWith('同意'));
    },
  );
  it('has the tag in front', () => {
    expect(tagAhead('d1124 同意')).toEqual({ tag: 'D1124', said: '同意' });
    expect(tagAhead('D1124晚：阅')).toEqual({ tag: 'D1124晚', said: '阅' });
    expect(tagAhead('D1124')).toBeUndefined();
    expect(tagAhead('D9924 阅')).toBeUndefined();
  });
});
