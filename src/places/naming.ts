import type { Gazetteer } from './gazetteer.ts';
import type { Place } from './place.ts';
import { OUTSIDE } from './place.ts';

/** The name of an area (township id or `outside`) as counts print it. */
export function areaName(gazetteer: Gazetteer, areaId: string): string {
  if (areaId === OUTSIDE.id) return OUTSIDE.name;
  return gazetteer.byId(areaId)?.name ?? '已撤并乡镇';
}

/** A name that is read back as this place and no other: with the township in front when the bare name is shared. */
export function fullName(gazetteer: Gazetteer, place: Place): string {
  if (place.kind === 'township' || place.kind === 'outside') return place.name;
  const township = areaName(gazetteer, place.townshipId);
  if (place.name.startsWith(township)) return place.name;
  const shared = [...gazetteer.schools, ...gazetteer.villages, ...gazetteer.waters].some(
    (other) => other.id !== place.id && other.name === place.name,
  );
  return shared ? `${township}${place.name}` : place.name;
}

/** The township a group may hear of: not named when it is so small that its name points at one child. */
export function groupAreaName(gazetteer: Gazetteer, areaId: string): string | undefined {
  const pupils = gazetteer.pupils(areaId);
  return pupils !== undefined && pupils < SMALL_TOWNSHIP_PUPILS ? undefined : areaName(gazetteer, areaId);
}

/** Below so many compulsory-education pupils a township is not named in a group's receipt (users' rule). */
export const SMALL_TOWNSHIP_PUPILS = 500;
