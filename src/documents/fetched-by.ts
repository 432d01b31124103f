import type { Actor } from '../people/actor.ts';
import { ROLE_WORDS } from '../people/roles.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';

const PLATFORM_WORDS: Readonly<Record<string, string>> = { wecom: '企业微信', dingtalk: '钉钉' };

/** Who fetched a copy: unit, post and masked account, so that a copy that went astray is traced to one account. */
export function fetchedBy(actor: Actor, gazetteer: Gazetteer): string {
  const [platform = '', ...rest] = actor.key.split(':');
  const account = maskAccount(rest.join(':'));
  const post = actor.post ?? ROLE_WORDS[actor.role][0];
  return `${unitOf(actor, gazetteer)}${post}（${PLATFORM_WORDS[platform] ?? platform} ${account}）`;
}

function unitOf({ schoolId, townshipId, post = '' }: Actor, gazetteer: Gazetteer): string {
  const school = schoolId === undefined ? undefined : gazetteer.byId(schoolId);
  if (school !== undefined) return fullName(gazetteer, school);
  if (townshipId === undefined) return '';
  const name = areaName(gazetteer, townshipId);
  return post.startsWith(name) ? '' : name;
}

function maskAccount(id: string): string {
  const signs = [...id];
  const shown = signs.length > 5 ? 2 : 1;
  return `${signs.slice(0, shown).join('')}***${signs.length > shown + 1 ? signs.slice(-shown).join('') : ''}`;
}
