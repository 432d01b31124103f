import { describe, expect, it } from '@jest/globals';
import type { Duty } from '../../src/duties/types.ts';
import { answers, ownUnits, peopleOf, type UnitsWanted, unitsOf } from '../../src/duties/units.ts';
import type { Actor } from '../../src/people/actor.ts';
import type { Role } from '../../src/people/roles.ts';
import { actor, PLACES, person } from './county.ts';

describe('the units of an audience', () => {
  it.each<[Duty['audience'], UnitsWanted, readonly string[]]>([
    ['school', {}, ['s1', 's2', 's3', 's4', 's5']],
    ['school', { kinds: ['小学', '教学点'] }, ['s1', 's3', 's5']],
    ['school', { boarding: true }, ['s2', 's3']],
    ['school', { areas: ['柳汊镇'] }, ['s3', 's4']],
    ['school', { areas: ['t2'], kinds: ['幼儿园'] }, ['s4']],
    ['school', { areas: ['西片'] }, ['s3', 's4']],
    ['school', { areas: ['火星镇'] }, []],
    ['officer6', { kinds: ['初中'] }, ['s2']],
    ['township', {}, ['t1', 't2']],
    ['township', { areas: ['桐渡镇'] }, ['t1']],
    ['bureau', {}, ['county']],
  ])('%s %p', (audience, wanted, units) => {
    const districts = [{ name: '西片', townshipIds: ['t2'] }];
    expect(unitsOf(audience, wanted, PLACES, districts)).toEqual(units);
  });
});

describe('who answers', () => {
  const duty = (audience: Duty['audience'], posts: readonly string[] = []) => ({
    audience,
    posts,
    expected: unitsOf(audience, {}, PLACES),
  });
  it.each<[Duty['audience'], Role, Partial<Actor>, readonly string[]]>([
    ['school', 'school', { schoolId: 's1' }, ['s1']],
    ['school', 'school', { schoolId: 's9' }, []],
    ['school', 'school', {}, []],
    ['school', 'teacher', { schoolId: 's1', post: '班主任' }, ['s1']],
    ['school', 'teacher', { schoolId: 's1', post: '教师' }, []],
    ['school', 'teacher', { schoolId: 's1' }, []],
    ['school', 'township', { townshipId: 't1' }, []],
    ['school', 'bureau', {}, []],
    ['school', 'officer6', { schoolId: 's1' }, []],
    ['township', 'township', { townshipId: 't1' }, ['t1']],
    ['township', 'village', { townshipId: 't1' }, []],
    ['township', 'school', { townshipId: 't1', schoolId: 's1' }, []],
    ['officer6', 'officer6', { schoolId: 's2', townshipId: 't1' }, ['s2']],
    ['officer6', 'officer6', { townshipId: 't1' }, ['s1', 's2', 's5']],
    ['officer6', 'officer6', {}, []],
    ['officer6', 'school', { schoolId: 's1' }, []],
    ['bureau', 'bureau', {}, ['county']],
    ['bureau', 'admin', {}, ['county']],
    ['bureau', 'leader', {}, []],
    ['bureau', 'auditor', {}, []],
    ['school', 'visitor', { schoolId: 's1' }, []],
    ['township', 'department', { townshipId: 't1' }, []],
  ])('a duty of %s from %s %p: %p', (audience, role, more, units) => {
    expect(answers(actor(role, more), duty(audience, ['校长', '班主任']), PLACES)).toEqual(units);
  });
  it('only for units that the duty expects', () => {
    const some = { ...duty('officer6'), expected: ['s5', 's3'] };
    expect(answers(actor('officer6', { townshipId: 't1' }), some, PLACES)).toEqual(['s5']);
  });
  it('has units of their own to be asked about', () => {
    expect(ownUnits(actor('township', { townshipId: 't2' }), PLACES)).toEqual(['t2']);
    expect(ownUnits(actor('village', { townshipId: 't2' }), PLACES)).toEqual([]);
    expect(ownUnits(actor('school'), PLACES)).toEqual([]);
  });
});

describe('whom of a unit to tell', () => {
  const EVERYONE = [
    person('head', 'school', { schoolId: 's1', post: '校长' }),
    person('safety', 'school', { schoolId: 's1', post: '安全副校长' }),
    person('clerk', 'school', { schoolId: 's1' }),
    person('teacher', 'teacher', { schoolId: 's1', post: '班主任' }),
    person('other', 'school', { schoolId: 's2', post: '安全副校长' }),
    person('town', 'township', { townshipId: 't1' }),
    person('village', 'village', { townshipId: 't1' }),
    person('fire', 'officer6', { townshipId: 't1', post: '消防指导员' }),
    person('mind', 'officer6', { schoolId: 's1', post: '心理疏导员' }),
    person('boss', 'bureau'),
    person('root', 'admin'),
  ];
  const told = (unitId: string, audience: Duty['audience'], posts: readonly string[], everyone = EVERYONE) =>
    peopleOf(unitId, { audience, posts }, everyone, PLACES).map(({ id }) => id);

  it('is who holds the first of the posts, then the next, then anybody of the role', () => {
    expect(told('s1', 'school', ['安全副校长', '校长'])).toEqual(['safety', 'head', 'clerk']);
    expect(told('s1', 'school', [])).toEqual(['head', 'safety', 'clerk']);
    expect(told('s1', 'school', ['班主任'])).toEqual(['teacher', 'head', 'safety', 'clerk']);
  });
  it('is nobody in front who cannot be reached', () => {
    const everyone = EVERYONE.map((one) => (one.id === 'safety' ? { ...one, accounts: [] } : one));
    expect(told('s1', 'school', ['安全副校长', '校长'], everyone)).toEqual(['head', 'clerk', 'safety']);
  });
  it('of the six officers is the school’s own before the township’s', () => {
    expect(told('s1', 'officer6', [])).toEqual(['mind', 'fire']);
    expect(told('s1', 'officer6', ['消防指导员'])).toEqual(['fire', 'mind']);
    expect(told('s3', 'officer6', [])).toEqual([]);
  });
  it('of a township and of the bureau is their own people', () => {
    expect(told('t1', 'township', [])).toEqual(['town']);
    expect(told('county', 'bureau', [])).toEqual(['boss']);
  });
});
