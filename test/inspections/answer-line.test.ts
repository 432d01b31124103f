import { describe, expect, it } from '@jest/globals';
import { answerLine } from '../../src/inspections/answer-line.ts';
import type { InspectionForm } from '../../src/inspections/types.ts';
import { actor } from '../duties/county.ts';

const FIRE: InspectionForm = {
  id: 'fire',
  name: '消防',
  aliases: [],
  basis: '',
  who: ['school', 'officer6'],
  items: ['责任人', '学法', '消防课', '演练', '通道', '消火栓'].map((text) => ({ text })),
};
const BUS: InspectionForm = { ...FIRE, id: 'bus', name: '校车', items: [{ text: '标牌' }] };
const SCHOOL = { id: 's1', townshipId: 't1' };
const PRINCIPAL = actor('school', { schoolId: 's1', townshipId: 't1' });
const items = FIRE.items.map(({ text }) => text);
const line = (more: Partial<Parameters<typeof answerLine>[1]>) =>
  answerLine([BUS, FIRE], {
    actor: PRINCIPAL,
    school: SCHOOL,
    name: '桐渡镇初级中学',
    items,
    found: [3, 5],
    ...more,
  });

describe('the line that makes hazards of an answer', () => {
  it('says the form, the school and the items', () => {
    expect(line({})).toBe('检查 消防 桐渡镇初级中学 3 5');
  });
  it.each([
    ['第3项没上课，第5项堵了', '检查 消防 桐渡镇初级中学 第3项没上课，第5项堵了'],
    ['3 没上课 5 堵了', '检查 消防 桐渡镇初级中学 3 没上课 5 堵了'],
  ])('keeps the words where they name the same items: %s', (words, expected) => {
    expect(line({ words })).toBe(expected);
  });
  it.each(['3到5有问题', '楼道黑 3 5', '3 没上课'])('leaves out words that read otherwise: %s', (words) => {
    expect(line({ words })).toBe('检查 消防 桐渡镇初级中学 3 5');
  });
  it('is none for other items, for who may not sign, and without a finding', () => {
    expect(line({ items: items.slice(1) })).toBeUndefined();
    expect(line({ actor: actor('bureau') })).toBeUndefined();
    expect(line({ actor: actor('school', { schoolId: 's2', townshipId: 't1' }) })).toBeUndefined();
    expect(line({ found: [] })).toBeUndefined();
  });
});
