import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fits, readAnswer } from '../../src/duties/read-answer.ts';
import { processorMs } from '../support/lived-time.ts';
import { SPECS, type SpecName } from './specs.ts';

const read = (spec: SpecName, said: string) => readAnswer(SPECS[spec], said);
const answerOf = (spec: SpecName, said: string) => {
  const found = read(spec, said);
  if (found.kind !== 'answer') throw new Error(`${said}: ${JSON.stringify(found)}`);
  return found.answer;
};
const problemOf = (spec: SpecName, said: string): string => {
  const found = read(spec, said);
  if (found.kind !== 'problem') throw new Error(`${said}: ${JSON.stringify(found)}`);
  expect(found.example).toBe(SPECS[spec].example);
  return found.text;
};

describe('one zero for all numbers', () => {
  it.each([
    '0',
    '０。',
    '零',
    '〇',
    '无',
    '没有',
    '都没有',
    '全是0',
    '均为0',
    '三项都是0',
    '月报 0',
    '月报0',
    '月报：无',
    '月报 零',
    '月报 全0',
    '零报告',
    '我校本月0',
    '11月 0',
    '报 0',
    '0人',
  ])('%p where a duty says so', (said) => {
    expect(answerOf('month', said)).toEqual({ zero: false, values: { 疑似: 0, 辍学: 0, 返校: 0 } });
    expect(fits(SPECS.month, said)).toBe('answer');
  });
  it.each(['无', '零', '0', '都没有', '家长信 0'])('%p not where a zero makes no sense', (said) => {
    expect(read('letter', said).kind).toBe('problem');
  });
  it.each(['月报 1', '月报 0 1', '月报 没有疑似', '无人机', '没有灭火器'])('%p is no such zero', (said) => {
    const values = read('month', said);
    expect(
      values.kind === 'answer' && values.answer.values.辍学 === 0 && values.answer.values.疑似 === 0,
    ).toBe(false);
  });
});

describe('a zero', () => {
  it.each([
    '0',
    '０',
    '零',
    '〇',
    '无',
    '没有',
    '零报告',
    '零报告 0',
    '零报告0',
    '零报告：无',
    '0。',
    '０！',
    '您好，0',
    '报 0',
    '报0',
    '回0',
    '我校0',
    '本校零报告',
    '四季度 0',
    '零报告 四季度',
    '第四季度零报告',
    '本季度无',
    '无重大危险源',
    '没有发现重大危险源',
    '未发现',
    '未发现重大危险源',
    '经排查，未发现重大隐患',
    '我校四季度未发现重大危险源',
    '零报告 没有',
    '更正 0',
    '没',
    '不存在重大危险源',
    '0个',
    '0起',
  ])('%p declares in full what a zero declares', (said) => {
    expect(answerOf('zero', said)).toEqual({
      zero: true,
      values: {},
      declaration: '本季度已组织排查，未发现重大危险源',
    });
  });
  it.each([
    ['0 排查人李建国 11月20日', '排查人李建国 11月20日'],
    ['零报告 0，排查人安全副校长', '排查人安全副校长'],
  ])('%p keeps who checked and when', (said, words) => {
    expect(answerOf('zero', said)).toMatchObject({ zero: true, words });
  });
  it.each([
    ['零报告 有1处 围墙裂缝', '有1处 围墙裂缝'],
    ['零报告：食堂液化气瓶间漏气', '食堂液化气瓶间漏气'],
  ])('%p is no zero: what was found is kept', (said, words) => {
    expect(answerOf('zero', said)).toEqual({ zero: false, values: {}, words });
  });
  it.each([
    ['0 但有一处围墙裂缝', /又写了发现的情况/],
    ['零报告 有', /有的请写明/],
    ['零报告 1', /有的请写明/],
    ['3', /有的请写明/],
  ])('%p is a problem', (said, text) => {
    expect(problemOf('zero', said)).toMatch(text);
  });
  it('is also what 无漏 says', () => {
    expect(answerOf('verify', '核对 无漏')).toMatchObject({ zero: true, declaration: '已核对，无漏列' });
    expect(answerOf('verify', '核对 漏 某某幼儿园')).toEqual({
      zero: false,
      values: {},
      words: '漏 某某幼儿园',
    });
  });
});

