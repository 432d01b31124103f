import { describe, expect, it } from '@jest/globals';
import { chanceOf } from './chance.ts';
import { asksIn, callsIn, choiceIn, isReceipt, lastLine, withOwnNumbers } from './reading.ts';

const MESSAGE = `您有2件待办
1 消防宣传日自查
消防日前请按九项查一遍。11月9日17:00前，
回：消防 正常
有问题写项号，回：消防 3 7
2 控辍保学月报
请11月28日17:00前报11月控辍保学月报，没有的写0。
回：月报 0 0 0`;

describe('people read', () => {
  it('each question with its line and the other lines it offers', () => {
    expect(asksIn(MESSAGE).map(({ line, others }) => [line, others])).toEqual([
      ['消防 正常', ['消防 3 7']],
      ['月报 0 0 0', []],
    ]);
  });

  it('no question where nothing is asked', () => {
    expect(asksIn('六月是安全生产月。\n报隐患发：报隐患 食堂 燃气报警器失灵\n本条无需回复')).toEqual([]);
  });

  it('what a question is about, for choosing', () => {
    const [, report] = asksIn(MESSAGE);
    const answer = '是哪一项？回数字即可\n1 消防宣传日自查\n2 11月控辍保学月报';
    expect(choiceIn(answer, report?.about ?? '')).toBe('2');
    expect(choiceIn('收到，谢谢。', report?.about ?? '')).toBeUndefined();
  });

  it('the line that an answer ends on', () => {
    expect(lastLine('没读懂。请这样发：\n家长信 612 605')).toBe('家长信 612 605');
    expect(lastLine('人数要写数字，例如：演练 320人 2分10秒')).toBe('演练 320人 2分10秒');
  });

  it('whom to telephone about what', () => {
    const text =
      '请打个电话，问问这些单位是否有困难：\n“消防自查”（11月9日17:00截止）：桐渡镇中心小学、柳汊镇\n催报 已电话 柳汊镇 消防自查';
    expect(callsIn(text)).toEqual([
      { unit: '桐渡镇中心小学', duty: '消防自查' },
      { unit: '柳汊镇', duty: '消防自查' },
    ]);
  });

  it('a receipt', () => {
    expect(isReceipt('收到，桐渡镇中心小学已完成，谢谢。')).toBe(true);
    expect(isReceipt('还差一项：回收几份？')).toBe(false);
  });
});

it('people write their own numbers, the smaller one never above the larger', () => {
  const chance = chanceOf('numbers');
  for (let n = 0; n < 200; n += 1) {
    const [due = 0, back = 0] = withOwnNumbers('家长信 612 605', chance).split(' ').slice(1).map(Number);
    expect(due).toBeGreaterThan(0);
    expect(back).toBeLessThanOrEqual(due);
    const seconds = /(\d+)秒/.exec(withOwnNumbers('演练 612人 1分58秒', chance))?.[1];
    expect(Number(seconds)).toBeLessThan(60);
  }
  expect(withOwnNumbers('月报 0 0 0', chance)).toBe('月报 0 0 0');
});
