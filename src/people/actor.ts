import type { By } from '../kit/by.ts';
import { defined } from '../kit/defined.ts';
import type { Role } from './roles.ts';

/** What somebody may do by name, beyond their role: read a child's whole file for a reason (调阅). */
export type ActorRight = 'full-view';

/** Who is speaking, as far as the county knows: what every right is decided on. */
export interface Actor {
  /** `<platform>:<user id>`; a person with two accounts has two keys and one `memberId`. */
  readonly key: string;
  readonly bound: boolean;
  /** The same for all accounts of a person: of the county file, or made up for who was bound without being listed. */
  readonly memberId?: string;
  /** The officer's own name (never a child's). */
  readonly name?: string;
  readonly role: Role;
  /** 主任, 副校长, 校长 … as the county file says. */
  readonly post?: string;
  readonly townshipId?: string;
  readonly schoolId?: string;
  readonly department?: string;
  /** Given to them by name in the county file. */
  readonly rights?: readonly ActorRight[];
  /** Several people use this account, so that nobody can say who did what by it. */
  readonly shared?: boolean;
}

/** What the county declared about a group chat; `registered: false` for a group nobody has bound. */
export interface GroupInfo {
  readonly registered: boolean;
  readonly name?: string;
  readonly audience?: 'bureau' | 'leaders' | 'township' | 'school';
  /** Parents or people of other organisations are inside (or nobody could say: the strict reading). */
  readonly outsiders: boolean;
  readonly townshipId?: string;
  readonly schoolId?: string;
}

/** What an entry keeps of whoever made it: the account, the person behind it, and whose work it was. */
export function byOf({ key, memberId, role, name, schoolId, townshipId }: Omit<Actor, 'bound'>): By {
  const unit = schoolId ?? townshipId ?? (role === 'bureau' ? 'county' : undefined);
  return { key, person: memberId ?? key, role, ...defined({ name, unit }) };
}