describe('counts', () => {
  it.each<[SpecName, string, Record<string, number>]>([
    ['letter', '家长信 612 605', { 应发: 612, 回收: 605 }],
    ['letter', '612 605', { 应发: 612, 回收: 605 }],
    ['letter', '家长信612，605', { 应发: 612, 回收: 605 }],
    ['letter', '家长信 612/605', { 应发: 612, 回收: 605 }],
    ['letter', '家长信 612-605', { 应发: 612, 回收: 605 }],
    ['letter', '家长信 ６１２ ６０５', { 应发: 612, 回收: 605 }],
    ['letter', '家长信 应发612份 回收605份', { 应发: 612, 回收: 605 }],
    ['letter', '家长信 回收605 应发612', { 应发: 612, 回收: 605 }],
    ['letter', '家长信：回收：605，应发：612', { 应发: 612, 回收: 605 }],
    ['letter', '家长信 发612 收605', { 应发: 612, 回收: 605 }],
    ['letter', '家长信 共应发612份，已回收605份', { 应发: 612, 回收: 605 }],
    ['letter', '家长信 六百一十二 六百零五', { 应发: 612, 回收: 605 }],
    ['letter', '家长信 应发六百一十二份 回收六百零五份', { 应发: 612, 回收: 605 }],
    ['letter', '更正 家长信 612 606', { 应发: 612, 回收: 606 }],
    ['letter', '家长信 0 0', { 应发: 0, 回收: 0 }],
    ['letter', '家长信 612\n605', { 应发: 612, 回收: 605 }],
    ['register', '报到 应612 实608', { 应到: 612, 实到: 608 }],
    ['register', '报到 应到612人 实到608人', { 应到: 612, 实到: 608 }],
    ['register', '报到应612实608', { 应到: 612, 实到: 608 }],
    ['register', '报到 612 608', { 应到: 612, 实到: 608 }],
    ['register', '应到612，实到608', { 应到: 612, 实到: 608 }],
    ['household', '入户 9 落实 8', { 入户: 9, 落实: 8 }],
    ['household', '入户9户 落实8户', { 入户: 9, 落实: 8 }],
    ['household', '入户九户，落实八户', { 入户: 9, 落实: 8 }],
    ['water', '水域 23 缺牌2 缺绳1', { 水域: 23, 缺牌: 2, 缺绳: 1 }],
    ['water', '水域23处，缺警示牌2块，缺绳1根', { 水域: 23, 缺牌: 2, 缺绳: 1 }],
    ['water', '水域 23 缺绳1', { 水域: 23, 缺绳: 1 }],
    ['water', '水域 23 齐', { 水域: 23, 缺牌: 0, 缺绳: 0 }],
    ['water', '水域 23 齐全', { 水域: 23, 缺牌: 0, 缺绳: 0 }],
    ['water', '水域 23处 都齐全', { 水域: 23, 缺牌: 0, 缺绳: 0 }],
    ['water', '水域 23', { 水域: 23 }],
    ['joint', '联查 8处 问题2', { 处数: 8, 问题: 2 }],
    ['joint', '联查 8处 2个问题', { 处数: 8, 问题: 2 }],
    ['joint', '联查 8处 无问题', { 处数: 8, 问题: 0 }],
    ['joint', '联查8处，没有问题', { 处数: 8, 问题: 0 }],
    ['trust', '托付 46', { 人数: 46 }],
    ['trust', '46', { 人数: 46 }],
    ['trust', '托付四十六人', { 人数: 46 }],
    ['trust', '托付 没有', { 人数: 0 }],
    ['drill', '完成 320人 2分10秒', { 人数: 320, 用时: 130 }],
    ['drill', '演练 612人 1分58秒', { 人数: 612, 用时: 118 }],
    ['drill', '演练 1分58秒 612人', { 人数: 612, 用时: 118 }],
    ['drill', '演练 612人 118秒', { 人数: 612, 用时: 118 }],
    ['drill', '演练 612人 1\'58"', { 人数: 612, 用时: 118 }],
    ['drill', '演练 612人 1′58″', { 人数: 612, 用时: 118 }],
    ['drill', '演练 612人 2分', { 人数: 612, 用时: 120 }],
    ['drill', '演练 612人 2分钟', { 人数: 612, 用时: 120 }],
    ['drill', '演练 612人 1分半', { 人数: 612, 用时: 90 }],
    ['drill', '演练 612人 1分58', { 人数: 612, 用时: 118 }],
    ['drill', '演练 612人 1:58', { 人数: 612, 用时: 118 }],
    ['drill', '演练 六百一十二人 一分五十八秒', { 人数: 612, 用时: 118 }],
    ['drill', '演练 六百一十二人 两分钟', { 人数: 612, 用时: 120 }],
    ['drill', '演练 参加612名 用时118秒', { 人数: 612, 用时: 118 }],
    ['drill', '演练 612 118', { 人数: 612, 用时: 118 }],
    ['drill', '2分 612人', { 人数: 612, 用时: 120 }],
    ['lesson', '完成 18班', { 班数: 18 }],
    ['lesson', '完成18个班', { 班数: 18 }],
    ['lesson', '完成，十八个班', { 班数: 18 }],
    ['lesson', '安全教育日 18', { 班数: 18 }],
  ])('%s: %p', (spec, said, values) => {
    expect(answerOf(spec, said)).toEqual({ zero: false, values });
  });

  it('keep the words that are none of them', () => {
    expect(answerOf('drill', '演练 612人 2分20秒 楼梯口拥挤')).toMatchObject({
      values: { 人数: 612, 用时: 140 },
      words: '楼梯口拥挤',
    });
    expect(answerOf('letter', '家长信 612 600 12名家长在外地务工')).toMatchObject({
      values: { 应发: 612, 回收: 600 },
      words: expect.stringMatching(/家长在外地务工/),
    });
  });

  it.each<[SpecName, string, RegExp]>([
    ['letter', '家长信', /还差：应发（份）、回收（份）/],
    ['letter', '家长信 612', /还差：回收（份）/],
    ['letter', '家长信 605 612', /回收（612）不能多于应发（605）/],
    ['letter', '家长信 612 605 3', /3个数，这里只要2个/],
    ['letter', '家长信 应发612 应发613', /应发写了两个数（612、613）/],
    ['letter', '家长信 612 -5', /不能是负的/],
    ['letter', '家长信 612 负5', /不能是负的/],
    ['letter', '家长信 612 98%', /不写百分比/],
    ['letter', '家长信 612 60.5', /整数/],
    ['letter', '家长信 9999999 605', /太大了/],
    ['letter', '家长信 99999999999 605', /还差/],
    ['register', '报到 应608 实612', /实到（612）不能多于应到（608）/],
    ['drill', '演练 612人', /还差：用时/],
    ['drill', '完成', /还差：人数（人）、用时/],
    ['drill', '演练 612人 320人 2分', /人数写了两个数/],
    ['drill', '还没完成', /明早/],
    ['done', '完成一半', /明早/],
    ['done', '未完成', /明早/],
    ['done', '不知道', /办完了请回/],
    ['water', '水域', /还差：水域（处）/],
    ['letter', `家长信 ${'很'.repeat(400)}`, /太长了/],
  ])('%s: %p is a problem', (spec, said, text) => {
    expect(problemOf(spec, said)).toMatch(text);
  });
});

