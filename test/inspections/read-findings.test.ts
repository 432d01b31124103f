import { describe, expect, it } from '@jest/globals';
import { findingLine, findingsOfItems, hazardDescription } from '../../src/inspections/finding-words.ts';
import { readFindings } from '../../src/inspections/read-findings.ts';

const found = (text: string) => readFindings(text, 9).findings;

describe('findings', () => {
  it.each([
    [
      '3 疏散通道堆杂物 7 应急灯不亮',
      [
        [3, '疏散通道堆杂物'],
        [7, '应急灯不亮'],
      ],
    ],
    [
      '3、疏散通道堆杂物；7、应急灯不亮',
      [
        [3, '疏散通道堆杂物'],
        [7, '应急灯不亮'],
      ],
    ],
    [
      '3.杂物 7.灯坏',
      [
        [3, '杂物'],
        [7, '灯坏'],
      ],
    ],
    ['６　灭火器压力不足', [[6, '灭火器压力不足']]],
    ['第三项有杂物', [[3, '有杂物']]],
    ['3号 坏了', [[3, '坏了']]],
    ['7 应急灯不亮 3盏', [[7, '应急灯不亮 3盏']]],
    [
      '6 灭火器2具过期 7 线路老化',
      [
        [6, '灭火器2具过期'],
        [7, '线路老化'],
      ],
    ],
    ['5 1号楼通道堵', [[5, '1号楼通道堵']]],
    ['3楼道堵', [[3, '楼道堵']]],
    ['5 2024年的灭火器过期', [[5, '2024年的灭火器过期']]],
  ])('%s: the number of an item, then its words', (text, expected) => {
    expect(found(text)).toEqual(expected.map(([item, words]) => ({ item, words })));
  });

  it.each(['3 7', '3、7', '3 和 7', '3项 7项', '第3项有问题，第7项有问题'])(
    '%s: items without words',
    (text) => {
      expect(found(text)).toEqual([{ item: 3 }, { item: 7 }]);
    },
  );

  it.each(['2个灭火器过期', '3楼灭火器过期', '灭火器 3 具过期', '疏散通道堆杂物', '1号楼没灯'])(
    '%s: of no item, the number is part of the words',
    (text) => {
      expect(found(text)).toEqual([{ words: text }]);
    },
  );

  it.each(['正常', '9项正常', '全部正常', '都合格', '无', '没有', '没问题', '未发现问题', '0', '经查均正常'])(
    '%s: nothing was found',
    (text) => {
      expect(readFindings(text, 9)).toEqual({ fine: true, findings: [], unknown: [] });
    },
  );

  it('what is said to be in order is no finding, the rest is', () => {
    expect(found('3 正常 7 应急灯不亮')).toEqual([{ item: 7, words: '应急灯不亮' }]);
    expect(found('3 疏散通道堆杂物 其余正常')).toEqual([{ item: 3, words: '疏散通道堆杂物' }]);
  });

  it('nothing said is neither', () => {
    expect(readFindings('', 9)).toEqual({ fine: false, findings: [], unknown: [] });
    expect(readFindings('有问题', 9)).toEqual({ fine: false, findings: [], unknown: [] });
  });

  it('a number the form does not have is said so', () => {
    expect(readFindings('12 坏了', 9).unknown).toEqual([12]);
    expect(readFindings('12 坏了', 12).unknown).toEqual([]);
  });

  it('the same item twice is one finding', () => {
    expect(found('3 杂物 3 门锁着')).toEqual([{ item: 3, words: '杂物；门锁着' }]);
  });
});

describe('words of a finding', () => {
  const form = {
    name: '消防',
    items: [{ text: '消防责任人' }, { text: '疏散通道和安全出口' }],
  };

  it('as a hazard say what is wrong first, then where it was found', () => {
    expect(hazardDescription(form, { item: 2, words: '堆杂物' })).toBe('堆杂物（消防检查第2项）');
    expect(hazardDescription(form, { item: 2 })).toBe('疏散通道和安全出口有问题（消防检查第2项）');
    expect(hazardDescription(form, { words: '门口积水' })).toBe('门口积水（消防检查）');
  });

  it('in a receipt name the item', () => {
    expect(findingLine(form, { item: 2, words: '堆杂物' })).toBe('第2项 堆杂物');
    expect(findingLine(form, { item: 2 })).toBe('第2项 疏散通道和安全出口');
    expect(findingLine(form, { words: '门口积水' })).toBe('门口积水');
  });

  it('of an answer by numbers alone are the items, each once, unknown ones left out', () => {
    expect(findingsOfItems(form, [2, 2, 7])).toEqual([{ item: 2 }]);
  });
});
