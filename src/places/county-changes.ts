import type { CountyPlaces } from './county.ts';
import type { CountyFile } from './file-shape.ts';
import type { Place } from './place.ts';

/** How many open cases each of the places has; places without any may be left out. */
export type OpenCasesOf = (placeIds: readonly string[]) => Promise<ReadonlyMap<string, number>>;

/** A place that the file no longer has although there is work left in it. */
export interface InUse {
  readonly place: Place;
  /** Open dropout cases and hazards. */
  readonly open: number;
}

/** Places that leave with this version. */
export function leavingPlaces(next: CountyPlaces, before: CountyPlaces | undefined): readonly Place[] {
  const gone = new Set(before?.retired.map(({ id }) => id));
  return next.retired.filter(({ id }) => !gone.has(id));
}

/** How many places come, or come back, with this version. */
export function countArriving(next: CountyPlaces, before: CountyPlaces | undefined): number {
  const there = new Set(before && present(before).map(({ id }) => id));
  return present(next).filter(({ id }) => !there.has(id)).length;
}

const present = ({ townships, schools, villages, waters }: CountyPlaces): readonly Place[] => [
  ...townships,
  ...schools,
  ...villages,
  ...waters,
];

/** Those of the places that have open cases; none of those that live on as part of another school. */
export async function inUse(places: readonly Place[], openCasesOf: OpenCasesOf): Promise<readonly InUse[]> {
  if (places.length === 0) return [];
  const counts = await openCasesOf(places.map(({ id }) => id));
  return places.map((place) => ({ place, open: counts.get(place.id) ?? 0 })).filter(({ open }) => open > 0);
}

/** Whether the file is surely about another county: neither name nor code is the same. */
export function isOtherCounty(before: CountyFile, next: CountyFile): boolean {
  return before.county.name !== next.county.name && before.county.code !== next.county.code;
}

/** The file as text that is the same for the same content, whatever the order of members. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member,
  );
}
