import { PLATFORMS } from '../kit/platform-id.ts';
import { groupInfo } from './group-info.ts';
import type { GroupDeclaration, KnownGroup, RosterGroup } from './types.ts';

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
