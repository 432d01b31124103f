import { defined } from '../kit/defined.ts';
import type { CountyFile, FileChannel, FileGroup } from './file-shape.ts';

type Secret = Pick<FileChannel, 'webhook' | 'secret'>;
/**
 * The push addresses of a file's groups, in the order of the groups, then the phone numbers of its people in theirs;
 * sealed as one box. Versions of before end with the groups.
 */
export type GroupSecrets = readonly {
  readonly wecom?: Secret;
  readonly dingtalk?: Secret;
  readonly phone?: string;
}[];

/** What of the file is secret, alone. */
export function secretsOf(file: CountyFile): GroupSecrets {
  const groups = file.groups.map(({ wecom, dingtalk }) =>
    defined({ wecom: wecom && secretOf(wecom), dingtalk: dingtalk && secretOf(dingtalk) }),
  );
  const phones = file.members.map(({ phone }) => defined({ phone }));
  return phones.some(({ phone }) => phone !== undefined) ? [...groups, ...phones] : groups;
}

/** The phone number of the `n`-th person of the file. */
export function phoneIn(
  file: Pick<CountyFile, 'groups'>,
  secrets: GroupSecrets,
  n: number,
): string | undefined {
  return secrets[file.groups.length + n]?.phone;
}

/** The file as it may be stored in the clear. */
export function withoutSecrets(file: CountyFile): CountyFile {
  const members = file.members.map(({ phone: _phone, ...member }) => member);
  return {
    ...file,
    members,
    groups: file.groups.map((group) => mapChannels(group, ({ chat }) => ({ chat }))),
  };
}

/** The file as it was loaded. */
export function withSecrets(file: CountyFile, secrets: GroupSecrets): CountyFile {
  const groups = file.groups.map((group, n) =>
    mapChannels(group, (channel, platform) => ({ ...channel, ...secrets[n]?.[platform] })),
  );
  const members = file.members.map((member, n) => ({
    ...member,
    ...defined({ phone: phoneIn(file, secrets, n) }),
  }));
  return { ...file, members, groups };
}

/** A group's push address. Both parts are secrets. */
export interface PushAddress {
  readonly url: string;
  readonly secret?: string;
}

/** The push addresses of a file's groups, by `<platform>:<chat id>`. */
export function pushAddresses(file: CountyFile, secrets: GroupSecrets): ReadonlyMap<string, PushAddress> {
  const found = new Map<string, PushAddress>();
  file.groups.forEach((group, n) => {
    for (const platform of ['wecom', 'dingtalk'] as const) {
      const chat = group[platform]?.chat;
      const { webhook, secret } = secrets[n]?.[platform] ?? {};
      if (chat !== undefined && webhook !== undefined)
        found.set(`${platform}:${chat}`, { url: webhook, ...defined({ secret }) });
    }
  });
  return found;
}

function secretOf({ webhook, secret }: FileChannel): Secret {
  return defined({ webhook: webhook || undefined, secret: secret || undefined });
}

type ChangeChannel = (channel: FileChannel, platform: 'wecom' | 'dingtalk') => FileChannel;

function mapChannels(group: FileGroup, change: ChangeChannel): FileGroup {
  return {
    ...group,
    ...defined({
      wecom: group.wecom && change(group.wecom, 'wecom'),
      dingtalk: group.dingtalk && change(group.dingtalk, 'dingtalk'),
    }),
  };
}
