import type { PlatformId } from '../kit/platform-id.ts';

/** A person one can be in the sandbox. An absent platform id means: not on that platform. */
export interface SandboxPerson {
  readonly name: string;
  /** What they are, as shown: `控辍办主任`. */
  readonly role: string;
  /** Their unit as shown: `桐渡镇`. */
  readonly place: string;
  readonly wecom?: string;
  readonly dingtalk?: string;
}

/** Lines a newcomer can tap; they go to the composer and are not sent by themselves. */
export interface Examples {
  /** Free of any child's data. */
  readonly group: readonly string[];
  readonly single: readonly string[];
}

/** The lines that work for this person now, as 帮助 would show them. */
export type ExamplesOf = (person: SandboxPerson) => Promise<Examples>;

/** A group chat of the county, with its chat id on each platform. */
export interface SandboxGroup {
  readonly name: string;
  readonly wecom?: string;
  readonly dingtalk?: string;
}

/** The fictional county as the sandbox page shows it. */
export interface SandboxCounty {
  readonly name: string;
  readonly people: readonly SandboxPerson[];
  readonly groups: readonly SandboxGroup[];
  /** Whom a newcomer is at first, by their place among the people; the first one when absent. */
  readonly newcomer?: number;
}

/** What a page names: a platform look, a person (`p0`), and a group (`g0`) or `single`. */
export interface Place {
  readonly platform: PlatformId;
  readonly chat: string;
  readonly person: string;
}

/** A place looked up in the county: who speaks where, with the platform's own ids. */
export interface Scene {
  readonly platform: PlatformId;
  readonly kind: 'group' | 'single';
  /** Where the history is kept: one per group, one per person's single chat, per platform. */
  readonly room: string;
  readonly chatId: string;
  readonly chatName: string;
  readonly userId: string;
  readonly person: SandboxPerson;
}

/** Looks a place up; undefined for a person or chat that is not on that platform. */
export function findScene(county: SandboxCounty, place: Place): Scene | undefined {
  const person = county.people[indexOf('p', place.person)];
  const userId = person?.[place.platform];
  if (!person || !userId) return undefined;
  const base = { platform: place.platform, userId, person };
  if (place.chat === 'single') {
    return {
      ...base,
      kind: 'single',
      room: singleRoom(place.platform, userId),
      chatId: userId,
      chatName: person.name,
    };
  }
  const group = county.groups[indexOf('g', place.chat)];
  const chatId = group?.[place.platform];
  if (!group || !chatId) return undefined;
  return { ...base, kind: 'group', room: groupRoom(place.platform, chatId), chatId, chatName: group.name };
}

/** The room of a person's chat with the bot. */
export function singleRoom(platform: PlatformId, userId: string): string {
  return `${platform}/single/${userId}`;
}

/** The room all members of a group look at. */
export function groupRoom(platform: PlatformId, chatId: string): string {
  return `${platform}/group/${chatId}`;
}

function indexOf(prefix: string, key: string): number {
  return new RegExp(`^${prefix}\\d{1,4}$`).test(key) ? Number(key.slice(1)) : -1;
}
