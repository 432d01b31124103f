import type { Actor } from './actor.ts';

/** How far somebody's eyes reach. */
export type Scope = 'all' | 'own' | 'none' | { readonly townshipId: string } | { readonly schoolId: string };

/**
 * Whose cases the actor may see: bureau, leaders, auditors and admins all; township and village people their
 * township's; school people their school's; departments and the six officers those of the area the county file
 * gives them, if any. Who should have an area and has none sees what they reported themselves; visitors see nothing.
 */
export function scopeOf(actor: Actor): Scope {
  switch (actor.role) {
    case 'bureau':
    case 'leader':
    case 'auditor':
    case 'admin':
      return 'all';
    case 'township':
    case 'village':
      return township(actor) ?? 'own';
    case 'school':
    case 'teacher':
      return school(actor) ?? 'own';
    case 'department':
    case 'officer6':
      return school(actor) ?? township(actor) ?? 'none';
    case 'visitor':
      return 'none';
  }
}

/** What `covers` needs to know of a file. */
export interface FileArea {
  /** Township id, or `outside`. */
  readonly areaId: string;
  readonly schoolId?: string | undefined;
}

/** Whether a file of this area lies within the actor's scope; having reported it is another matter. */
export function covers(actor: Actor, { areaId, schoolId }: FileArea): boolean {
  const scope = scopeOf(actor);
  if (scope === 'all') return true;
  if (scope === 'own' || scope === 'none') return false;
  return 'townshipId' in scope ? scope.townshipId === areaId : scope.schoolId === schoolId;
}

const township = ({ townshipId }: Actor): Scope | undefined =>
  townshipId === undefined ? undefined : { townshipId };
const school = ({ schoolId }: Actor): Scope | undefined =>
  schoolId === undefined ? undefined : { schoolId };
