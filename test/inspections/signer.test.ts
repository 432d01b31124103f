import { describe, expect, it } from '@jest/globals';
import { mayInspect, signature } from '../../src/inspections/signer.ts';
import type { Actor } from '../../src/people/actor.ts';

const school = { id: 's1', townshipId: 't1' };
const actor = (over: Partial<Actor>): Actor => ({ key: 'wecom:x', bound: true, role: 'school', ...over });

describe('whose word about a school is taken', () => {
  it.each<[string, Partial<Actor>, boolean]>([
    ['its own people', { role: 'school', schoolId: 's1' }, true],
    ['another school', { role: 'school', schoolId: 's2' }, false],
    ['its township', { role: 'township', townshipId: 't1' }, true],
    ['another township', { role: 'township', townshipId: 't2' }, false],
    ['the bureau', { role: 'bureau' }, true],
    ['one of the six officers without an area', { role: 'officer6' }, true],
    ['a six-officer of another township', { role: 'officer6', townshipId: 't2' }, false],
    ['a department of the whole county', { role: 'department' }, true],
    ['school people without a school', { role: 'school' }, false],
    ['a stranger', { role: 'visitor', bound: false }, false],
  ])('%s', (_who, over, expected) => {
    expect(mayInspect(actor(over), school)).toBe(expected);
  });
});

describe('a signature', () => {
  it('is name and post, the role for who has no post, the office for who has no name', () => {
    expect(signature({ name: '房霜白', post: '安全副校长', role: 'school' })).toBe('房霜白（安全副校长）');
    expect(signature({ name: '房霜白', role: 'school' })).toBe('房霜白（学校）');
    expect(signature({ role: 'bureau' })).toBe('教育局');
  });
});
