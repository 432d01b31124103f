import fc from 'fast-check';
import type { FileInSight, Reader, Sight } from '../../src/casefiles/rights.ts';
import type { By } from '../../src/kit/by.ts';
import type { Actor } from '../../src/people/actor.ts';
import { ROLES } from '../../src/people/roles.ts';

// Few values each, so that random readers and files often have something to do with each other.
const TOWNS = ['t1', 't2', 'outside'] as const;
const SCHOOLS = ['s1', 's2'] as const;
const PERSONS = ['m1', 'm2'] as const;
const ACCOUNTS = ['wecom:a', 'dingtalk:a', 'wecom:b'] as const;

const maybe = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
/** The record with no member that is undefined. */
const whole = <T extends object>(record: fc.Arbitrary<T>) =>
  record.map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)));

export const SIGHTS: readonly Sight[] = [
  { ownFor: 'anyone' },
  { ownFor: 'bound' },
  { ownFor: 'anyone', owned: true },
  { ownFor: 'bound', owned: true },
];

/** Anybody who may look at files, with any of the accounts. */
export const anyReader: fc.Arbitrary<Reader> = fc.record({
  actor: whole(
    fc.record({
      key: fc.constantFrom(...ACCOUNTS),
      bound: fc.boolean(),
      memberId: maybe(PERSONS),
      role: fc.constantFrom(...ROLES),
      townshipId: maybe(TOWNS),
      schoolId: maybe(SCHOOLS),
    }),
  ) as fc.Arbitrary<Actor>,
  accounts: fc.subarray([...ACCOUNTS]),
});

const anyBy = whole(
  fc.record({ key: fc.constantFrom(...ACCOUNTS), person: maybe(PERSONS), role: fc.constant('school') }),
) as fc.Arbitrary<By>;

/** A file of any area, reported from any of the accounts. */
export const anyFile: fc.Arbitrary<FileInSight> = whole(
  fc.record({
    areaId: maybe(TOWNS),
    schoolId: maybe(SCHOOLS),
    reporterKey: fc.constantFrom(...ACCOUNTS),
    owners: fc.option(fc.subarray([...PERSONS]), { nil: undefined }),
    closed: fc.option(fc.boolean(), { nil: undefined }),
    entries: fc.array(fc.record({ kind: fc.constantFrom('reported', 'rectified'), by: anyBy }), {
      maxLength: 3,
    }),
  }),
) as fc.Arbitrary<FileInSight>;
