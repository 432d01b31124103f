import { describe, expect, it } from '@jest/globals';
import { noParts, withPart } from '../../src/figures/partition.ts';
import { partsTable, rowWords } from '../../src/figures/parts-table.ts';

const AREAS = ['a', 'b', 'c', 'd'];
const returned = (...numbers: readonly number[]) =>
  new Map(
    AREAS.map((areaId, at) => [
      areaId,
      withPart(noParts(areaId), { bucket: 'returned', n: numbers[at] ?? 0, relapsed: 0, special: 0 }),
    ]),
  );
const inGroup = (numbers: readonly number[], areaIds = AREAS) =>
  partsTable(returned(...numbers), { areaIds, every: AREAS });

describe('the table as a group reads it', () => {
  it('hides small cells beside a total that does not give them away', () => {
    const { rows, totals, closed } = inGroup([2, 3, 9, 0]);
    expect(rows.map((row) => rowWords(row, closed))).toEqual(['返校少于5', '返校少于5', '返校9', undefined]);
    expect([totals.returned, closed]).toEqual(['14', []]);
  });

  it('tells only the total of a column in which no unit may be told apart', () => {
    const { rows, totals, closed, all } = inGroup([1, 0, 0, 0]);
    expect(rows.map((row) => rowWords(row, closed))).toEqual([undefined, undefined, undefined, undefined]);
    expect([totals.returned, closed, all]).toEqual(['1', ['returned'], '1']);
  });

  it('hides the same cell from whoever asks for one area only', () => {
    expect(inGroup([2, 9, 8, 0], ['a'])).toMatchObject({ totals: { returned: '少于5' }, all: '若干' });
    expect(inGroup([2, 9, 8, 0], ['c'])).toMatchObject({ totals: { returned: '不单列' } });
    expect(inGroup([2, 9, 8, 0], ['b'])).toMatchObject({ totals: { returned: '9' } });
  });

  it('shows everything in private', () => {
    const { rows, totals, all } = partsTable(returned(2, 0, 0, 0), { areaIds: AREAS });
    expect(rows.map((row) => rowWords(row, []))).toEqual(['返校2', undefined, undefined, undefined]);
    expect([totals.returned, all]).toEqual(['2', '2']);
  });
});
