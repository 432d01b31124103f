import type { ToTell, Words } from '../casefiles/follow-up.ts';
import { toldOfStrangers } from '../casefiles/told-of-strangers.ts';
import { accountFor } from '../people/account-for.ts';
import { accountKey } from '../people/accounts.ts';
import type { Assignee, Decision } from './decisions.ts';
import { peopleOf } from './heads.ts';
import { toldOfListing } from './listing-told.ts';
import { hazardPlace, type Teller } from './teller.ts';
import type { HazardMove } from './transitions.ts';
import type { Hazard } from './types.ts';

export { hazardPlace, type Teller, type TellerTexts } from './teller.ts';

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;

/** Who is told of a decision on this hazard: whose turn it is now, and of an acceptance whoever reported it. */
export async function toldOf(teller: Teller, file: Hazard, decision: Decision): Promise<readonly ToTell[]> {
  const { rectifier, supervisor } = peopleOf(file);
  switch (decision.move) {
    case 'assigned':
      return [
        ...(await toPerson(teller, file, decision.rectifier, 'rectify')),
        ...(await toPerson(teller, file, decision.supervisor, 'follow')),
        ...(isFirst(file, ['assigned']) ? toReporter(teller, file, 'assigned') : []),
      ];
    case 'submitted':
      return toPerson(teller, file, supervisor, 'accept');
    case 'paused':
    case 'referred':
      return isFirst(file, ['paused', 'referred']) ? toReporter(teller, file, decision.move) : [];
    case 'rejected':
      return toPerson(teller, file, rectifier, 'again');
    case 'reopened':
      return [...(await toPerson(teller, file, rectifier, 'again')), ...toReporter(teller, file, 'reopened')];
    case 'closed':
      return toReporter(teller, file, 'closed');
    default:
      return toldOfListing(teller, file, decision);
  }
}

/** Who is told that one that was struck off is to be looked at again: who followed up, and the officers of its township. */
export async function toldOfRecheck(parts: Omit<Teller, 'actor'>, file: Hazard): Promise<readonly ToTell[]> {
  const nobody = { ...parts, actor: { key: '' } };
  const own = await toPerson(nobody, file, peopleOf(file).supervisor, 'recheck');
  const words = turnWords(parts, file, 'recheck');
  const others = await toldOfStrangers(parts.services, { areaId: file.areaId });
  const until = later(parts.now);
  const near = others.map((to) => ({ to, about: 'assigned' as const, until, words }));
  return [...own, ...near.filter(({ to }) => own.every((one) => one.to !== to))];
}

const OFFICERS = ['township', 'bureau', 'leader', 'admin'];
type Turn = 'rectify' | 'follow' | 'accept' | 'again' | 'recheck';

async function toPerson(
  teller: Teller,
  file: Hazard,
  one: Assignee | undefined,
  turn: Turn,
): Promise<readonly ToTell[]> {
  const { services, actor, now } = teller;
  if (one === undefined || one.id === actor.memberId) return [];
  const person = (await services.people.everyone()).find(({ id }) => id === one.id);
  const account = person === undefined ? undefined : await accountFor(services.contacts, person.accounts);
  if (account === undefined) return [];
  const words = turnWords(teller, file, turn);
  return [{ to: accountKey(account), about: 'assigned', until: later(now), words }];
}

function turnWords({ gazetteer, text }: Pick<Teller, 'gazetteer' | 'text'>, file: Hazard, turn: Turn): Words {
  const words = text('hazards/told-turn', { no: file.no, place: hazardPlace(gazetteer, file), turn });
  return { title: '校园哨兵：您有1件隐患待办', text: words };
}

/** Nobody is told where the platform withholds who it was, nor of what they did themselves. */
function toReporter(
  { actor, now, gazetteer, text }: Teller,
  file: Hazard,
  news: 'assigned' | 'paused' | 'referred' | 'closed' | 'reopened',
): readonly ToTell[] {
  const { reporterKey: to, reporter } = file;
  if (to === actor.key || to.endsWith(':')) return [];
  // Who has lists and figures of it hears of its end alone.
  if (news !== 'closed' && OFFICERS.includes(reporter.role)) return [];
  const words = text('hazards/told-reporter', { no: file.no, place: hazardPlace(gazetteer, file), news });
  const title = news === 'closed' ? '校园哨兵：您上报的隐患已销号' : '校园哨兵：您上报的隐患有进展';
  return [{ to, about: 'own-report', until: later(now), priority: 'normal', words: { title, text: words } }];
}

/** Who reported it hears of each kind of news once, not of every step. */
const isFirst = ({ entries }: Hazard, kinds: readonly HazardMove[]): boolean =>
  !entries.some(({ kind }) => kinds.includes(kind));

const later = (now: Date): Date => new Date(now.getTime() + TOLD_FOR_MS);
