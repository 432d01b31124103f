import { describe, expect, it } from '@jest/globals';
import { NO_COUNTY } from '../../src/places/build-county.ts';
import { dropoutRulesOf } from '../../src/places/county-dropouts.ts';
import { parseCounty } from '../../src/places/county-file.ts';
import { USUAL_DROPOUT_RULES } from '../../src/places/dropout-rules.ts';
import { writeCounty } from '../../src/places/write-county.ts';

const OPTIONS = { roleOf: () => undefined, roleWords: [] };
const read = (section: string) => parseCounty(`county: { name: 望溪县 }\n${section}`, OPTIONS);
const rules = (section: string) => {
  const parsed = read(section);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ text }) => text).join('\n'));
  return { rules: dropoutRulesOf(parsed.file.dropouts), file: parsed.file };
};

describe('how a county controls dropouts', () => {
  it('is as usual where its file says nothing', () => {
    expect(NO_COUNTY.dropoutRules).toEqual(USUAL_DROPOUT_RULES);
    expect(rules('').rules).toEqual(USUAL_DROPOUT_RULES);
    expect(rules('dropouts: { lead_days: 10 }').rules).toEqual({ ...USUAL_DROPOUT_RULES, leadDays: 10 });
  });

  it('is what its file says: fewer steps, its own situations, further legal steps, its own strike-off', () => {
    const section = `dropouts:
  recognition: [乡镇核, 县局定]
  exclusions:
    - { code: A1, name: 休学, evidence: 休学批准, ends: 是 }
    - { code: A2, name: 死亡, evidence: 证明 }
  ladder:
    - { name: 行政处罚, basis: 某条例第三条, reviewer: 县司法局, authority: 县教育局 }
  strike_off: { school_days: 15, vouched: [学校] }
  vocational: 县教〔2026〕5号
`;
    const { rules: own, file } = rules(section);
    expect(own).toMatchObject({
      recognition: ['checked', 'recognised'],
      exclusions: [
        { code: 'A1', ends: true },
        { code: 'A2', ends: false },
      ],
      strikeOff: { schoolDays: 15, visits: 1, vouched: ['school'] },
      vocational: '县教〔2026〕5号',
    });
    expect(own.ladder.map(({ name }) => name)).toEqual(['宣传教育', '责令改正', '行政处罚']);
    expect(own.placements).toContain('职教');
    const again = parseCounty(writeCounty(file), OPTIONS);
    expect(again.ok && again.file.dropouts).toEqual(file.dropouts);
  });

  it.each([
    ['recognition: [县局定, 乡镇核]', '最后一步应是“县局定”'],
    ['recognition: [乡镇核, 学校或村报, 县局定]', '顺序应是'],
    ['recognition: [局长批]', '没有“局长批”这个写法'],
    ['ladder: [{ name: 行政处罚, basis: 某条例 }]', '缺少 ladder 的 第 1 个 的 reviewer'],
    ['exclusions: [{ code: 休学, name: 休学, evidence: 批准 }]', 'E1 这样的代码'],
    [
      'exclusions: [{ code: E1, name: 休学, proof: 批准, evidence: 批准 }]',
      '不认识“proof”，可以写的有：code、',
    ],
    ['strike_off: { days: 20 }', '不认识“days”'],
    ['lead_dayz: 3', '不认识“lead_dayz”，是不是 lead_days'],
  ])('is refused with its line where it says %s', (line, text) => {
    const parsed = read(`dropouts:\n  ${line}\n`);
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? [] : parsed.problems).toContainEqual(
      expect.objectContaining({ line: 3, text: expect.stringContaining(text) }),
    );
  });
});
