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
  if (!isLocal(role) && (claim.name ?? '') === '') return undefined;
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

/** Whether two people of one name would be one to the county: the same role in the same unit. */
export function sameClaim(one: Claim, other: Claim): boolean {
  return one.role === other.role && one.townshipId === other.townshipId && one.schoolId === other.schoolId;
}

/** Whether nothing that is claimed speaks against the member. A name is needed. */
function fits(claim: Claim, member: RosterMember): boolean {
  if (claim.name !== member.name) return false;
  if (claim.role !== undefined && claim.role !== member.role) return false;
  if (claim.schoolId !== undefined && claim.schoolId !== member.schoolId) return false;
  return claim.townshipId === undefined || claim.townshipId === member.townshipId;
}

const LOCAL: readonly Role[] = ['teacher', 'school', 'village'];

/** What a township may give by itself; more reaches beyond one school or village, and is agreed to word by word. */
export function isLocal(role: Role): boolean {
  return LOCAL.includes(role);
}

const APPROVERS: readonly Role[] = ['admin', 'bureau', 'township'];

/** Whether somebody decides about other people's accounts at all. */
export function isApprover({ bound, role }: Actor): boolean {
  return bound && APPROVERS.includes(role);
}

/**
 * Whether `by` may make somebody this: admins anybody, the bureau anybody but admins, a township officer only
 * teachers, school people and village people of their own township. Nobody approves themselves, on no account of theirs.
 */
export function mayApprove(by: Actor, askerKey: string, target: Target): boolean {
  if (!by.bound || by.key === askerKey) return false;
  if (by.memberId !== undefined && by.memberId === target.memberId) return false;
  return mayDecideOn(by, target);
}

/** The same for somebody whose account is in question, whatever they are called: see `mayApprove`. */
export function mayDecideOn(by: Actor, target: Pick<Target, 'role' | 'townshipId'>): boolean {
  if (by.role === 'admin') return true;
  if (by.role === 'bureau') return target.role !== 'admin';
  if (by.role !== 'township') return false;
  return isLocal(target.role) && by.townshipId !== undefined && by.townshipId === target.townshipId;
}

/** Whether they may refuse who did not say enough to be anything: a township those who do not name another one. */
export function mayRefuse(by: Actor, { townshipId }: Claim): boolean {
  if (by.role === 'admin' || by.role === 'bureau') return true;
  return by.role === 'township' && (townshipId === undefined || townshipId === by.townshipId);
}
