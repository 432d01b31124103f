import type { Actor } from './actor.ts';
import type { Role } from './roles.ts';
import type { Claim, RosterMember } from './types.ts';

/** Somebody the county does not know. */
export function visitor(key: string): Actor {
  return { key, bound: false, role: 'visitor' };
}

/** A member of the county file behind an account. */
export function actorOfMember(key: string, member: RosterMember): Actor {
  const { id, name, role, post, townshipId, schoolId, department } = member;
  return {
    key,
    bound: true,
    memberId: id,
    name,
    role,
    ...(post === undefined ? {} : { post }),
    ...(townshipId === undefined ? {} : { townshipId }),
    ...(schoolId === undefined ? {} : { schoolId }),
    ...(department === undefined ? {} : { department }),
  };
}

/** A person whom an officer vouched for and whom the county file does not list. */
export function actorOfClaim(key: string, claim: Claim & { readonly role: Role }): Actor {
  return { key, bound: true, ...claim };
}

/** An administrator named in ADMINS: whatever else he is, he may do everything. */
export function asAdmin(actor: Actor): Actor {
  return { ...actor, bound: true, role: 'admin' };
}
