import type { ToTell } from '../casefiles/follow-up.ts';
import { standing } from '../casefiles/undo.ts';
import { accountFor, type Reaching } from '../people/account-for.ts';
import { accountKey } from '../people/accounts.ts';
import type { People, Person } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName } from '../places/naming.ts';
import type { FillReply } from '../texts/reply-texts.ts';
import type { DropoutCase } from './types.ts';

/** What telling of a lost child needs to know of the message. */
interface Telling {
  readonly now: Date;
  readonly gazetteer: Gazetteer;
  readonly text: FillReply<'dropouts/told-lost'>;
  readonly services: { readonly people: Pick<People, 'everyone'>; readonly contacts: Reaching };
}

const TOLD_FOR_MS = 7 * 24 * 60 * 60_000;

/**
 * Contact is lost: bureau and township hear of it at once and together, in private, with number and area and nothing
 * of the child. `tries`: so many visits in a row reached nobody, and nobody has said 失联 yet. Who says it is not told.
 */
export async function tellOfLost(
  { now, gazetteer, text, services }: Telling,
  { no, areaId }: Pick<DropoutCase, 'no' | 'areaId'>,
  speakers: readonly string[],
  tries?: number,
): Promise<readonly ToTell[]> {
  const told = toldOfLost(await services.people.everyone(), areaId).filter(
    ({ accounts }) => !accounts.some((account) => speakers.includes(accountKey(account))),
  );
  const accounts = await Promise.all(told.map((person) => accountFor(services.contacts, person.accounts)));
  const words = {
    title: '校园哨兵：您有1件急件',
    text: text('dropouts/told-lost', { no, area: areaName(gazetteer, areaId), tries }),
  };
  const until = new Date(now.getTime() + TOLD_FOR_MS);
  return accounts.flatMap((account) =>
    account === undefined
      ? []
      : [{ to: accountKey(account), about: 'overdue', until, priority: 'high', words } as const],
  );
}

/** Visits in a row, the newest ones, that reached nobody; a return or a talk ends the row. */
export function unreachedInARow(entries: DropoutCase['entries']): number {
  const valid = standing(entries).filter(({ kind }) => COUNTS.includes(kind));
  const ended = valid.findLastIndex(({ kind, data }) => kind !== 'visited' || data?.reached === true);
  return valid.length - 1 - ended;
}

const COUNTS: readonly string[] = ['visited', 'returned', 'checked-in', 'lost'];

function toldOfLost(everyone: readonly Person[], areaId: string): readonly Person[] {
  const there = everyone.filter(({ accounts }) => accounts.length > 0);
  const bureau = there.filter(({ role }) => role === 'bureau');
  const ours = bureau.filter(({ post = '' }) => post.includes('控辍'));
  const township = there.filter(({ role, townshipId }) => role === 'township' && townshipId === areaId);
  return [...(ours.length > 0 ? ours : bureau), ...township];
}
