import type { Actor } from '../people/actor.ts';
import type { Person } from '../people/types.ts';
import type { Supervision } from './types.ts';

const HEAD = /(?<!副)(?:校|园)长/u;

/**
 * Whether this person's word is the unit's answer: the school's head, any of its leading people where the county knows
 * no head of it; the township's people where no school answers.
 */
export function maySign(
  { role, post = '', schoolId, townshipId }: Pick<Actor, 'role' | 'post' | 'schoolId' | 'townshipId'>,
  file: Pick<Supervision, 'areaId' | 'schoolId'>,
  everyone: readonly Person[],
): boolean {
  if (file.schoolId === undefined) return role === 'township' && townshipId === file.areaId;
  if (role !== 'school' || schoolId !== file.schoolId) return false;
  return HEAD.test(post) || headsOf(file, everyone).length === 0;
}

/** The heads of the school, as far as the county knows any. */
export function headsOf(
  { schoolId }: Pick<Supervision, 'schoolId'>,
  everyone: readonly Person[],
): readonly Person[] {
  return everyone.filter(
    (one) => one.role === 'school' && one.schoolId === schoolId && HEAD.test(one.post ?? ''),
  );
}

/** Whether somebody belongs to the unit that answers. */
export function isOfUnit(
  { role, schoolId, townshipId }: Pick<Person, 'role' | 'schoolId' | 'townshipId'>,
  file: Pick<Supervision, 'areaId' | 'schoolId'>,
): boolean {
  return file.schoolId === undefined
    ? role === 'township' && townshipId === file.areaId
    : role === 'school' && schoolId === file.schoolId;
}
