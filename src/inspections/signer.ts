import type { Actor } from '../people/actor.ts';
import { ROLE_WORDS } from '../people/roles.ts';
import { covers } from '../people/scope.ts';
import type { School } from '../places/place.ts';

/**
 * Whether this person's word about the school is taken: it lies in their area, or they are an officer of another
 * organisation without an area of their own, who goes where they are sent.
 */
export function mayInspect(actor: Actor, { id, townshipId }: Pick<School, 'id' | 'townshipId'>): boolean {
  if (covers(actor, { areaId: townshipId, schoolId: id })) return true;
  const sent = actor.role === 'department' || actor.role === 'officer6';
  return sent && actor.schoolId === undefined && actor.townshipId === undefined;
}

/** How a checker signs: `房霜白（安全副校长）`, their office alone where nobody knows their name. */
export function signature({ name, post, role }: Pick<Actor, 'name' | 'post' | 'role'>): string {
  const office = post ?? ROLE_WORDS[role][0] ?? '';
  return name === undefined ? office : `${name}（${office}）`;
}
