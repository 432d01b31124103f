import type { Account, Contacts } from './reach.ts';

/** What choosing an account asks. */
export type Reaching = Pick<Contacts, 'reachable' | 'lastSpoke'>;

/**
 * The account by which somebody is told one thing once: of those a private channel reaches now, the one they spoke from
 * last, the first of them if they never did; where none is reached their first, where it waits for their next message.
 * Undefined for somebody without any. The answer may change from one moment to the next: who may ask twice for one
 * thing keeps it.
 */
export async function accountFor(
  contacts: Reaching,
  accounts: readonly Account[],
): Promise<Account | undefined> {
  if (accounts.length <= 1) return accounts[0];
  let best: { readonly account: Account; readonly spoke: number } | undefined;
  for (const account of accounts) {
    if ((await contacts.reachable(account)).length === 0) continue;
    const spoke = (await contacts.lastSpoke(account))?.getTime() ?? 0;
    if (best === undefined || spoke > best.spoke) best = { account, spoke };
  }
  return best?.account ?? accounts[0];
}
