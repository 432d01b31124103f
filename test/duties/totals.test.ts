import { describe, expect, it } from '@jest/globals';
import { dutyTotals } from '../../src/duties/totals.ts';
import { asksTotals, dutiesToTotal } from '../../src/duties/totals-meant.ts';
import { areaWords, findingWords, wholeWords } from '../../src/duties/totals-words.ts';
import type { Answer, AnswerSpec, Duty, DutyReturn } from '../../src/duties/types.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';
import { SPECS } from './specs.ts';

const gazetteer = fakeGazetteer();
const [first, second] = gazetteer.townships;
const schoolsOf = (id: string | undefined) =>
  gazetteer.schools.filter(({ townshipId }) => townshipId === id).map((one) => one.id);
const [a = '', b = ''] = schoolsOf(first?.id);
const [c = ''] = schoolsOf(second?.id);

const dutyOf = (answer: AnswerSpec, more: Partial<Duty> = {}): Duty => ({
  id: 'd',
  kind: 'k',
  title: '防溺水',
  period: { key: '2026', label: '2026年' },
  audience: 'school',
  expected: [a, b, c],
  posts: [],
  openedAt: new Date(0),
  openedOn: '2026-04-01',
  due: new Date(0),
  dueOn: '2026-04-10',
  dueTime: '17:00',
  answer,
  basis: '',
  minutes: 1,
  state: 'open',
  ...more,
});
const gave = (unitId: string, answer: Partial<Answer>): DutyReturn => ({
  dutyId: 'd',
  unitId,
  state: 'answered',
  answer: { zero: false, values: {}, ...answer },
  confirmed: false,
  entries: [],
});
const said = (spec: AnswerSpec, returns: readonly DutyReturn[], more: Partial<Duty> = {}) => {
  const totals = dutyTotals(dutyOf(spec, more), returns, gazetteer);
  return {
    whole: wholeWords(spec, totals.whole),
    areas: totals.areas.map((area) => areaWords(totals, area, gazetteer)),
    findings: totals.findings.map((one) => findingWords(one, gazetteer)),
    elsewhere: totals.whole.elsewhere,
  };
};
const nameOf = (id: string) => gazetteer.byId(id)?.name ?? '';

describe('what units answered, added up', () => {
  it('is a sum of each number, and the gap of a pair with its rate', () => {
    const letters = said(SPECS.letter, [
      gave(a, { values: { 应发: 612, 回收: 605 } }),
      gave(c, { values: { 应发: 388, 回收: 388 } }),
    ]);
    expect(letters.whole).toBe('应发1000份，回收993份，差7份（99.3 %）');
    expect(letters.areas).toEqual([
      `${first?.name} 1/2：应发612 回收605 差7`,
      `${second?.name} 1/1：应发388 回收388 差0`,
    ]);
    expect(letters.findings).toEqual([expect.stringMatching(/差7份$/)]);
  });

  it('counts a plain 0 as one for each number, and what is named only where it lacks as 0', () => {
    const waters = said(
      SPECS.water,
      [
        gave(first?.id ?? '', { values: { 水域: 23, 缺牌: 2 } }),
        gave(second?.id ?? '', { values: { 水域: 9 } }),
      ],
      { audience: 'township', expected: [first?.id ?? '', second?.id ?? ''] },
    );
    expect(waters.whole).toBe('水域32处，缺牌2块，缺绳0根');
    expect(waters.areas[1]).toBe(`${second?.name}：水域9 缺牌0 缺绳0`);
    expect(waters.findings).toEqual([`${first?.name}缺牌2块`]);
    expect(said(SPECS.letter, [gave(a, { zero: true })]).whole).toBe('应发0份，回收0份');
  });

  it('adds up no times: it says the usual and the longest one', () => {
    const drill = said(SPECS.drill, [
      gave(a, { values: { 人数: 300, 用时: 100 } }),
      gave(b, { values: { 人数: 100, 用时: 140 } }),
    ]);
    expect(drill.whole).toBe('人数400人，用时平均2分、最长2分20秒');
  });

  it('says how many found something wrong with an item, and how many said 0', () => {
    const fire = said(SPECS.fire, [
      gave(a, { items: [2, 6] }),
      gave(b, { items: [2] }),
      gave(c, { items: [] }),
    ]);
    expect(fire.whole).toBe('第2项（通道）有问题2个，第6项（灭火器）有问题1个');
    expect(fire.areas[0]).toBe(`${first?.name} 2/2：第2项2所 第6项1所`);
    expect(said(SPECS.zero, [gave(a, { zero: true }), gave(c, { words: '锅炉一台' })]).whole).toBe(
      '报0的1个，有情况的1个',
    );
  });

  it('leaves out what was reported in another system, and says so', () => {
    const letters = said(SPECS.letter, [
      gave(a, { values: { 应发: 10, 回收: 10 } }),
      gave(b, { elsewhere: '省平台' }),
    ]);
    expect(letters).toMatchObject({ whole: '应发10份，回收10份，差0份（100.0 %）', elsewhere: 1 });
  });

  it('names nobody but who has a difference', () => {
    const { findings } = said(SPECS.register, [
      gave(a, { values: { 应到: 612, 实到: 608 } }),
      gave(b, { values: { 应到: 20, 实到: 20 } }),
    ]);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toContain(nameOf(a));
  });
});

describe('which answers are asked for', () => {
  const letters = dutyOf(SPECS.letter, { id: 'l', kind: 'drowning' });
  const waters = dutyOf(SPECS.water, { id: 'w', kind: 'drowning', audience: 'township' });
  const november = dutyOf(SPECS.lesson, {
    ...{ id: 'n', kind: 'lesson', title: '安全教育', period: { key: '2026-11', label: '2026年11月' } },
  });
  const october = { ...november, id: 'o', period: { key: '2026-10', label: '2026年10月' } };
  const cancelled = dutyOf(SPECS.fire, { id: 'f', kind: 'fire', title: '消防', state: 'cancelled' });
  const all = [november, letters, waters, october, cancelled];

  it.each([
    ['家长信', ['l']],
    ['防溺水', ['l', 'w']],
    ['防溺水 乡镇', ['w']],
    ['缺牌', ['w']],
    ['各乡镇缺牌多少', ['w']],
    ['家长信回收了多少', ['l']],
    ['全县家长信回收率是多少？', ['l']],
    ['请把防溺水台账导出来', ['l', 'w']],
    ['这次家长信发了多少份', ['l']],
    ['哪些学校家长信没收齐', ['l']],
    ['哪个乡镇缺牌最多', ['w']],
    ['全县一共多少学校', []],
    ['安全教育', ['n']],
    ['安全教育 10月', ['o']],
    ['安全教育 3月', []],
    ['消防', []],
    ['', []],
    ['今天天气', []],
  ])('%s', (words, ids) => {
    expect(dutiesToTotal(all, words).map(({ id }) => id)).toEqual(ids);
  });

  it('is none of a duty where the words are about something else', () => {
    expect(asksTotals(all, '食堂有多少张桌子')).toBe(false);
    expect(asksTotals(all, '各乡镇缺绳几根')).toBe(true);
  });
});
