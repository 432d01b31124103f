import type { Actor } from '../people/actor.ts';
import { scopeOf } from '../people/scope.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { SMALL_TOWNSHIP_PUPILS } from '../places/naming.ts';
import { OUTSIDE } from '../places/place.ts';

/** What of the county a reader's digest speaks of. */
export interface View {
  /** The same for all readers who see the same: `all`, or the township's id. */
  readonly id: string;
  /** In county-file order, 区外 last where it is among them. */
  readonly areaIds: readonly string[];
  /** Of a township so small that a count of 1 to 4 points at a child: such counts are not printed. */
  readonly small: boolean;
}

/** The reader's view; undefined for somebody who sees less than a township. */
export function viewOf(reader: Actor, gazetteer: Gazetteer): View | undefined {
  const scope = scopeOf(reader);
  if (scope === 'all') {
    const areaIds = [...gazetteer.townships.map(({ id }) => id), OUTSIDE.id];
    return { id: 'all', areaIds, small: false };
  }
  if (typeof scope === 'string' || !('townshipId' in scope)) return undefined;
  const pupils = gazetteer.pupils(scope.townshipId);
  return {
    id: scope.townshipId,
    areaIds: [scope.townshipId],
    small: pupils !== undefined && pupils < SMALL_TOWNSHIP_PUPILS,
  };
}
