import type { FillReply } from '../texts/reply-texts.ts';
import { accountKey } from './accounts.ts';
import type { Account } from './reach.ts';
import type { Tell } from './tell.ts';
import type { MergeAsked } from './types.ts';

/** How the platforms are called. */
export const PLATFORM_WORDS = { wecom: '企业微信', dingtalk: '钉钉' } as const;

/** Who is answered: the second account, or the officer who agreed. */
export type MergeReader = 'asker' | 'officer';

const DAY_MS = 24 * 3_600_000;

interface Telling {
  readonly text: FillReply<'people/merge-told' | 'people/merge-told-asker' | 'people/merge-ask'>;
  readonly now: Date;
  readonly key: string;
  readonly services: { readonly tell: Tell };
}

/** Where the first account must agree it is told so; so is the second one, when an officer is who is answered. */
export async function tellOfMerge(
  context: Telling,
  { code, name, asker, accounts }: MergeAsked,
  reader: MergeReader,
): Promise<void> {
  const told = context.text('people/merge-told', { code, name, where: PLATFORM_WORDS[asker.platform] });
  for (const account of accounts) await tellAccount(context, account, 'bind-merge', told, DAY_MS);
  if (reader === 'asker') return;
  const forAsker = context.text('people/merge-told-asker', { code, where: platformsOf(accounts) });
  await tellAccount(context, asker, 'bind-decided', forAsker, DAY_MS);
}

/** Which line is still needed. */
export function mergeText(
  { text }: Pick<Telling, 'text'>,
  { code, name, accounts }: MergeAsked,
  reader: MergeReader,
): string {
  return text('people/merge-ask', { code, name, where: platformsOf(accounts), own: reader === 'asker' });
}

/** On which platforms these accounts are. */
export function platformsOf(accounts: readonly Account[]): string {
  return [...new Set(accounts.map(({ platform }) => PLATFORM_WORDS[platform]))].join('、');
}

/** Tells an account what became of its binding: once per account and message, whenever this message is run again. */
export async function tellAccount(
  { now, key, services }: Pick<Telling, 'now' | 'key' | 'services'>,
  to: Account,
  kind: 'bind-merge' | 'bind-decided',
  text: string,
  forMs = 30 * DAY_MS,
): Promise<void> {
  const until = new Date(now.getTime() + forMs);
  const id = `${key}:${kind}:${accountKey(to)}`;
  await services.tell({ key: id, kind, to, title: '账号绑定', text, at: now, until });
}
