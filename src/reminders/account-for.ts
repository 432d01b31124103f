import type { Account, Contacts } from '../people/reach.ts';
import type { Person } from '../people/types.ts';

/**
 * The account a person is told on: the first with a private channel that reaches it now, else the first he has.
 * Undefined for somebody without any.
 */
export async function accountFor(
  { accounts }: Pick<Person, 'accounts'>,
  contacts: Pick<Contacts, 'reachable'>,
): Promise<Account | undefined> {
  for (const account of accounts) if ((await contacts.reachable(account)).length > 0) return account;
  return accounts[0];
}
