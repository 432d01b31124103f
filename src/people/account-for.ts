import type { Account, Contacts } from './reach.ts';

/**
 * The account by which somebody is told one thing once: the first that a private channel reaches now, else his first,
 * where it waits for his next message. Undefined for somebody without any.
 */
export async function accountFor(
  contacts: Pick<Contacts, 'reachable'>,
  accounts: readonly Account[],
): Promise<Account | undefined> {
  for (const account of accounts) if ((await contacts.reachable(account)).length > 0) return account;
  return accounts[0];
}
