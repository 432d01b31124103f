import { describe, expect, it } from '@jest/globals';
import { exclusionsIn } from '../../src/dropouts/exclusions.ts';
import { readRecognition } from '../../src/dropouts/read-recognition.ts';
import { USUAL_DROPOUT_RULES } from '../../src/places/dropout-rules.ts';

const { exclusions } = USUAL_DROPOUT_RULES;
const read = (text: string) => {
  const { exclusions: found, ...said } = readRecognition(text, exclusions);
  return { ...said, codes: found.map(({ code }) => code).join() };
};

describe('what is said behind 认定', () => {
  it.each<[string, object]>([
    ['', { excluded: false, codes: '' }],
    ['同意', { step: 'recognised' }],
    ['同意认定', { step: 'recognised' }],
    ['上报', { step: 'proposed' }],
    ['已核 家访过，孩子在家', { step: 'checked', words: '家访过，孩子在家' }],
    ['核实不属实', { step: 'untrue' }],
    ['属实', { step: 'true' }],
    ['不计入 休学 依据休学批准 到', { excluded: true, codes: 'E1', evidence: '休学批准' }],
    ['不计入 休学 依据:依据休学批准', { codes: 'E1', evidence: '休学批准' }],
    ['不计入 休学批准', { excluded: true, codes: 'E1' }],
    ['休学一年 依据：县教〔2026〕12号', { codes: 'E1', months: 12, evidence: '县教〔2026〕12号' }],
    ['休学半年', { codes: 'E1', months: 6 }],
    ['休学了', { codes: 'E1' }],
    ['不算辍学，孩子去世了', { excluded: true, codes: 'E7' }],
    ['不计入 随班就读', { codes: 'E5' }],
    ['不计入 工读学校', { codes: 'E9' }],
    ['不计入 E11', { codes: 'E11' }],
    ['不计入', { excluded: true, codes: '' }],
    ['不计入 休学 缓学', { codes: 'E1,E2' }],
    ['计入 同意', { counts: true, excluded: false, step: 'recognised' }],
    ['同意 孩子想出国打工', { step: 'recognised', excluded: false, codes: '' }],
    ['同意 休学', { step: 'recognised', excluded: true, codes: 'E1' }],
  ])('%s', (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  it('finds the situations of the county by its own words', () => {
    const own = [{ code: 'A1', name: '随军家属回原籍', evidence: '证明', ends: false }];
    expect(exclusionsIn(own, '不计入 随军家属回原籍')).toEqual(own);
    expect(exclusionsIn(own, '休学')).toEqual([]);
  });
});
