import { defined } from '../../kit/defined.ts';
import { localDate } from '../../kit/local-date.ts';
import type { Mongo } from '../../mongo/connect.ts';
import { accountWord } from '../../people/account-word.ts';
import { accountOf } from '../../people/accounts.ts';
import { type Binding, createBindings } from '../../people/bindings-store.ts';
import { ROLE_WORDS } from '../../people/roles.ts';
import { personOfClaim } from '../../people/to-actor.ts';
import { type BoundAccount, type BoundMember, withoutBound } from '../../places/bound-members.ts';
import type { County } from '../../places/county.ts';

/** What was bound in chat beyond the county file in force, in a form that a county file takes. */
export async function boundPeople(
  mongo: Mongo,
  { members, gazetteer }: Pick<County, 'members' | 'gazetteer'>,
  timeZone: string,
): Promise<readonly BoundMember[]> {
  const listed = new Set(
    members.flatMap(({ wecom, dingtalk }) => [
      ...(wecom === undefined ? [] : [accountWord('wecom', wecom)]),
      ...(dingtalk === undefined ? [] : [accountWord('dingtalk', dingtalk)]),
    ]),
  );
  const bindings = (await createBindings(mongo).all()).filter(
    ({ _id, platform }) => !listed.has(accountWord(platform, accountOf(_id).userId)),
  );
  const ofMembers = members.flatMap((member, index): BoundMember[] => {
    const theirs = bindings.filter(({ memberId, platform }) => memberId === member.id && !member[platform]);
    return theirs.length === 0 ? [] : [{ index, accounts: accountsOf(theirs, timeZone) }];
  });
  const persons = new Map<string, Binding[]>();
  for (const binding of bindings.filter(
    ({ memberId, claim }) => memberId === undefined && claim !== undefined,
  )) {
    const person = binding.person ?? personOfClaim(binding._id);
    persons.set(person, [...(persons.get(person) ?? []), binding]);
  }
  const added = [...persons.values()].flatMap((theirs): BoundMember[] => {
    const person = personOf(theirs[0], gazetteer);
    return person === undefined ? [] : [{ person, accounts: accountsOf(theirs, timeZone) }];
  });
  return [...ofMembers, ...added];
}

/** Leaves of a county file's text what is its own: without what is marked as bound in chat, and is. */
export async function ownPart(mongo: Mongo): Promise<(text: string) => string> {
  const bound = new Set(
    (await createBindings(mongo).all())
      .filter(({ memberId, claim }) => memberId !== undefined || claim !== undefined)
      .map(({ _id }) => _id),
  );
  return (text) => withoutBound(text, (platform, userId) => bound.has(`${platform}:${userId}`));
}

/** One account a platform: a county file takes no more. */
function accountsOf(bindings: readonly Binding[], timeZone: string): readonly BoundAccount[] {
  const byPlatform = new Map(bindings.map((binding) => [binding.platform, binding]));
  return [...byPlatform.values()].map(({ _id, platform, at }) => ({
    ...{ platform, userId: accountOf(_id).userId, on: localDate(at, timeZone) },
  }));
}

/** The person as a county file says it; undefined where their unit is no longer there, which it would not take. */
function personOf(binding: Binding | undefined, gazetteer: County['gazetteer']) {
  const claim = binding?.claim;
  if (claim === undefined) return undefined;
  const school = claim.schoolId === undefined ? undefined : gazetteer.byId(claim.schoolId);
  const township = claim.townshipId === undefined ? undefined : gazetteer.byId(claim.townshipId);
  if (claim.schoolId !== undefined && !gazetteer.schools.some(({ id }) => id === claim.schoolId))
    return undefined;
  if (claim.townshipId !== undefined && !gazetteer.townships.some(({ id }) => id === claim.townshipId))
    return undefined;
  const { name = '未写姓名', role, post } = claim;
  return {
    ...{ name, role: ROLE_WORDS[role][0] },
    ...defined({ post, township: township?.name, school: school?.name }),
  };
}
