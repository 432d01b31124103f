import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/people/actor.ts';
import type { Role } from '../../src/people/roles.ts';
import { covers, scopeOf } from '../../src/people/scope.ts';

const actor = (role: Role, unit: Partial<Actor> = {}): Actor => ({
  key: 'wecom:x',
  bound: true,
  role,
  ...unit,
});
const town = { townshipId: 't1' };
const school = { townshipId: 't1', schoolId: 's1' };

describe('sees', () => {
  it.each([
    ['bureau', {}, 'all'],
    ['leader', town, 'all'],
    ['admin', {}, 'all'],
    ['auditor', {}, 'all'],
    ['township', town, { townshipId: 't1' }],
    ['township', {}, 'own'],
    ['village', town, { townshipId: 't1' }],
    ['school', school, { schoolId: 's1' }],
    ['teacher', school, { schoolId: 's1' }],
    ['teacher', town, 'own'],
    ['department', {}, 'none'],
    ['department', town, { townshipId: 't1' }],
    ['officer6', {}, 'none'],
    ['officer6', school, { schoolId: 's1' }],
    ['visitor', school, 'none'],
  ] as const)('of %s with %j is %j', (role, unit, scope) => {
    expect(scopeOf(actor(role, unit))).toEqual(scope);
  });
});

describe('covers', () => {
  it.each([
    ['bureau', {}, { areaId: 'outside' }, true],
    ['township', town, { areaId: 't1', schoolId: 's9' }, true],
    ['township', town, { areaId: 't2' }, false],
    ['township', town, { areaId: 'outside' }, false],
    ['school', school, { areaId: 't1', schoolId: 's1' }, true],
    ['school', school, { areaId: 't1', schoolId: 's2' }, false],
    ['school', school, { areaId: 't1' }, false],
    ['visitor', {}, { areaId: 't1' }, false],
  ] as const)('%s with %j and %j: %s', (role, unit, file, yes) => {
    expect(covers(actor(role, unit), file)).toBe(yes);
  });
});
