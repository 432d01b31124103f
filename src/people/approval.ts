import { defined } from '../kit/defined.ts';
import type { Actor } from './actor.ts';
import type { Role } from './roles.ts';
import type { Claim, RosterMember } from './types.ts';

/** What an approval would make somebody: a member of the county file, or what is claimed. */
export interface Target {
  readonly memberId?: string;
  readonly role: Role;
  readonly townshipId?: string;
  readonly claim: Claim & { readonly role: Role };
}

const NEEDS: Partial<Readonly<Record<Role, 'townshipId' | 'schoolId'>>> = {
  township: 'townshipId',
  village: 'townshipId',
  school: 'schoolId',
  teacher: 'schoolId',
};

/**
 * Who is meant: the one free member of that name whom the claim fits, else the claim itself. Undefined when that
 * is not enough to say what the person may do.
 */
export function targetOf(claim: Claim, free: readonly RosterMember[]): Target | undefined {
  const [member, second] = free.filter((each) => fits(claim, each));
  if (member !== undefined && second === undefined) return targetOfMember(member);
  const { role } = claim;
  if (role === undefined || role === 'visitor') return undefined;
  const need = NEEDS[role];
  if (need !== undefined && claim[need] === undefined) return undefined;
  return {
    role,
    claim: { ...claim, role },
    ...defined({ townshipId: claim.townshipId }),
  };
}

function targetOfMember({ id, name, role, townshipId }: RosterMember): Target {
  return {
    memberId: id,
    role,
    claim: { name, role },
    ...defined({ townshipId }),
  };
}

/** Whether nothing that is claimed speaks against the member. A name is needed. */
function fits(claim: Claim, member: RosterMember): boolean {
  if (claim.name !== member.name) return false;
  if (claim.role !== undefined && claim.role !== member.role) return false;
  if (claim.schoolId !== undefined && claim.schoolId !== member.schoolId) return false;
  return claim.townshipId === undefined || claim.townshipId === member.townshipId;
}

const LOCAL: readonly Role[] = ['teacher', 'school', 'village'];

/**
 * Whether `by` may make somebody this: admins anybody, the bureau anybody but admins, a township officer only
 * teachers, school people and village people of their own township. Nobody approves themselves, on no account of theirs.
 */
export function mayApprove(by: Actor, askerKey: string, target: Target): boolean {
  if (!by.bound || by.key === askerKey) return false;
  if (by.memberId !== undefined && by.memberId === target.memberId) return false;
  if (by.role === 'admin') return true;
  if (by.role === 'bureau') return target.role !== 'admin';
  if (by.role !== 'township') return false;
  return LOCAL.includes(target.role) && by.townshipId !== undefined && by.townshipId === target.townshipId;
}
