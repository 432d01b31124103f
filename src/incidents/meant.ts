import type { By } from '../kit/by.ts';
import type { Person } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';

const OF_BUREAU = /教育局|教体局|局(?:长|里|机关|领导)|股长/;

/**
 * Whether the words accuse this person or their unit, as far as anybody can tell: named, of a school or place that is
 * spoken of, or of the school of who speaks. They must hear nothing of it, so doubt counts against telling. Pure.
 */
export function mayBeMeant(
  { name, role, schoolId, townshipId }: Pick<Person, 'name' | 'role' | 'schoolId' | 'townshipId'>,
  {
    words,
    by,
    gazetteer,
  }: { readonly words: string; readonly by: By; readonly gazetteer: Pick<Gazetteer, 'scan'> },
): boolean {
  const plain = words.replace(/\s+/gu, '');
  if (name !== undefined && plain.includes(name)) return true;
  if (schoolId !== undefined && by.unit === schoolId) return true;
  if ((role === 'bureau' || role === 'leader') && OF_BUREAU.test(plain)) return true;
  const unit = schoolId ?? townshipId;
  const places = gazetteer.scan(words).flatMap(({ candidates }) => candidates);
  return unit !== undefined && places.some((place) => place.id === unit || isIn(place, unit));
}

/** A village or water is its township's; a school stands for itself. */
function isIn(place: ReturnType<Gazetteer['scan']>[number]['candidates'][number], unit: string): boolean {
  return (place.kind === 'village' || place.kind === 'water') && place.townshipId === unit;
}
