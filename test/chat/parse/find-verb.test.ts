import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type FindableVerb, findVerb } from '../../../src/chat/parse/find-verb.ts';
import { fakeGazetteer } from '../../support/fake-gazetteer.ts';

const places = fakeGazetteer();
const verb = (stands: FindableVerb['stands'], ...words: string[]) => ({ stands, words });
const VERBS = {
  finish: verb('first', '办结', '已办结', '办完'),
  cancel: verb('glued', '取消', '作废'),
  end: verb('whole', '停用', '注销'),
  phoned: verb('inside', '已电话', '打过电话'),
  early: verb('inside', '早', '早上'),
  fine: verb('inside', '属实', '确认'),
  back: verb('inside', '退回', '不属实'),
  resend: verb('inside', '重发', 'resend'),
};
const NAMES = Object.entries(VERBS);
const find = (text: string): readonly [name: string, rest: string] | undefined => {
  const found = findVerb(Object.values(VERBS), text, places);
  const name = NAMES.find(([, one]) => one === found?.verb)?.[0];
  return found === undefined || name === undefined ? undefined : [name, found.rest];
};

describe('a verb in a line', () => {
  it.each<[string, string, string]>([
    ['办结 P26-0003-R 已拨款', 'finish', 'P26-0003-R 已拨款'],
    ['办结：P26-0003-R', 'finish', 'P26-0003-R'],
    ['办结', 'finish', ''],
    ['，办结\nP26-0003-R', 'finish', 'P26-0003-R'],
    ['三合镇 办结 P3', 'finish', '三合镇 P3'],
    ['取消取暖费统计', 'cancel', '取暖费统计'],
    ['三合镇取消 月报', 'cancel', '三合镇 月报'],
    ['校车 桂A12345 停用', 'end', '校车 桂A12345'],
    ['K26-0417-F停用', 'end', 'K26-0417-F'],
    ['月报 已电话 三合镇', 'phoned', '月报 三合镇'],
    ['已电话三合镇 月报', 'phoned', '三合镇 月报'],
    ['零报告打过电话', 'phoned', '零报告'],
    ['早8点半', 'early', '8点半'],
    ['8:30 早', 'early', '8:30'],
    ['零报告 三合镇 结论:属实', 'fine', '零报告 三合镇'],
    ['零报告 三合镇 不属实', 'back', '零报告 三合镇'],
    ['三合镇 退回 人数不属实', 'back', '三合镇 人数不属实'],
    ['RESEND ABCD2345', 'resend', 'ABCD2345'],
    ['重发ABCD2345', 'resend', 'ABCD2345'],
  ])('%p is %s of %p', (text, name, rest) => {
    expect(find(text)).toEqual([name, rest]);
  });

  it.each([
    '',
    '办结P26-0003-R',
    '请办结 P3',
    '学校 取消晚自习',
    '学校已停用煤炉',
    '三合镇中心学校',
    '没打过电话',
  ])('is none in %p', (text) => {
    expect(find(text)).toBeUndefined();
  });

  it('never throws, and loses nothing but its word, a key and marks beside it', () => {
    const words = fc.constantFrom(
      ...NAMES.flatMap(([, { words: some }]) => some),
      '三合镇',
      'K26-0417-F',
      ' ',
      '，',
      '结论:',
    );
    const text = fc
      .array(fc.oneof(words, fc.string({ maxLength: 6 })), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (said) => {
        const found = findVerb(Object.values(VERBS), said, places);
        if (found === undefined) return;
        for (const sign of found.rest) expect([...said, ' ', '\n']).toContain(sign);
        expect(found.rest.length).toBeLessThan(said.length + 1);
      }),
    );
  });
});
