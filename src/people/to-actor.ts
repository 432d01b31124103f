import { defined } from '../kit/defined.ts';
import type { Actor } from './actor.ts';
import type { Role } from './roles.ts';
import type { Claim, RosterMember } from './types.ts';

/** Somebody the county does not know. */
export function visitor(key: string): Actor {
  return { key, bound: false, role: 'visitor' };
}

/** A member of the county file behind an account. */
export function actorOfMember(key: string, member: RosterMember): Actor {
  const { id, name, role, post, townshipId, schoolId, department, rights, shared } = member;
  return {
    key,
    bound: true,
    memberId: id,
    name,
    role,
    ...defined({ post, townshipId, schoolId, department, rights, shared }),
  };
}

/** A person whom an officer vouched for and whom the county file does not list; merged accounts are one person. */
export function actorOfClaim(
  key: string,
  { claim, person }: { readonly claim: Claim & { readonly role: Role }; readonly person?: string },
): Actor {
  return { key, bound: true, memberId: person ?? personOfClaim(key), ...claim };
}

const CLAIMED = 'claim:';

/** What stands for a member id with people whom the county file does not list: the account bound first. */
export function personOfClaim(key: string): string {
  return `${CLAIMED}${key}`;
}

/** The account bound first of such a person; undefined for a member of the county file. */
export function firstAccountOf(memberId: string): string | undefined {
  return memberId.startsWith(CLAIMED) ? memberId.slice(CLAIMED.length) : undefined;
}

/** An administrator named in ADMINS: whatever else they are, they may do everything. */
export function asAdmin(actor: Actor): Actor {
  return { ...actor, bound: true, role: 'admin' };
}
