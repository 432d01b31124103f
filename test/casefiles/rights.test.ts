import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type FileInSight,
  type Forbidden,
  forbids,
  isBy,
  maySee,
  type Reader,
  type Right,
  type Sight,
} from '../../src/casefiles/rights.ts';
import type { By } from '../../src/kit/by.ts';
import type { Actor } from '../../src/people/actor.ts';
import { ROLES, type Role } from '../../src/people/roles.ts';
import { cases } from '../support/cases.ts';
import { anyFile, anyReader, SIGHTS } from './readers.ts';

const ME = 'wecom:me';
const ANYONE: Sight = { ownFor: 'anyone' };
const BOUND: Sight = { ownFor: 'bound' };
const TOWN = { townshipId: 't1' };
const SCHOOL = { townshipId: 't1', schoolId: 's1' };

function reader(role: Role, unit: Partial<Actor> = {}, accounts: readonly string[] = [ME]): Reader {
  return { actor: { key: ME, bound: role !== 'visitor', memberId: 'm1', role, ...unit }, accounts };
}

function file(over: Partial<FileInSight> = {}): FileInSight {
  const by = { key: over.reporterKey ?? 'wecom:other', role: 'school' };
  return { areaId: 't1', schoolId: 's1', reporterKey: by.key, entries: [{ kind: 'reported', by }], ...over };
}
const inTown = file();
const elsewhere = file({ areaId: 't2', schoolId: 's2' });
const ofOtherSchool = file({ schoolId: 's2' });
const ofNoSchool = ((): FileInSight => {
  const { schoolId: _, ...rest } = file();
  return rest;
})();
const outside = file({ areaId: 'outside', schoolId: 's9' });
const nowhere: FileInSight = { reporterKey: 'wecom:other', entries: [] };

describe('a file of others may be seen', () => {
  const all = { inTown, ofOtherSchool, ofNoSchool, elsewhere, outside, nowhere };
  const everything = Object.keys(all);

  it.each<[Role, Partial<Actor>, readonly string[]]>([
    ['visitor', SCHOOL, []],
    ['teacher', SCHOOL, ['inTown']],
    ['teacher', TOWN, []],
    ['school', SCHOOL, ['inTown']],
    ['school', {}, []],
    ['township', TOWN, ['inTown', 'ofOtherSchool', 'ofNoSchool']],
    ['township', {}, []],
    ['township', { townshipId: 'outside' }, ['outside']],
    ['village', TOWN, ['inTown', 'ofOtherSchool', 'ofNoSchool']],
    ['department', {}, []],
    ['department', TOWN, ['inTown', 'ofOtherSchool', 'ofNoSchool']],
    ['department', SCHOOL, ['inTown']],
    ['officer6', {}, []],
    ['officer6', SCHOOL, ['inTown']],
    ['bureau', {}, everything],
    ['leader', TOWN, everything],
    ['auditor', {}, everything],
    ['admin', {}, everything],
  ])('by a %s of %j: %j', (role, unit, seen) => {
    const look = reader(role, unit);
    for (const sight of SIGHTS)
      expect(Object.entries(all).flatMap(([name, one]) => (maySee(look, one, sight) ? [name] : []))).toEqual(
        seen,
      );
  });
});

describe('a file of one’s own', () => {
  const mine = file({ areaId: 't2', schoolId: 's2', reporterKey: ME });

  it.each<[string, Reader, Sight, boolean]>([
    ['is seen by whoever reported it, of any area', reader('teacher', SCHOOL), BOUND, true],
    ['is seen from each of their accounts', reader('teacher', SCHOOL, ['dingtalk:me', ME]), BOUND, true],
    ['is not seen without that account', reader('teacher', SCHOOL, ['dingtalk:me']), ANYONE, false],
    ['is seen by a visitor, where anyone may', reader('visitor'), ANYONE, true],
    ['is not seen by a visitor, where only the bound may', reader('visitor'), BOUND, false],
    ['is not seen by whoever is bound no longer', reader('teacher', { bound: false }), BOUND, false],
    ['is seen by them where anyone may', reader('teacher', { bound: false }), ANYONE, true],
    ['is seen by officers without any area', reader('officer6'), BOUND, true],
  ])('%s', (_, who, sight, yes) => {
    expect(maySee(who, mine, sight)).toBe(yes);
  });
});

