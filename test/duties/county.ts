import type { Actor } from '../../src/people/actor.ts';
import type { Role } from '../../src/people/roles.ts';
import type { Person } from '../../src/people/types.ts';
import type { School, Township } from '../../src/places/place.ts';

const township = (id: string, name: string): Township => ({ kind: 'township', id, name, aliases: [] });
const school = (
  id: string,
  townshipId: string,
  schoolKind: School['schoolKind'],
  boarding = false,
): School => ({
  kind: 'school',
  id,
  name: id,
  aliases: [],
  schoolKind,
  townshipId,
  boarding,
});

/** A county of two townships and five schools. */
export const PLACES = {
  townships: [township('t1', '桐渡镇'), township('t2', '柳汊镇')],
  schools: [
    school('s1', 't1', '小学'),
    school('s2', 't1', '初中', true),
    school('s3', 't2', '小学', true),
    school('s4', 't2', '幼儿园'),
    school('s5', 't1', '教学点'),
  ],
};

/** Somebody in a role. */
export const actor = (role: Role, more: Partial<Actor> = {}): Actor => ({
  key: `wecom:${role}`,
  bound: true,
  role,
  ...more,
});

/** A person of the county, with an account unless `accounts` says otherwise. */
export const person = (id: string, role: Role, more: Partial<Person> = {}): Person => ({
  id,
  role,
  accounts: [{ platform: 'wecom', userId: id }],
  ...more,
});
