import type { PlatformId } from '../kit/platform-id.ts';
import { accountWord } from './account-word.ts';
import type { Roster, RosterGroup, RosterMember } from './types.ts';

/** Look-ups in one version of the roster. */
export interface RosterIndex {
  readonly roster: Roster;
  /** Who has this account according to the county file. */
  byAccount(platform: PlatformId, userId: string): RosterMember | undefined;
  byId(id: string): RosterMember | undefined;
  byName(name: string): readonly RosterMember[];
  group(platform: PlatformId, chatId: string): RosterGroup | undefined;
}

const indexes = new WeakMap<Roster, RosterIndex>();

/** The index of a roster, built once per roster object. */
export function indexOf(roster: Roster): RosterIndex {
  const known = indexes.get(roster);
  if (known !== undefined) return known;
  const index = build(roster);
  indexes.set(roster, index);
  return index;
}

function build(roster: Roster): RosterIndex {
  const { members, groups } = roster;
  const accounts = keyed(members, accountWord);
  const chats = keyed(groups, (platform, id) => `${platform}:${id}`);
  const ids = new Map(members.map((member) => [member.id, member]));
  const named = new Map<string, RosterMember[]>();
  for (const member of members) named.set(member.name, [...(named.get(member.name) ?? []), member]);
  return {
    roster,
    byAccount: (platform, userId) => accounts.get(accountWord(platform, userId)),
    byId: (id) => ids.get(id),
    byName: (name) => named.get(name) ?? [],
    group: (platform, chatId) => chats.get(`${platform}:${chatId}`),
  };
}

function keyed<T extends { readonly wecom?: string; readonly dingtalk?: string }>(
  items: readonly T[],
  wordOf: (platform: PlatformId, id: string) => string,
): ReadonlyMap<string, T> {
  return new Map(
    items.flatMap((item) =>
      (['wecom', 'dingtalk'] as const).flatMap((platform): [string, T][] => {
        const id = item[platform];
        return id === undefined ? [] : [[wordOf(platform, id), item]];
      }),
    ),
  );
}
