import type { Actor } from '../people/actor.ts';

/** Who somebody is, whichever account speaks. */
export function personOf({ memberId, key }: Actor): string {
  return memberId ?? key;
}

/** Everything rights hang on: a sign-in ends when any of it is another. */
export function standingOf(actor: Actor): string {
  const { role, townshipId, schoolId, department, rights, shared } = actor;
  return JSON.stringify([personOf(actor), role, townshipId, schoolId, department, rights, shared]);
}
