import { describe, expect, it } from '@jest/globals';
import { type CaseOfChild, childrenByArea } from '../../src/figures/children.ts';

let minute = 0;
function reported(areaId: string, id?: string, name?: string): CaseOfChild {
  minute += 1;
  return {
    areaId,
    reportedAt: new Date(minute * 60_000),
    childKeys: [
      ...(id === undefined ? [] : [{ of: 'id' as const, kid: 'k', h: id }]),
      ...(name === undefined ? [] : [{ of: 'name' as const, kid: 'k', h: name }]),
    ],
  };
}

describe('childrenByArea', () => {
  it.each<[string, CaseOfChild[], Record<string, number>]>([
    [
      'cases that name nobody are children of their own',
      [reported('a'), reported('a'), reported('b')],
      { a: 2, b: 1 },
    ],
    ['the same ID number is one child', [reported('a', 'i1'), reported('a', 'i1')], { a: 1 }],
    ['a child counts where it was reported last', [reported('a', 'i1'), reported('b', 'i1')], { b: 1 }],
    [
      'the same name at the same school is one child',
      [reported('a', undefined, 'n'), reported('a', undefined, 'n')],
      { a: 1 },
    ],
    [
      'a name joins the one ID number that goes by it',
      [reported('a', undefined, 'n'), reported('a', 'i1', 'n')],
      { a: 1 },
    ],
    [
      'two ID numbers are two children, whatever they are called',
      [reported('a', 'i1', 'n'), reported('a', 'i2', 'n')],
      { a: 2 },
    ],
    [
      'a name that two ID numbers go by joins neither',
      [reported('a', 'i1', 'n'), reported('a', 'i2', 'n'), reported('a', undefined, 'n')],
      { a: 3 },
    ],
    ['nothing is nothing', [], {}],
  ])('%s', (_, cases, counts) => {
    expect(Object.fromEntries(childrenByArea(cases))).toEqual(counts);
    expect(Object.fromEntries(childrenByArea(cases.toReversed()))).toEqual(counts);
  });

  it('finds a child again whose older case was hashed under an older key too', () => {
    const before = reported('a', 'old');
    const after = reported('a', 'new');
    const both = { ...after, childKeys: [...after.childKeys, ...before.childKeys] };
    expect(childrenByArea([before, both]).get('a')).toBe(1);
  });
});
