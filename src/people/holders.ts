import { defined } from '../kit/defined.ts';
import { accountWord } from './account-word.ts';
import { accountKey } from './accounts.ts';
import { type EveryoneParts, everyone } from './everyone.ts';
import { indexOf } from './roster-index.ts';
import type { HeldAccount, Holder } from './types.ts';

/** What it is put together from, besides everybody. */
export interface HolderParts extends EveryoneParts {
  /** Since when the county file lists each of its members, by id. */
  readonly listedSince: () => Promise<ReadonlyMap<string, Date>>;
}

/** Everybody with the accounts that give them rights. Who has none is there too: the county file gives them nothing yet. */
export async function holders(parts: HolderParts): Promise<readonly Holder[]> {
  const [people, bound, since, roster] = await Promise.all([
    everyone(parts),
    parts.bindings.all(),
    parts.listedSince(),
    parts.roster(),
  ]);
  const bindings = new Map(bound.map((binding) => [binding._id, binding]));
  const admins = new Set(parts.admins.map(({ platform, userId }) => accountWord(platform, userId)));
  const index = indexOf(roster);
  return people.map((person) => {
    const accounts = person.accounts.map((account): HeldAccount => {
      const key = accountKey(account);
      if (index.byAccount(account.platform, account.userId) !== undefined)
        return { ...account, from: 'file', ...defined({ since: since.get(person.id) }) };
      const binding = bindings.get(key);
      const chat = binding?.memberId !== undefined || binding?.claim !== undefined;
      return chat ? { ...account, from: 'chat', since: binding.at } : { ...account, from: 'settings' };
    });
    const admin = accounts.some(({ platform, userId }) => admins.has(accountWord(platform, userId)));
    return { ...person, ...(admin ? { role: 'admin' } : {}), accounts };
  });
}
