import { accountKey } from '../people/accounts.ts';
import type { Account, Contacts } from '../people/reach.ts';
import type { Person } from '../people/types.ts';

/** A person, and the account keys by which they are told. */
export interface Reached {
  readonly person: string;
  /** Some channel reaches them now. */
  readonly pushed: boolean;
  readonly accounts: readonly string[];
}

/**
 * How somebody hears of an emergency: by each of their accounts that a private channel reaches now, else by their first
 * at its next message; by none where they have no account, or the county does not know them any more.
 */
export async function reachPerson(
  contacts: Pick<Contacts, 'reachable'>,
  id: string,
  person: Pick<Person, 'accounts'> | undefined,
): Promise<Reached> {
  const all = person?.accounts ?? [];
  const open: Account[] = [];
  for (const account of all) if ((await contacts.reachable(account)).length > 0) open.push(account);
  const accounts = open.length > 0 ? open : all.slice(0, 1);
  return { person: id, pushed: open.length > 0, accounts: accounts.map(accountKey) };
}
