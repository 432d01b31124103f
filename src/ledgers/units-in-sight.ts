import type { Duty } from '../duties/types.ts';
import { townshipOfUnit } from '../duties/units.ts';
import type { Actor } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import { scopeOf } from '../people/scope.ts';
import type { Gazetteer } from '../places/gazetteer.ts';

/** Who may read what units answered, added up; of which units is decided by their area. */
export const TOTALS_READERS = ['bureau', 'leader', 'auditor', 'township'] as const satisfies readonly Role[];

/** The units of a duty whose answers this person may read, of one township only where it is named. */
export function unitsInSight(
  actor: Actor,
  { expected }: Pick<Duty, 'expected'>,
  gazetteer: Pick<Gazetteer, 'byId'>,
  areaId?: string,
): readonly string[] {
  if (!actor.bound || !TOTALS_READERS.some((role) => role === actor.role)) return [];
  const scope = scopeOf(actor);
  if (typeof scope === 'string' ? scope !== 'all' : !('townshipId' in scope)) return [];
  const own = typeof scope === 'string' ? undefined : (scope as { readonly townshipId: string }).townshipId;
  return expected.filter((unit) => {
    const township = townshipOfUnit(unit, gazetteer);
    return (own === undefined || township === own) && (areaId === undefined || township === areaId);
  });
}