describe('done', () => {
  it.each(['完成', '已完成', '完成了', '都完成了', '办完了', '已落实', '做好了', '我校已完成', '完成。'])(
    '%p',
    (said) => {
      expect(answerOf('done', said)).toEqual({ zero: false, values: {} });
    },
  );
  it('keeps what is said beside it', () => {
    expect(answerOf('done', '完成 值守王主任')).toMatchObject({ words: '值守王主任' });
  });
});

describe('items', () => {
  it.each<[string, readonly number[]]>([
    ['消防 9项正常', []],
    ['消防 九项正常', []],
    ['消防 9项都正常', []],
    ['消防 正常', []],
    ['正常', []],
    ['全部正常', []],
    ['消防 1到9项正常', []],
    ['消防 1-9正常', []],
    ['消防 没有问题', []],
    ['９项正常', []],
    ['消防 3 7', [3, 7]],
    ['消防 3、7有问题', [3, 7]],
    ['消防3,7', [3, 7]],
    ['3 7', [3, 7]],
    ['7 3 3', [3, 7]],
    ['消防 第3项和第7项有问题', [3, 7]],
    ['消防 第三项', [3]],
    ['消防 三、七', [3, 7]],
    ['消防 3-5', [3, 4, 5]],
    ['消防 3至5项有问题', [3, 4, 5]],
    ['消防 除3、7外正常', [3, 7]],
    ['消防 除3、7外其余都正常', [3, 7]],
    ['消防 3、7不合格', [3, 7]],
  ])('%p', (said, items) => {
    expect(answerOf('fire', said)).toEqual({ zero: false, values: {}, items });
  });
  it('keep what is the matter', () => {
    expect(answerOf('fire', '消防 3 应急灯不亮')).toMatchObject({ items: [3], words: '3 应急灯不亮' });
  });
  it.each<[string, RegExp]>([
    ['消防', /有问题的项号/],
    ['消防 8项正常', /一共9项/],
    ['消防 37', /没有第37项/],
    ['消防 0', /没有第0项/],
    ['消防 3 7 正常', /只写有问题的项号/],
    ['消防 3个灭火器过期', /有问题的项号/],
    ['消防 通道堵了', /有问题的项号/],
  ])('%p is a problem', (said, text) => {
    expect(problemOf('fire', said)).toMatch(text);
  });
});

