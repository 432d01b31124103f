import { PLATFORMS } from '../kit/platform-id.ts';
import { accountOf } from './accounts.ts';
import type { Actor } from './actor.ts';
import type { BindingTools } from './binding-tools.ts';
import type { Account } from './reach.ts';
import type { Person, RosterMember } from './types.ts';

/** What everybody is put together from. */
export interface EveryoneParts extends Pick<BindingTools, 'roster' | 'bindings' | 'identify'> {
  readonly admins: readonly Account[];
}

/**
 * Everybody the county knows: the members of the county file in its order, then people whom an officer vouched for,
 * then administrators nobody else knows. An account counts for whom it identifies now, so for one person at most.
 */
export async function everyone({
  roster,
  bindings,
  identify,
  admins,
}: EveryoneParts): Promise<readonly Person[]> {
  const { members } = await roster();
  const people = new Map(members.map((member) => [member.id, personOfMember(member)]));
  const more = [...(await bindings.all()).map(({ _id }) => accountOf(_id)), ...admins];
  const actors = await Promise.all(more.map(({ platform, userId }) => identify(platform, userId)));
  more.forEach((account, index) => {
    const actor = actors[index];
    if (actor?.bound !== true) return;
    const id = actor.memberId ?? actor.key;
    const known = people.get(id) ?? personOfActor(id, actor);
    people.set(id, withAccount(known, account));
  });
  return [...people.values()];
}

function personOfMember({ wecom, dingtalk, ...member }: RosterMember): Person {
  const listed = { wecom, dingtalk };
  return {
    ...member,
    accounts: PLATFORMS.flatMap((platform) => {
      const userId = listed[platform];
      return userId === undefined ? [] : [{ platform, userId }];
    }),
  };
}

function personOfActor(id: string, { key: _key, bound: _bound, memberId: _id, ...actor }: Actor): Person {
  return { id, ...actor, accounts: [] };
}

function withAccount(person: Person, account: Account): Person {
  const known = person.accounts.some(
    ({ platform, userId }) => platform === account.platform && userId === account.userId,
  );
  return known ? person : { ...person, accounts: [...person.accounts, account] };
}
