import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shownWords } from '../../src/figures/suppress.ts';
import { mayShowSum, suppressTable } from '../../src/figures/suppress-table.ts';
import { cases } from '../support/cases.ts';

const shown = (rows: readonly (readonly number[])[], together: readonly number[] = []) =>
  suppressTable(rows, together).map((row) => row.map(({ n, hidden }) => shownWords(n, hidden)));

describe('a table in a group', () => {
  it.each<[string, number[][], string[][]]>([
    [
      'hides cells of one to four in any area',
      [
        [2, 9],
        [3, 8],
      ],
      [
        ['少于5', '9'],
        ['少于5', '8'],
      ],
    ],
    ['hides a second cell of the column', [[2], [9], [7]], [['少于5'], ['9'], ['不单列']]],
    [
      'shows zeros and fives',
      [
        [0, 5],
        [6, 7],
      ],
      [
        ['0', '5'],
        ['6', '7'],
      ],
    ],
  ])('%s', (_, rows, words) => expect(shown(rows)).toEqual(words));

  it('hides the neighbour whose sum with it is printed elsewhere, and another one of that column', () => {
    expect(
      shown(
        [
          [2, 9],
          [3, 8],
          [6, 7],
        ],
        [0, 1],
      ),
    ).toEqual([
      ['少于5', '不单列'],
      ['少于5', '不单列'],
      ['6', '7'],
    ]);
  });

  const row = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 4, maxLength: 4 });
  const table = fc.array(row, { maxLength: 8 });

  it('hides every small cell, and changes no number', () => {
    fc.assert(
      fc.property(table, (rows) => {
        const cells = suppressTable(rows, [1, 2]).flat();
        expect(cells.map(({ n }) => n)).toEqual(rows.flat());
        expect(cells.filter(({ n, hidden }) => n > 0 && n < 5 && !hidden)).toEqual([]);
      }),
      cases(),
    );
  });

  it('leaves no hidden cell alone in a column whose sum may be printed', () => {
    fc.assert(
      fc.property(table, fc.nat(3), (rows, at) => {
        const column = suppressTable(rows, [1, 2]).flatMap((cells) => cells[at] ?? []);
        if (mayShowSum(column)) expect(column.filter(({ hidden }) => hidden)).not.toHaveLength(1);
      }),
      cases(),
    );
  });
});
