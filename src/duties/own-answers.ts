import type { Actor } from '../people/actor.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { openDuties } from './answerable.ts';
import type { Duty, DutyStore } from './types.ts';
import { answers } from './units.ts';

/** An answer of one's own that counts. */
export interface OwnAnswer {
  readonly duty: Duty;
  readonly unitId: string;
  readonly at: Date;
}

/** What stands answered in open duties from one of these accounts, the newest first. */
export async function ownAnswers(
  store: Pick<DutyStore, 'openFor' | 'returnsOf'>,
  actor: Actor,
  gazetteer: Pick<Gazetteer, 'schools'>,
  accounts: readonly string[],
): Promise<readonly OwnAnswer[]> {
  const duties = await openDuties(store, actor, gazetteer);
  const units = [...new Set(duties.flatMap((duty) => answers(actor, duty, gazetteer)))];
  const ids = duties.map(({ id }) => id);
  const returns = (await Promise.all(units.map((unit) => store.returnsOf(ids, unit)))).flat();
  return returns
    .flatMap(({ dutyId, unitId, state, entries }) => {
      const duty = duties.find(({ id }) => id === dutyId);
      const last = entries.findLast(({ answer }) => answer !== undefined);
      const own = state === 'answered' && last !== undefined && accounts.includes(last.by.key);
      return own && duty !== undefined ? [{ duty, unitId, at: last.at }] : [];
    })
    .toSorted((a, b) => b.at.getTime() - a.at.getTime());
}
