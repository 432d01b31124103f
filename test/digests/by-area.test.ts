import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byArea } from '../../src/digests/by-area.ts';
import { viewOf } from '../../src/digests/view.ts';
import { fakeGazetteer } from '../support/fake-gazetteer.ts';

const SMALL = ['lipo', 'liao', 'wuli'];
const plain = fakeGazetteer();
const gazetteer = { ...plain, pupils: (id: string) => (SMALL.includes(id) ? 120 : 2_000) };
const leader = { key: 'k', bound: true, role: 'leader' as const };
const county = viewOf(leader, gazetteer);
const names = new Map(plain.townships.map(({ id, name }) => [name, id]));

describe('children by township in a digest', () => {
  it('name no small township with one to four', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { minLength: 14, maxLength: 14 }), (counts) => {
        if (county === undefined) throw new Error('a leader sees the county');
        const map = new Map(county.areaIds.map((id, at) => [id, counts[at] ?? 0]));
        const { rows, total } = byArea(map, county, gazetteer);
        for (const { area, n } of rows) {
          const id = names.get(area) ?? 'outside';
          expect(map.get(id)).toBe(n);
          expect(SMALL.includes(id) && n < 5).toBe(false);
        }
        const shown = rows.reduce((sum, { n }) => sum + n, 0);
        const rest = [...map.values()].reduce((sum, n) => sum + n, 0) - shown;
        const hidden = [...map].filter(
          ([id, n]) => n > 0 && !rows.some(({ area }) => (names.get(area) ?? 'outside') === id),
        );
        // What is left of the total never belongs to one small township alone.
        if (total !== '若干' && hidden.length === 1 && SMALL.includes(hidden[0]?.[0] ?? ''))
          expect(rest).toBeGreaterThan(4);
      }),
    );
  });

  it('are listed in the order of the county file, zeros left out', () => {
    if (county === undefined) throw new Error('a leader sees the county');
    const counts = new Map([
      ['outside', 1],
      ['liucha', 3],
      ['tongdu', 2],
    ]);
    expect(byArea(counts, county, gazetteer)).toEqual({
      total: '6',
      rows: [
        { area: '桐渡镇', n: 2 },
        { area: '柳汊镇', n: 3 },
        { area: '区外', n: 1 },
      ],
      hidden: false,
    });
  });
});

describe('what a reader sees', () => {
  it.each([
    ['leader', {}, 'all'],
    ['bureau', {}, 'all'],
    ['township', { townshipId: 'lipo' }, 'lipo'],
    ['township', {}, undefined],
    ['school', { schoolId: 'tongdu-middle' }, undefined],
    ['visitor', {}, undefined],
  ] as const)('%s %j: %s', (role, area, id) => {
    expect(viewOf({ ...leader, role, ...area }, gazetteer)?.id).toBe(id);
  });

  it('of a small township prints no small number', () => {
    const view = viewOf({ ...leader, role: 'township', townshipId: 'lipo' }, gazetteer);
    expect(view?.small).toBe(true);
    expect(view && byArea(new Map([['lipo', 3]]), view, gazetteer).total).toBe('少于5');
    expect(view && byArea(new Map([['lipo', 5]]), view, gazetteer).total).toBe('5');
  });
});
