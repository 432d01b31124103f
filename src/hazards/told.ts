import type { ToTell } from '../casefiles/follow-up.ts';
import { accountFor, type Reaching } from '../people/account-for.ts';
import { accountKey } from '../people/accounts.ts';
import type { People } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { Assignee, Decision } from './decisions.ts';
import { peopleOf } from './heads.ts';
import type { Hazard } from './types.ts';

const TOLD_FOR_MS = 14 * 24 * 60 * 60_000;

/** What telling needs of a message. */
export interface Teller {
  readonly actor: { readonly key: string; readonly memberId?: string };
  readonly now: Date;
  readonly gazetteer: Gazetteer;
  readonly text: FillReply;
  readonly services: { readonly people: Pick<People, 'everyone'>; readonly contacts: Reaching };
}

/** Who is told of a decision on this hazard: whose turn it is now, and of an acceptance whoever reported it. */
export async function toldOf(teller: Teller, file: Hazard, decision: Decision): Promise<readonly ToTell[]> {
  const { rectifier, supervisor } = peopleOf(file);
  switch (decision.move) {
    case 'assigned':
      return [
        ...(await toPerson(teller, file, decision.rectifier, 'rectify')),
        ...(await toPerson(teller, file, decision.supervisor, 'follow')),
      ];
    case 'submitted':
      return toPerson(teller, file, supervisor, 'accept');
    case 'rejected':
    case 'reopened':
      return toPerson(teller, file, rectifier, 'again');
    case 'closed':
      return toReporter(teller, file);
    default:
      return [];
  }
}

/** Where the hazard is, in full. */
export function hazardPlace(gazetteer: Gazetteer, { placeId, areaId }: Hazard): string {
  const place = gazetteer.byId(placeId);
  return place === undefined ? areaName(gazetteer, areaId) : fullName(gazetteer, place);
}

type Turn = 'rectify' | 'follow' | 'accept' | 'again';

async function toPerson(
  { services, actor, now, gazetteer, text }: Teller,
  file: Hazard,
  one: Assignee | undefined,
  turn: Turn,
): Promise<readonly ToTell[]> {
  if (one === undefined || one.id === actor.memberId) return [];
  const person = (await services.people.everyone()).find(({ id }) => id === one.id);
  const account = person === undefined ? undefined : await accountFor(services.contacts, person.accounts);
  if (account === undefined) return [];
  const words = text('hazards/told-turn', { no: file.no, place: hazardPlace(gazetteer, file), turn });
  const title = '校园哨兵：您有1件隐患待办';
  return [{ to: accountKey(account), about: 'assigned', until: later(now), words: { title, text: words } }];
}

/** Nobody is told where the platform withholds who it was, nor of what they did themselves. */
function toReporter({ actor, now, gazetteer, text }: Teller, file: Hazard): readonly ToTell[] {
  const { reporterKey: to } = file;
  if (to === actor.key || to.endsWith(':')) return [];
  const words = text('hazards/told-reporter', { no: file.no, place: hazardPlace(gazetteer, file) });
  const title = '校园哨兵：您上报的隐患已销号';
  return [{ to, about: 'own-report', until: later(now), priority: 'normal', words: { title, text: words } }];
}

const later = (now: Date): Date => new Date(now.getTime() + TOLD_FOR_MS);
