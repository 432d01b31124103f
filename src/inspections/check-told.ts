import type { ToTell } from '../casefiles/follow-up.ts';
import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import { accountFor, type Reaching } from '../people/account-for.ts';
import { accountKey } from '../people/accounts.ts';
import type { People, Person } from '../people/types.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { CheckKind } from './check-types.ts';

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;

/** What telling needs of a message. */
export interface CheckTeller {
  readonly actor: { readonly memberId?: string };
  readonly now: Date;
  readonly text: FillReply<'inspections/told-check'>;
  readonly services: { readonly people: Pick<People, 'everyone'>; readonly contacts: Reaching };
}

/** What somebody is told of a check. */
export interface CheckNews {
  readonly news: 'go' | 'coming' | 'done' | 'cancelled';
  readonly no: string;
  readonly kind: CheckKind;
  readonly school: string;
  readonly due: LocalDate;
  readonly findings?: number;
}

/** Tells these people of a check; never whoever says it themselves. */
export async function tellOfCheck(
  teller: CheckTeller,
  who: (person: Person) => boolean,
): Promise<(news: CheckNews) => readonly ToTell[]> {
  const { services, actor, now, text } = teller;
  const everyone = await services.people.everyone();
  const people = everyone.filter((person) => person.id !== actor.memberId && who(person));
  const accounts = await Promise.all(people.map(({ accounts: all }) => accountFor(services.contacts, all)));
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  return ({ due, findings = 0, ...news }) => {
    const words = {
      title: news.news === 'go' ? '校园哨兵：您有1项检查任务' : '校园哨兵：您有1条检查消息',
      text: text('inspections/told-check', { ...news, due: spokenDate(due), findings }),
    };
    return accounts.flatMap((account) =>
      account === undefined ? [] : [{ to: accountKey(account), about: 'assigned' as const, until, words }],
    );
  };
}
