import { defined } from '../kit/defined.ts';
import { PLATFORMS } from '../kit/platform-id.ts';
import type { GroupInfo } from './actor.ts';
import type { GroupDeclaration, KnownGroup, RosterGroup } from './types.ts';

/** A group nobody has said anything about: the strict reading. */
export const UNKNOWN_GROUP: GroupInfo = { registered: false, outsiders: true };

/**
 * What holds for a group: the county file owns what it lists; what was declared in the chat itself can only make it
 * stricter. Groups the file does not list are what was declared last.
 */
export function groupInfo(
  listed: RosterGroup | undefined,
  declared: GroupDeclaration | undefined,
): GroupInfo {
  const source = listed ?? declared;
  if (source === undefined) return UNKNOWN_GROUP;
  const { audience, townshipId, schoolId } = source;
  return {
    registered: true,
    audience,
    outsiders: source.outsiders || declared?.outsiders === true,
    ...defined({ name: listed?.name, townshipId, schoolId }),
  };
}

/** Every registered group once: those of the county file in its order, then those declared in chat alone. */
export function knownGroups(
  listed: readonly RosterGroup[],
  declared: readonly GroupDeclaration[],
): readonly KnownGroup[] {
  const words = new Map(declared.map((one) => [`${one.platform}:${one.chatId}`, one]));
  const fromFile = listed.flatMap((group) =>
    PLATFORMS.flatMap((platform) => {
      const chatId = group[platform];
      if (chatId === undefined) return [];
      const key = `${platform}:${chatId}`;
      const info = groupInfo(group, words.get(key));
      words.delete(key);
      return [{ platform, chatId, info }];
    }),
  );
  const fromChat = [...words.values()].map((one) => ({
    platform: one.platform,
    chatId: one.chatId,
    info: groupInfo(undefined, one),
  }));
  return [...fromFile, ...fromChat];
}
