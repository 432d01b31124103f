import { describe, expect, it } from '@jest/globals';
import type { Actor } from '../../src/people/actor.ts';
import { mayApprove, targetOf } from '../../src/people/approval.ts';
import type { Role } from '../../src/people/roles.ts';
import type { RosterMember } from '../../src/people/types.ts';

const by = (role: Role, unit: Partial<Actor> = {}): Actor => ({
  key: 'wecom:boss',
  bound: true,
  role,
  ...unit,
});
const target = (role: Role, townshipId?: string) => ({
  role,
  claim: { role },
  ...(townshipId === undefined ? {} : { townshipId }),
});

describe('mayApprove', () => {
  it.each([
    ['admin', {}, target('admin'), true],
    ['admin', {}, target('bureau'), true],
    ['bureau', {}, target('admin'), false],
    ['bureau', {}, target('leader'), true],
    ['bureau', {}, target('township', 't1'), true],
    ['township', { townshipId: 't1' }, target('teacher', 't1'), true],
    ['township', { townshipId: 't1' }, target('school', 't1'), true],
    ['township', { townshipId: 't1' }, target('village', 't1'), true],
    ['township', { townshipId: 't1' }, target('teacher', 't2'), false],
    ['township', { townshipId: 't1' }, target('township', 't1'), false],
    ['township', { townshipId: 't1' }, target('bureau'), false],
    ['township', {}, target('teacher'), false],
    ['school', { townshipId: 't1' }, target('teacher', 't1'), false],
    ['leader', {}, target('teacher', 't1'), false],
    ['visitor', {}, target('teacher', 't1'), false],
  ] as const)('%s with %j for %j: %s', (role, unit, wanted, yes) => {
    expect(mayApprove(by(role, unit), 'dingtalk:asker', wanted)).toBe(yes);
  });

  it('lets nobody approve themselves, on none of their accounts', () => {
    expect(mayApprove(by('admin'), 'wecom:boss', target('bureau'))).toBe(false);
    const own = { ...target('township', 't1'), memberId: 'm1' };
    expect(mayApprove(by('admin', { memberId: 'm1' }), 'dingtalk:boss', own)).toBe(false);
  });
});

describe('targetOf', () => {
  const member = (id: string, name: string, role: Role, unit = {}): RosterMember => ({
    id,
    name,
    role,
    ...unit,
  });
  const teacher = member('m1', '卓谷雨', 'teacher', { townshipId: 't1', schoolId: 's1' });
  const other = member('m2', '卓谷雨', 'township', { townshipId: 't2' });

  it.each([
    ['the one member of that name', { name: '卓谷雨' }, [teacher], 'm1'],
    ['the one that fits the role', { name: '卓谷雨', role: 'township' }, [teacher, other], 'm2'],
    [
      'the one that fits the school',
      { name: '卓谷雨', schoolId: 's1', townshipId: 't1' },
      [teacher, other],
      'm1',
    ],
  ] as const)('is %s', (_what, claim, free, id) => {
    expect(targetOf(claim, free)?.memberId).toBe(id);
  });

  it.each([
    ['two members fit', { name: '卓谷雨' }, [teacher, other]],
    ['no role is known', { name: '某人', schoolId: 's1' }, []],
    ['a teacher has no school', { name: '某人', role: 'teacher', townshipId: 't1' }, []],
    ['a township officer has no township', { role: 'township' }, []],
    ['the role is visitor', { role: 'visitor' }, []],
  ] as const)('is nobody when %s', (_what, claim, free) => {
    expect(targetOf(claim, free)).toBeUndefined();
  });

  it('is the claim itself when the roster has no such member', () => {
    const claim = { name: '某人', role: 'teacher', townshipId: 't1', schoolId: 's1' } as const;
    expect(targetOf(claim, [])).toEqual({ role: 'teacher', townshipId: 't1', claim });
  });
});
