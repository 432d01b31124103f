import type { Person } from '../people/types.ts';
import type { CaseEntry } from './types.ts';

/** A case as far as it matters whose it is. */
interface Whose {
  readonly areaId: string;
  readonly schoolId?: string;
  readonly entries: readonly Pick<CaseEntry, 'by'>[];
}

/** Who answers for a child: one of the school's, one of the township's or village's (双线). */
export interface ResponsiblePair {
  readonly education?: Person;
  readonly administration?: Person;
}

/**
 * The pair that answers for this child: of each line who did something about the file last, as long as they are there
 * and have an account; else whose post it is by the county file.
 */
export function responsiblePair(everyone: readonly Person[], file: Whose): ResponsiblePair {
  const there = everyone.filter(({ accounts }) => accounts.length > 0);
  const { schoolId, areaId } = file;
  const ofSchool = there.filter(
    (one) => ['school', 'teacher'].includes(one.role) && schoolId !== undefined && one.schoolId === schoolId,
  );
  const ofArea = there.filter(
    (one) => ['township', 'village'].includes(one.role) && one.townshipId === areaId,
  );
  const education = lastOf(ofSchool, file) ?? byPost(ofSchool, 'school', /控辍|德育|政教|教务|校长/);
  const administration = lastOf(ofArea, file) ?? byPost(ofArea, 'township', /控辍|专干/);
  return { ...(education && { education }), ...(administration && { administration }) };
}

function lastOf(people: readonly Person[], { entries }: Whose): Person | undefined {
  const by = entries.findLast((entry) => people.some(({ id }) => id === entry.by.person))?.by;
  return people.find(({ id }) => id === by?.person);
}

function byPost(people: readonly Person[], role: Person['role'], posts: RegExp): Person | undefined {
  const first = people.filter((one) => one.role === role);
  return first.find(({ post = '' }) => posts.test(post)) ?? first[0] ?? people[0];
}