describe('what may be said to any duty', () => {
  const EVERY = Object.keys(SPECS) as SpecName[];
  it.each(EVERY)('明早, 有困难, 撤回 and 已在省平台报 to %s', (spec) => {
    const word = SPECS[spec].words[0];
    for (const said of ['明早', '明天', '忙，明早', '明早报', '明天上午再报', '明早吧', `${word} 明早`])
      expect([said, read(spec, said).kind]).toEqual([said, 'later']);
    expect(read(spec, '有困难 人手不够')).toEqual({ kind: 'difficulty', words: '人手不够' });
    expect(read(spec, '有困难')).toEqual({ kind: 'difficulty', words: '' });
    expect(read(spec, `${word} 有困难：校车停了`)).toEqual({ kind: 'difficulty', words: '校车停了' });
    expect(read(spec, '撤回').kind).toBe('withdraw');
    for (const said of [
      '已在省平台报',
      '省平台已报',
      '已在省平台报送',
      '我校已在省平台上报了',
      '省平台已经报了',
    ])
      expect(answerOf(spec, said)).toEqual({ zero: false, values: {}, elsewhere: '省平台' });
    expect(answerOf(spec, '网上已报').elsewhere).toBe('网上');
  });
});

describe('收到', () => {
  it.each(['收到', '好的', '收到，谢谢', '已阅', '知道了', '停课', '停课 收到', 'OK'])('%p', (said) => {
    expect(answerOf('storm', said)).toEqual({ zero: false, values: {} });
  });
  it('is no thanks alone', () => {
    expect(fits(SPECS.storm, '谢谢')).toBe('no');
  });
});

