import { describe, expect, it } from '@jest/globals';
import { dutyMeasures, unanswered } from '../../src/duties/measures.ts';
import { answerWords, dueWords, measureWords, rateWords } from '../../src/duties/words.ts';
import { SPECS } from './specs.ts';

const duty = { id: 'd', expected: ['s1', 's2', 's3', 's4'] };
const answered = (unitId: string, onTime: boolean) =>
  ({ dutyId: 'd', unitId, state: 'answered', onTime }) as const;
const RETURNS = [
  answered('s1', true),
  answered('s2', false),
  { dutyId: 'd', unitId: 's3', state: 'open' },
  answered('s9', true),
  { ...answered('s4', true), dutyId: 'another' },
] as const;

describe('the five measures', () => {
  it('count the expected units only', () => {
    expect(dutyMeasures(duty, RETURNS)).toEqual({ expected: 4, answered: 2, onTime: 1 });
  });
  it('are those of the units asked about', () => {
    expect(dutyMeasures(duty, RETURNS, ['s1', 's9'])).toEqual({ expected: 1, answered: 1, onTime: 1 });
    expect(dutyMeasures(duty, RETURNS, [])).toEqual({ expected: 0, answered: 0, onTime: 0 });
  });
  it('leave who still owes an answer, in the order expected', () => {
    expect(unanswered(duty, RETURNS)).toEqual(['s3', 's4']);
  });
  it('are said in one line', () => {
    expect(measureWords(dutyMeasures(duty, RETURNS))).toBe('应报4，已报2/4 (50.0 %)，按时1/4 (25.0 %)');
    expect(measureWords(dutyMeasures(duty, RETURNS, []))).toBe('应报0，已报0/0，按时0/0');
  });
});

describe('a rate', () => {
  it.each([
    [116, 120, '116/120 (96.7 %)'],
    [120, 120, '120/120 (100.0 %)'],
    [0, 120, '0/120 (0.0 %)'],
    [9999, 10_000, '9999/10000 (99.9 %)'],
    [1, 10_000, '1/10000 (0.1 %)'],
    [0, 0, '0/0'],
  ])('%d of %d', (part, whole, words) => {
    expect(rateWords(part, whole)).toBe(words);
  });
});

describe('an answer in words', () => {
  it.each([
    [SPECS.drill, { values: { 人数: 612, 用时: 118 } }, '人数612人，用时1分58秒'],
    [SPECS.drill, { values: { 人数: 0, 用时: 120 } }, '人数0人，用时2分'],
    [SPECS.fire, { items: [3, 7] }, '第3项（应急灯）有问题，第7项（宿舍）有问题'],
    [SPECS.fire, { items: [] }, '9项正常'],
    [SPECS.zero, { zero: true, words: '排查人李某' }, '0，排查人李某'],
    [SPECS.done, {}, '完成'],
    [SPECS.storm, {}, '收到'],
    [SPECS.letter, { elsewhere: '省平台' }, '已在省平台报'],
  ])('%#', (spec, answer, words) => {
    expect(answerWords(spec, { zero: false, values: {}, ...answer })).toBe(words);
  });
  it('a deadline of today is said so', () => {
    const due = { dueOn: '2026-12-31', dueTime: '17:00' };
    expect(dueWords(due, '2026-12-31')).toBe('今天17:00');
    expect(dueWords(due)).toBe('12月31日17:00');
  });
});
