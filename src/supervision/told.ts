import type { ToTell } from '../casefiles/follow-up.ts';
import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import { accountFor, type Reaching } from '../people/account-for.ts';
import { accountKey } from '../people/accounts.ts';
import type { People, Person } from '../people/types.ts';
import type { FillReply } from '../texts/reply-texts.ts';

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;

/** What telling needs of a message. */
export interface SupervisionTeller {
  readonly actor: { readonly memberId?: string };
  readonly now: Date;
  readonly text: FillReply<'supervision/told'>;
  readonly services: { readonly people: Pick<People, 'everyone'>; readonly contacts: Reaching };
}

/** What somebody is told of a 督办: nothing that was typed. */
export interface SupervisionNews {
  readonly news: 'issued' | 'to-sign' | 'answered' | 'rejected' | 'ended';
  readonly no: string;
  readonly about: string;
  readonly due: LocalDate;
}

/** Tells these people of a 督办; never whoever says it themselves. */
export async function tellOfSupervision(
  { services, actor, now, text }: SupervisionTeller,
  who: (person: Person) => boolean,
): Promise<(news: SupervisionNews) => readonly ToTell[]> {
  const everyone = await services.people.everyone();
  const people = everyone.filter((person) => person.id !== actor.memberId && who(person));
  const accounts = await Promise.all(people.map(({ accounts: all }) => accountFor(services.contacts, all)));
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  return ({ due, ...news }) => {
    const words = {
      title: '校园哨兵：您有1件督办',
      text: text('supervision/told', { ...news, due: spokenDate(due) }),
    };
    return accounts.flatMap((account) =>
      account === undefined ? [] : [{ to: accountKey(account), about: 'assigned' as const, until, words }],
    );
  };
}