describe('a move', () => {
  const officers: Right = { roles: ['township', 'bureau'], files: 'covered' };
  const whoeverSees: Right = { roles: 'anyone', files: 'seen' };
  const reporter: Right = { roles: 'anyone', files: 'own' };
  const mine = file({ areaId: 't2', reporterKey: ME });
  const mineInTown = file({ reporterKey: ME });

  describe('for officers of the area', () => {
    it.each<[Role, Partial<Actor>, FileInSight, Forbidden | undefined]>([
      ['township', TOWN, inTown, undefined],
      ['township', TOWN, elsewhere, 'unseen'],
      ['township', TOWN, outside, 'unseen'],
      // They may look at what they reported themselves; whose work it is is another matter.
      ['township', TOWN, mine, 'unseen'],
      ['township', {}, inTown, 'unseen'],
      ['bureau', {}, elsewhere, undefined],
      ['bureau', {}, nowhere, undefined],
      ['admin', {}, elsewhere, undefined],
      ['leader', {}, inTown, 'role'],
      ['auditor', {}, inTown, 'role'],
      ['village', TOWN, inTown, 'role'],
      ['school', SCHOOL, inTown, 'role'],
      ['teacher', SCHOOL, inTown, 'role'],
      ['department', SCHOOL, inTown, 'role'],
      ['officer6', TOWN, inTown, 'role'],
      ['visitor', SCHOOL, inTown, 'unseen'],
      ['visitor', SCHOOL, mineInTown, 'unseen'],
    ])('by a %s of %j', (role, unit, one, why) => {
      expect(forbids(reader(role, unit), officers, one, ANYONE)).toBe(why);
    });
  });

  describe('for whoever sees the file', () => {
    it.each(ROLES)('is admitted by a %s unless they only read', (role) => {
      const why = role === 'auditor' ? 'role' : undefined;
      expect(forbids(reader(role, TOWN), whoeverSees, mine, ANYONE)).toBe(why);
    });

    it('is unseen for whoever does not', () => {
      expect(forbids(reader('teacher', SCHOOL), whoeverSees, elsewhere, ANYONE)).toBe('unseen');
      expect(forbids(reader('visitor'), whoeverSees, mine, BOUND)).toBe('unseen');
    });
  });

  describe('for the reporter', () => {
    it.each<[string, Reader, FileInSight, Forbidden | undefined]>([
      ['is theirs', reader('teacher', SCHOOL), mine, undefined],
      ['is theirs from another account', reader('teacher', SCHOOL, ['dingtalk:me', ME]), mine, undefined],
      ['is theirs as a visitor', reader('visitor'), mine, undefined],
      ['is nobody else’s who sees the file', reader('township', TOWN), inTown, 'role'],
      ['is not the administrator’s', reader('admin'), inTown, 'role'],
      ['is unseen for whoever does not see it', reader('teacher', SCHOOL), elsewhere, 'unseen'],
      ['is no auditor’s, though they reported it', reader('auditor'), mine, 'role'],
    ])('%s', (_, who, one, why) => {
      expect(forbids(who, reporter, one, ANYONE)).toBe(why);
    });
  });

  describe('that somebody else must make', () => {
    const accepts: Right = { roles: ['township', 'school'], files: 'covered', notBy: ['rectified'] };
    const rectifiedBy = (by: By) => file({ entries: [...inTown.entries, { kind: 'rectified', by }] });
    const other: By = { key: 'wecom:other', person: 'm2', role: 'school' };
    const bare = ((): Reader => {
      const { memberId: _, ...actor } = reader('township', TOWN).actor;
      return { actor, accounts: [ME] };
    })();

    it.each<[string, Reader, FileInSight, Forbidden | undefined]>([
      [
        'is not theirs who rectified',
        reader('township', TOWN),
        rectifiedBy({ key: ME, role: 'school' }),
        'same-person',
      ],
      [
        'is not theirs from another account that is known to be theirs',
        reader('township', TOWN, [ME, 'dingtalk:me']),
        rectifiedBy({ key: 'dingtalk:me', role: 'school' }),
        'same-person',
      ],
      [
        'is not theirs from an account that only the entry knows to be theirs',
        reader('township', TOWN),
        rectifiedBy({ key: 'dingtalk:before', person: 'm1', role: 'school' }),
        'same-person',
      ],
      ['is theirs when another person rectified', reader('township', TOWN), rectifiedBy(other), undefined],
      ['is theirs when nobody rectified', reader('township', TOWN), inTown, undefined],
      [
        'is theirs though they made entries of other kinds',
        reader('township', TOWN),
        file({ entries: [{ kind: 'reported', by: { key: ME, role: 'school' } }] }),
        undefined,
      ],
      [
        'is not theirs when they and others rectified',
        reader('township', TOWN),
        file({
          entries: [
            { kind: 'rectified', by: { key: ME, role: 'school' } },
            { kind: 'rectified', by: other },
          ],
        }),
        'same-person',
      ],
      [
        'takes nobody for two who have no person',
        bare,
        rectifiedBy({ key: 'wecom:x', role: 'school' }),
        undefined,
      ],
      ['is told by role first', reader('leader'), rectifiedBy({ key: ME, role: 'school' }), 'role'],
      ['binds administrators too', reader('admin'), rectifiedBy({ key: ME, role: 'school' }), 'same-person'],
    ])('%s', (_, who, one, why) => {
      expect(forbids(who, accepts, one, ANYONE)).toBe(why);
    });
  });

  const anyRight: fc.Arbitrary<Right> = fc.record({
    roles: fc.oneof(fc.constant('anyone' as const), fc.subarray([...ROLES])),
    files: fc.constantFrom('seen', 'covered', 'own'),
    notBy: fc.subarray(['reported', 'rectified']),
  });

  it('is unseen for everybody who may not see the file, and never an auditor’s', () => {
    fc.assert(
      fc.property(anyReader, anyRight, anyFile, fc.constantFrom(...SIGHTS), (who, right, one, sight) => {
        const why = forbids(who, right, one, sight);
        if (!maySee(who, one, sight)) expect(why).toBe('unseen');
        if (who.actor.role === 'auditor') expect(why).toBeDefined();
        if (why !== undefined) return;
        expect(one.entries.some(({ kind, by }) => right.notBy?.includes(kind) && isBy(who, by))).toBe(false);
      }),
      cases(),
    );
  });
});

