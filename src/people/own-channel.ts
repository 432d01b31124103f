import type { PlatformId } from '../kit/platform-id.ts';
import { accountKey, accountOf } from './accounts.ts';
import type { Actor } from './actor.ts';
import type { Contacts } from './reach.ts';
import type { People } from './types.ts';

/** A message whose sender wants a file. */
export interface Asker {
  readonly actor: Actor;
  readonly sender: { readonly platform: PlatformId; readonly id: string };
  readonly services: {
    readonly people: Pick<People, 'accountsOf'>;
    readonly contacts: Pick<Contacts, 'reachable'>;
  };
}

/** The key of the first of the asker's accounts that a file reaches, the one they ask from first; `''` for none. */
export async function ownChannel({ sender, actor, services }: Asker): Promise<string> {
  const own = { platform: sender.platform, userId: sender.id };
  const keys = new Set([accountKey(own), ...(await services.people.accountsOf(actor))]);
  for (const key of keys) if ((await services.contacts.reachable(accountOf(key))).length > 0) return key;
  return '';
}

const PLATFORM_WORDS: Readonly<Record<PlatformId, string>> = { wecom: '企业微信', dingtalk: '钉钉' };

/** The platform that a file goes to, where it is not the one it was asked for on. */
export function elsewhere({ sender }: Pick<Asker, 'sender'>, key: string): string | undefined {
  const { platform } = accountOf(key);
  return platform === sender.platform ? undefined : PLATFORM_WORDS[platform];
}
