import type { GroupInfo } from './actor.ts';
import type { GroupDeclaration, RosterGroup } from './types.ts';

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
    ...(listed === undefined ? {} : { name: listed.name }),
    ...(townshipId === undefined ? {} : { townshipId }),
    ...(schoolId === undefined ? {} : { schoolId }),
  };
}
