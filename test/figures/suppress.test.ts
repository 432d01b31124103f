import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mayShowTotal, suppressSmallCounts } from '../../src/figures/suppress.ts';

type Given = readonly (readonly [n: number, pupils?: number])[];
const LIMIT = 500;

function shown(given: Given): string[] {
  return suppressSmallCounts(rowsOf(given), LIMIT).map((row) => row.shown);
}

function rowsOf(given: Given) {
  return given.map(([n, pupils], at) => ({
    areaId: `t${at}`,
    n,
    ...(pupils === undefined ? {} : { pupils }),
  }));
}

describe('suppress', () => {
  it.each<[string, Given, string[]]>([
    ['shows everything where pupils are unknown', [[2], [1], [45]], ['2', '1', '45']],
    [
      'shows everything in large areas',
      [
        [2, 500],
        [1, 3000],
      ],
      ['2', '1'],
    ],
    ['shows a zero of a small area', [[0, 90], [7]], ['0', '7']],
    ['shows five of a small area', [[5, 90], [7]], ['5', '7']],
    ['hides two small ones', [[2, 90], [3, 80], [7]], ['少于5', '少于5', '7']],
    ['hides a second line beside a single one', [[2, 90], [7], [3]], ['少于5', '7', '少于5']],
    ['says so when the second line is not small', [[2, 90], [7], [0]], ['少于5', '不单列', '0']],
    ['hides a third line beside two ones', [[1, 90], [1, 80], [9], [8]], ['少于5', '少于5', '9', '不单列']],
    ['hides a third line beside two fours', [[4, 90], [4, 80], [2]], ['少于5', '少于5', '少于5']],
    ['takes a zero when nothing else is left', [[2, 90], [0]], ['少于5', '少于5']],
  ])('%s', (_, given, words) => {
    expect(shown(given)).toEqual(words);
  });

  it('never leaves a hidden line to be worked out beside a total that is shown', () => {
    const row = fc.tuple(fc.integer({ min: 0, max: 9 }), fc.constantFrom(90, 5000));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (given) => {
        const rows = suppressSmallCounts(rowsOf(given), LIMIT);
        const hidden = rows.filter((each) => each.hidden);
        if (mayShowTotal(rows)) expect(hidden.length).not.toBe(1);
        for (const [at, [n, pupils]] of given.entries()) {
          if (pupils < LIMIT && n > 0 && n < 5) expect(rows[at]?.hidden).toBe(true);
        }
      }),
    );
  });
});

describe('mayShowTotal', () => {
  it.each<[string, Given, boolean]>([
    ['of nothing hidden', [[7], [8]], true],
    ['of a single small area', [[2, 90]], false],
    ['of one area beside a zero', [[1, 90], [0]], false],
    [
      'of two small areas',
      [
        [2, 90],
        [3, 80],
      ],
      true,
    ],
  ])('%s: %#', (_, given, may) => {
    expect(mayShowTotal(suppressSmallCounts(rowsOf(given), LIMIT))).toBe(may);
  });
});
