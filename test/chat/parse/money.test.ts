import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { createCalendar } from '../../../src/calendar/calendar.ts';
import { arg } from '../../../src/chat/args.ts';
import { findMoney } from '../../../src/chat/parse/money.ts';
import { parseArgs } from '../../../src/chat/parse/parse-args.ts';
import { moneyWord } from '../../../src/kit/money.ts';
import { halfWidth } from '../../../src/kit/width.ts';
import { cases } from '../../support/cases.ts';
import { fakeGazetteer } from '../../support/fake-gazetteer.ts';

const env = { today: '2026-11-24', calendar: createCalendar(), gazetteer: fakeGazetteer() };
const args = z.object({
  money: arg.money({ labels: ['资金', '经费'] }).optional(),
  said: arg.text({ labels: ['措施'] }).optional(),
});
const parse = (text: string) => parseArgs(args, text, env);
const never = () => false;

describe('an amount of money', () => {
  it.each<[string, number]>([
    ['8000元', 8000],
    ['8,000元', 8000],
    ['1,234,567.89元', 1_234_567.89],
    ['８０００元', 8000],
    ['８，０００元', 8000],
    ['１．２万', 12_000],
    ['1.2万', 12_000],
    ['1.13万元', 11_300],
    ['12万3千元', 123_000],
    ['2万5', 25_000],
    ['2万5000', 25_000],
    ['3千', 3000],
    ['3千5', 3500],
    ['3千5百元', 3500],
    ['12千元', 12_000],
    ['三千', 3000],
    ['三千五', 3500],
    ['三千零五十元', 3050],
    ['三千零五元', 3005],
    ['一万二', 12_000],
    ['一万零二百', 10_200],
    ['两万块', 20_000],
    ['十万', 100_000],
    ['三十五万元', 350_000],
    ['两千万元', 20_000_000],
    ['1.2亿元', 120_000_000],
    ['一百二十块钱', 120],
    ['一百二元', 120],
    ['十五块', 15],
    ['捌仟元整', 8000],
    ['壹萬贰仟圆整', 12_000],
    ['1.2w元', 12_000],
    ['3K块', 3000],
    ['5毛', 0.5],
    ['五毛钱', 0.5],
    ['5角', 0.5],
    ['8块5', 8.5],
    ['8块5毛', 8.5],
    ['3元5角2分', 3.52],
    ['三元零五分', 3.05],
    ['0.35元', 0.35],
    ['0元', 0],
    ['¥8000', 8000],
    ['￥8,000.50', 8000.5],
    ['人民币8000元', 8000],
    ['资金：8000', 8000],
    ['资金:8000元', 8000],
    ['经费=8千', 8000],
    ['资金：三百', 300],
    ['资金 8000', 8000],
    ['资金8000', 8000],
    ['资金是8000', 8000],
  ])('%s is %d yuan', (text, yuan) => {
    const { values, problems } = parse(`换护栏 ${text} 月底前`);
    expect(problems).toEqual([]);
    expect(values).toEqual({ money: Math.round(yuan * 100), said: '换护栏 月底前' });
  });

  it('is found within a saying', () => {
    expect(parse('没钱 要8万').values).toEqual({ money: 8_000_000, said: '没钱 要' });
    expect(parse('8000元用于修护栏，12-05，验收').values).toMatchObject({ money: 800_000 });
    expect(parse('资金8000元-12月20日前').values).toMatchObject({ money: 800_000 });
    expect(parse('12-05，8000元').values).toMatchObject({ money: 800_000 });
    expect(parse('资金：8000，12月20日前完成').values).toEqual({ money: 800_000, said: '12月20日前完成' });
  });

  it.each([
    ...['8000', '换3个灯', '3千人', '两万册', '1.2万平方米', '三块玻璃', '一块黑板', '三角', '十万火急'],
    ...[
      '万一',
      '一元论',
      '第3千',
      '100W',
      '10分钟',
      '3分',
      '八角亭',
      '802班',
      '千万',
      '2026年',
      'K26-0417-F',
    ],
  ])('%s is none', (text) => {
    const { values, problems } = parse(`看了 ${text}`);
    expect(values).toEqual({ said: `看了 ${text}` });
    expect(problems).toEqual([]);
  });

  it.each([
    ...[
      '几千',
      '几千元',
      '数万元',
      '上万元',
      '七八千元',
      '三五万',
      '两三千',
      '3千多',
      '3千多元',
      '3万余元',
      '八千来元',
    ],
    ...[
      '约8000元',
      '大约3万',
      '近万元',
      '近3万元',
      '不到8000元',
      '8000元左右',
      '8000元以内',
      '8000元/年',
      '8000元每人',
    ],
    ...[
      '8000-9000元',
      '8000元到9000元',
      '3到5千',
      '1-2万',
      '1,8000元',
      '8,00元',
      '1.2.3元',
      '0.001元',
      '2万50',
    ],
    ...['2万500', '三千五万', '-8000元', '负8000元', '200亿元', '99999999999999999999元', '8元5元', '008元'],
    ...[
      '资金:8000-9000',
      '资金：待定',
      '资金 七八百',
      '资金：约8000',
      '3000元 5000元',
      '护栏3000元，灯5000元',
    ],
  ])('%s is asked about, never guessed', (text) => {
    const { values, problems } = parse(`换护栏 ${text}`);
    expect(values).not.toHaveProperty('money');
    expect(problems.map(({ text: said }) => said)).toEqual([
      '“资金”请写一个准数，例如：资金:8000元；其余已记下。',
    ]);
    expect(parse('换护栏 资金:8000元').values).toMatchObject({ money: 800_000 });
  });

  it('told as nothing is none, and no problem', () => {
    expect(parse('换护栏 资金：无')).toMatchObject({ values: { said: '换护栏' }, problems: [] });
  });

  it('goes to the argument whose label stands before it; without one, of several open, to none', () => {
    const two = z.object({
      plan: arg.money({ labels: ['预算'] }).optional(),
      spent: arg.money({ labels: ['已用'] }).optional(),
    });
    const read = (text: string) => parseArgs(two, text, env);
    expect(read('已用3千 预算8000').values).toEqual({ plan: 800_000, spent: 300_000 });
    expect(read('已用：3千，8000元').values).toEqual({ plan: 800_000, spent: 300_000 });
    expect(read('8000元')).toMatchObject({ values: {}, problems: [{ code: 'money' }] });
  });

  it.each<[number, string]>([
    [800_000, '8000元'],
    [1_200_000, '1.2万元'],
    [1_234_500, '12345元'],
    [1_230_000, '1.23万元'],
    [50, '0.5元'],
    [805, '8.05元'],
    [0, '0元'],
    [12_000_000_000, '12000万元'],
  ])('%d fen are printed %s', (fen, word) => {
    expect(moneyWord(fen)).toBe(word);
  });

  it('is read back as it is printed', () => {
    const amounts = fc.oneof(
      fc.integer({ min: 0, max: 1_000_000_000_000 }),
      fc.integer({ min: 0, max: 1_000_000 }).map((n) => n * 1_000_000),
    );
    fc.assert(
      fc.property(amounts, (fen) => {
        expect(parse(`资金:${moneyWord(fen)}`).values).toEqual({ money: fen });
        expect(findMoney(moneyWord(fen), never).map(({ value }) => value)).toEqual([fen]);
      }),
      cases(),
    );
  });

  it('is whole fen or unclear, and within the text, whatever is typed', () => {
    const pieces = fc.constantFrom(
      ...['8', '12', '000', ',', '.', '千', '万', '亿', '元', '块', '毛', '分', '零', '五', '十', '百', '两'],
      ...['几', '多', '-', '约', '左右', ' ', '资金', ':', '¥', '人', '钱'],
    );
    const text = fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 14 })
      .map((all) => halfWidth(all.join('')));
    fc.assert(
      fc.property(text, fc.boolean(), (said, named) => {
        for (const { start, end, value } of findMoney(said, () => named)) {
          expect(value === 'unclear' || (Number.isSafeInteger(value) && value >= 0)).toBe(true);
          expect(0 <= start && start < end && end <= said.length).toBe(true);
        }
      }),
      cases(),
    );
  });
});
