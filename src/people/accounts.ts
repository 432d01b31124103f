import { PLATFORMS, type PlatformId } from '../kit/platform-id.ts';
import type { BindingTools } from './binding-tools.ts';
import type { Bindings } from './bindings-store.ts';
import type { Account } from './reach.ts';
import { indexOf } from './roster-index.ts';
import { firstAccountOf } from './to-actor.ts';

/** The key of an account everywhere in the database. */
export function accountKey({ platform, userId }: Account): string {
  return `${platform}:${userId}`;
}

/** The account behind a key made by `accountKey`. */
export function accountOf(key: string): Account {
  const [platform = '', ...rest] = key.split(':');
  return { platform: platform === 'wecom' ? 'wecom' : 'dingtalk', userId: rest.join(':') };
}

/** Every account key of a person: what the county file lists, and what was bound or merged in chat and still counts. */
export async function accountsOfPerson(
  {
    roster,
    bindings,
    identify,
  }: Pick<BindingTools, 'roster' | 'identify'> & {
    readonly bindings: Pick<Bindings, 'ofMember' | 'ofPerson'>;
  },
  person: string,
): Promise<readonly string[]> {
  const member = indexOf(await roster()).byId(person);
  const listed = PLATFORMS.flatMap((platform) =>
    member?.[platform] === undefined ? [] : [`${platform}:${member[platform]}`],
  );
  const first = firstAccountOf(person);
  const [bound, merged] = await Promise.all([bindings.ofMember(person), bindings.ofPerson(person)]);
  const keys = new Set([...listed, ...(first === undefined ? [] : [first])]);
  for (const { _id } of [...bound, ...merged]) keys.add(_id);
  const theirs = await Promise.all(
    [...keys].map(async (key) => {
      const { platform, userId } = accountOf(key);
      return (await identify(platform, userId)).memberId === person;
    }),
  );
  return [...keys].filter((_key, n) => theirs[n]);
}

/** Of these account keys, those on another platform than `platform`. */
export function accountsElsewhere(keys: readonly string[], platform: PlatformId): readonly string[] {
  return keys.filter((key) => accountOf(key).platform !== platform);
}
