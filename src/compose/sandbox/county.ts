import { defined } from '../../kit/defined.ts';
import { ROLE_WORDS, type Role } from '../../people/roles.ts';
import type { County, CountyMember } from '../../places/county.ts';

/** The people and groups of the county file, as the sandbox page shows them. */
export function sandboxCounty(county: County) {
  const members = county.members.filter(isReachable);
  return {
    name: county.gazetteer.county.name,
    people: [...members.map((member) => personOf(county, member)), VISITOR],
    newcomer: Math.max(0, members.findIndex(isTownshipOfficer)),
    groups: county.groups.map(({ name, wecom, dingtalk }) => ({
      name,
      ...defined({ wecom, dingtalk }),
    })),
  };
}

/** Somebody who is not in the roster: what visitors may do can be tried too. */
const VISITOR = { name: '群众', role: '未绑定', place: '望溪县', wecom: 'visitor', dingtalk: 'visitor' };

/** Whose day has most of what the program does. */
const isTownshipOfficer = ({ role, post }: CountyMember): boolean =>
  role === 'township' && post === '教育专干';

const isReachable = ({ wecom, dingtalk }: CountyMember): boolean =>
  wecom !== undefined || dingtalk !== undefined;

function personOf(county: County, member: CountyMember) {
  const { gazetteer } = county;
  const id = member.schoolId ?? member.townshipId;
  const unit = id === undefined ? undefined : gazetteer.byId(id)?.name;
  return {
    name: member.name,
    role: member.post ?? ROLE_WORDS[member.role as Role][0] ?? member.role,
    place: unit ?? member.department ?? gazetteer.county.name,
    ...defined({ wecom: member.wecom, dingtalk: member.dingtalk }),
  };
}
