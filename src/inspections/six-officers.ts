import type { Person } from '../people/types.ts';
import type { School } from '../places/place.ts';
import type { OfficerRole } from '../places/six-officers.ts';

/** Which of the county's officers a post or a word means. */
export function officerMeant(word: string, officers: readonly OfficerRole[]): OfficerRole | undefined {
  return officers.find(({ name, aliases }) => [name, ...aliases].some((one) => word.includes(one)));
}

/** The officer that a hazard of these words is for. */
export function officerFor(
  { description, category = '' }: { readonly description: string; readonly category?: string },
  officers: readonly OfficerRole[],
): OfficerRole | undefined {
  const words = `${category} ${description}`;
  return officers.find((officer) => officer.for.some((one) => words.includes(one)));
}

/** Who is this officer for this school: sent to it, to its township, or to the whole county, the nearest first. */
export function officersOf(
  { id, townshipId }: Pick<School, 'id' | 'townshipId'>,
  officer: OfficerRole,
  everyone: readonly Person[],
): readonly Person[] {
  const theirs = everyone.filter(
    ({ role, post = '' }) => role === 'officer6' && officerMeant(post, [officer]) !== undefined,
  );
  const near = (person: Person): number =>
    person.schoolId === id
      ? 0
      : person.schoolId !== undefined
        ? -1
        : person.townshipId === townshipId
          ? 1
          : person.townshipId === undefined
            ? 2
            : -1;
  return theirs.filter((person) => near(person) >= 0).sort((a, b) => near(a) - near(b));
}
