import { accountFor, type Reaching } from '../people/account-for.ts';
import { accountKey } from '../people/accounts.ts';
import type { People, Person } from '../people/types.ts';

/** Where a stranger's word is about. */
interface Where {
  readonly areaId: string;
  readonly schoolId?: string | undefined;
}

/**
 * The accounts by which those who look into a stranger's word are told, one a person: the officers of the township and,
 * where a school is given, its heads; the bureau's where there is nobody.
 */
export async function toldOfStrangers(
  { people, contacts }: { readonly people: Pick<People, 'everyone'>; readonly contacts: Reaching },
  { areaId, schoolId }: Where,
): Promise<readonly string[]> {
  const everyone = (await people.everyone()).filter(({ accounts }) => accounts.length > 0);
  const near = everyone.filter(
    ({ role, ...person }) =>
      (role === 'township' && person.townshipId === areaId) ||
      (role === 'school' && schoolId !== undefined && person.schoolId === schoolId),
  );
  const told: readonly Person[] = near.length > 0 ? near : everyone.filter(({ role }) => role === 'bureau');
  const accounts = await Promise.all(told.map((person) => accountFor(contacts, person.accounts)));
  return accounts.flatMap((account) => (account === undefined ? [] : [accountKey(account)]));
}

/** Whose day a stranger's words count in: their account, or the chat where the platform withholds it. */
export function strangerKey({
  actor,
  sender,
  chat,
}: {
  readonly actor: { readonly key: string };
  readonly sender: { readonly platform: string; readonly id: string };
  readonly chat: { readonly id: string };
}): string {
  return sender.id === '' ? `${sender.platform}:${chat.id}` : actor.key;
}
