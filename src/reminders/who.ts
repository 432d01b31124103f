import type { Person } from '../people/types.ts';

/** Who can be told at all: they have an account. */
export const canBeTold = ({ accounts }: Person): boolean => accounts.length > 0;

const CARES = /安全|控辍|学籍|基教/;

/**
 * The officer of the bureau who phones a unit's people: 包片干部 of the unit's township, else any 包片干部, else who
 * looks after safety or dropouts, else the first of the bureau. Undefined when nobody of the bureau has an account.
 */
export function phonerOf(people: readonly Person[], townshipId?: string): Person | undefined {
  const bureau = people.filter((person) => person.role === 'bureau' && canBeTold(person));
  const ofArea = bureau.filter(({ post }) => post === '包片干部');
  return (
    ofArea.find((person) => townshipId !== undefined && person.townshipId === townshipId) ??
    ofArea.find((person) => person.townshipId === undefined) ??
    ofArea[0] ??
    bureau.find(({ post = '' }) => CARES.test(post)) ??
    bureau[0]
  );
}