describe('free words', () => {
  it('are kept', () => {
    expect(answerOf('watched', '看了 桐渡镇中心小学 正常')).toMatchObject({ words: '桐渡镇中心小学 正常' });
    expect(problemOf('watched', '看了')).toMatch(/写明/);
  });
});

describe('words that may be meant for a duty', () => {
  it.each<[SpecName, string, 'answer' | 'problem' | 'no']>([
    ['zero', '0', 'answer'],
    ['zero', '无', 'answer'],
    ['zero', '零报告', 'answer'],
    ['zero', '零报告怎么报', 'no'],
    ['zero', '零报告 有', 'problem'],
    ['zero', '零报告 有1处围墙裂缝', 'answer'],
    ['zero', '有一处围墙裂缝', 'no'],
    ['zero', '无人值守的大门', 'no'],
    ['zero', '没有警示牌', 'no'],
    ['zero', '没有上学', 'no'],
    ['zero', '417', 'no'],
    ['letter', '612 605', 'answer'],
    ['letter', '612', 'no'],
    ['letter', '605 612', 'no'],
    ['letter', '家长信 605 612', 'problem'],
    ['letter', '家长信怎么写', 'no'],
    ['letter', '家长信 怎么写', 'problem'],
    ['letter', '桐渡镇 3 2', 'no'],
    ['drill', '完成 320人 2分10秒', 'answer'],
    ['drill', '320人 2分10秒', 'answer'],
    ['drill', '320 130', 'no'],
    ['drill', '演练 320人', 'problem'],
    ['drill', '演练时有人摔倒', 'no'],
    ['done', '完成', 'answer'],
    ['done', '完成作业了没', 'no'],
    ['done', '还没完成', 'no'],
    ['fire', '3 7', 'answer'],
    ['fire', '正常', 'answer'],
    ['fire', '消防 3 7', 'answer'],
    ['fire', '消防通道堵了', 'no'],
    ['fire', '消防栓坏了', 'no'],
    ['fire', '0', 'no'],
    ['storm', '收到', 'answer'],
    ['letter', '收到', 'no'],
    ['watched', '看了 桐渡镇中心小学 正常', 'answer'],
    ['watched', '看了一下', 'no'],
    ['trust', '46', 'answer'],
    ['trust', '46人', 'answer'],
    ['letter', '明早', 'answer'],
    ['letter', '有困难 人手不够', 'answer'],
    ['letter', '有困难学生12名', 'no'],
    ['letter', '已在省平台报', 'answer'],
    ['letter', '明天开会吗', 'no'],
  ])('%s: %p: %s', (spec, said, expected) => {
    expect(fits(SPECS[spec], said)).toBe(expected);
  });
});

describe('reading', () => {
  it('never throws, and takes what it takes in proportion to the length', () => {
    const specs = fc.constantFrom(...(Object.keys(SPECS) as SpecName[]));
    const piece = fc.constantFrom(
      '0',
      '零',
      '家长信',
      ' ',
      '消防',
      '3',
      '分',
      '秒',
      '完成',
      '-',
      '有困难',
      '除',
      '外正常',
      '人',
      '，',
      '十',
      '应',
      "'",
      '第',
      ':',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(piece, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(specs, text, (spec, said) => {
        readAnswer(SPECS[spec], said);
        fits(SPECS[spec], said);
      }),
    );
  });
  it.each(['0 ', '3、', '应1 ', '十', '无', '除', '1分', '明天', '已', '重大', '我校'])(
    'does not choke on a flood of %p',
    (piece) => {
      const readAll = () => {
        for (const spec of Object.keys(SPECS) as SpecName[]) {
          readAnswer(SPECS[spec], piece.repeat(100));
          fits(SPECS[spec], `${SPECS[spec].words[0]} ${piece.repeat(200_000)}`);
        }
      };
      expect(processorMs(readAll)).toBeLessThan(2000);
    },
  );
});
