import type { FileSchool } from './file-shape.ts';
import type { Place, School } from './place.ts';

/** Which schools of before are part of a school of today, by their ids: what was theirs is its. */
export type Survivors = ReadonlyMap<string, string>;

/**
 * The ids of the schools that each school names as its `former` ones: by code, by name, or by township and name; of
 * two that fit, the one of its own township. Schools that are still there are nobody's former ones. Pure.
 */
export function formerIdsOf(
  { former = [] }: Pick<FileSchool, 'former'>,
  townshipId: string,
  gone: readonly School[],
  townshipName: (id: string) => string,
): readonly string[] {
  const ids = former.flatMap((word) => {
    const called = gone.filter(
      ({ name, code, aliases, townshipId: at }) =>
        word === name || word === code || word === townshipName(at) + name || aliases.includes(word),
    );
    const near = called.filter((school) => school.townshipId === townshipId);
    const [only, second] = near.length > 0 ? near : called;
    return only === undefined || second !== undefined ? [] : [only.id];
  });
  return [...new Set(ids)];
}

/** Where the files of each merged school belong now. */
export function survivorsOf(schools: readonly School[]): Survivors {
  return new Map(schools.flatMap(({ id, formerIds = [] }) => formerIds.map((old) => [old, id] as const)));
}

/** A place that is gone, and the school it is part of now. */
export interface Merged {
  readonly place: Place;
  readonly into: School;
}

/** Those of the places that are part of another school now. */
export function mergedAmong(places: readonly Place[], schools: readonly School[]): readonly Merged[] {
  return places.flatMap((place) => {
    const into = schools.find(({ formerIds }) => formerIds?.includes(place.id));
    return into === undefined ? [] : [{ place, into }];
  });
}
