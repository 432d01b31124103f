import { type Role, roleOf } from './roles.ts';
import type { Roster, RosterGroup, RosterMember } from './types.ts';

/** The county file's current version, as far as people are concerned. `role` is a word of ROLES. */
export interface RosterSource {
  readonly members: readonly (Omit<RosterMember, 'role'> & { readonly role: string })[];
  readonly groups: readonly RosterGroup[];
}

const rosters = new WeakMap<RosterSource, Roster>();

/**
 * What the people service works with, the same object for the same source. A member whose role this program does
 * not know is a visitor.
 */
export function rosterFrom(source: RosterSource): Roster {
  const made = rosters.get(source);
  if (made !== undefined) return made;
  const { members, groups } = source;
  const known = (role: string): Role => roleOf(role) ?? 'visitor';
  const roster = {
    members: members.map((member) => ({ ...member, role: known(member.role) })),
    groups,
  };
  rosters.set(source, roster);
  return roster;
}
