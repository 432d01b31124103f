import type { ToTell } from '../casefiles/follow-up.ts';
import { accountFor } from '../people/account-for.ts';
import { accountKey } from '../people/accounts.ts';
import type { Person } from '../people/types.ts';
import type { Decision } from './decisions.ts';
import { standingListing } from './listing.ts';
import { hazardPlace, type Teller } from './teller.ts';
import type { Hazard } from './types.ts';

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;

/** What somebody is told of a listing. */
type News =
  | 'asked'
  | 'passed'
  | 'listed'
  | 'person'
  | 'monitor'
  | 'extension-asked'
  | 'extension-agreed'
  | 'extension-refused'
  | 'delisted';

/** Who is told of a decision about a listing: the bureau of what is asked, those it concerns of what is decided. */
export async function toldOfListing(
  teller: Teller,
  file: Hazard,
  decision: Decision,
): Promise<readonly ToTell[]> {
  const everyone = await teller.services.people.everyone();
  const tell = (people: readonly Person[], news: News) => wordsTo(teller, file, people, news);
  const named = (id: string | undefined): readonly Person[] => everyone.filter((one) => one.id === id);
  const standing = standingListing(file);
  switch (decision.move) {
    case 'listing-asked':
      return tell(safetyOffice(everyone), 'asked');
    case 'listing-passed':
      return tell(byWhom(everyone, file, 'listing-asked'), 'passed');
    case 'listed': {
      const given = [decision.person?.id, decision.monitor?.id];
      return [
        ...(await tell(headsOf(everyone, file, [...(file.owners ?? []), ...given]), 'listed')),
        ...(await tell(named(decision.person?.id), 'person')),
        ...(await tell(named(decision.monitor?.id), 'monitor')),
      ];
    }
    case 'listing-settled':
      return [
        ...(await tell(named(decision.person?.id), 'person')),
        ...(await tell(named(decision.monitor?.id), 'monitor')),
      ];
    case 'extension-asked':
      return tell(safetyOffice(everyone), 'extension-asked');
    case 'extension-agreed':
    case 'extension-refused':
      return tell(byWhom(everyone, file, 'extension-asked'), decision.move);
    case 'delisted':
      return tell(named(standing?.person?.id), 'delisted');
    default:
      return [];
  }
}

/** The safety people of the bureau; all of the bureau where nobody's post says so. */
function safetyOffice(everyone: readonly Person[]): readonly Person[] {
  const bureau = everyone.filter(({ role }) => role === 'bureau');
  const safety = bureau.filter(({ post = '' }) => /安全/.test(post));
  return safety.length > 0 ? safety : bureau;
}

/** The heads of its school, or its township where it is no school's; who hears of it otherwise hears it once. */
function headsOf(
  everyone: readonly Person[],
  { schoolId, areaId }: Hazard,
  told: readonly (string | undefined)[],
): readonly Person[] {
  return everyone
    .filter((one) =>
      schoolId === undefined
        ? one.role === 'township' && one.townshipId === areaId
        : one.role === 'school' && one.schoolId === schoolId,
    )
    .filter(({ id }) => !told.includes(id));
}

function byWhom(everyone: readonly Person[], { entries }: Hazard, kind: string): readonly Person[] {
  const by = entries.findLast((entry) => entry.kind === kind)?.by;
  return everyone.filter(({ id }) => by?.person !== undefined && id === by.person);
}

async function wordsTo(
  { services, actor, now, gazetteer, text }: Teller,
  file: Hazard,
  people: readonly Person[],
  news: News,
): Promise<readonly ToTell[]> {
  const others = people.filter(({ id }) => id !== actor.memberId);
  const accounts = await Promise.all(others.map(({ accounts: all }) => accountFor(services.contacts, all)));
  const place = hazardPlace(gazetteer, file);
  const words = {
    title: '校园哨兵：您有1件挂牌督办的隐患',
    text: text('hazards/told-listing', { no: file.no, place, news }),
  };
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  return accounts.flatMap((account) =>
    account === undefined ? [] : [{ to: accountKey(account), about: 'assigned' as const, until, words }],
  );
}