describe('a file that names whose it is', () => {
  const OWNED: Sight = { ownFor: 'anyone', owned: true };
  const theirs = file({ areaId: 't9', owners: ['m1'] });
  const closed = file({ owners: ['m1'], closed: true });
  const answers: Right = { roles: ['bureau'], files: 'seen', owners: true };
  const other = (role: Role): Reader => reader(role, { ...TOWN, memberId: 'm2' });

  it('is seen and moved by its owners, whatever they are and wherever it lies', () => {
    for (const one of [theirs, closed]) {
      expect(maySee(reader('officer6'), one, OWNED)).toBe(true);
      expect(forbids(reader('officer6'), answers, one, OWNED)).toBeUndefined();
    }
    expect(maySee(reader('officer6'), theirs, ANYONE)).toBe(false);
  });

  it.each(ROLES.filter((role) => role !== 'visitor'))(
    'is not there for any other %s when it is closed',
    (role) => {
      expect(maySee(other(role), closed, OWNED)).toBe(false);
      expect(forbids(other(role), answers, closed, OWNED)).toBe('unseen');
    },
  );

  it('is moved by nobody else when it is closed, not by who reported it either', () => {
    const mine = file({ owners: ['m1'], closed: true, reporterKey: ME });
    expect(maySee(other('bureau'), mine, OWNED)).toBe(true);
    expect(forbids(other('bureau'), answers, mine, OWNED)).toBe('role');
  });
});
