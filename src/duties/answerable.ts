import type { Actor } from '../people/actor.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { LATE_DAYS } from './late-days.ts';
import type { Answerable } from './pick.ts';
import type { Answer, Duty, DutyStore } from './types.ts';
import { answers, ownUnits } from './units.ts';

type Reads = Pick<DutyStore, 'openFor' | 'recent' | 'returnsOf'>;

/** The open duties that this person may answer, the one due first in front. */
export async function openDuties(
  store: Pick<DutyStore, 'openFor'>,
  actor: Actor,
  gazetteer: Pick<Gazetteer, 'schools'>,
): Promise<readonly Duty[]> {
  const units = ownUnits(actor, gazetteer);
  if (units.length === 0) return [];
  const open = await store.openFor(units);
  return open.filter((duty) => answers(actor, duty, gazetteer).length > 0).toSorted(byDue);
}

/** The same with those that ended lately when `past` is set, and with which of the person's units have answered. */
export async function answerableDuties(
  store: Reads,
  actor: Actor,
  gazetteer: Pick<Gazetteer, 'schools'>,
  past?: { readonly now: Date },
): Promise<readonly Answerable[]> {
  const duties = past === undefined ? await openDuties(store, actor, gazetteer) : await all(store, past.now);
  const mine = duties
    .map((duty) => ({ duty, units: answers(actor, duty, gazetteer) }))
    .filter(({ units }) => units.length > 0);
  const answered = await answeredOf(store, mine);
  return mine.map(({ duty, units }) => {
    const own = answered.filter(({ dutyId }) => dutyId === duty.id);
    const newest = own.toSorted((a, b) => b.at.getTime() - a.at.getTime());
    const last = newest.find(({ by }) => by === actor.key) ?? newest[0];
    return {
      duty,
      units,
      done: units.filter((unit) => own.some(({ unitId }) => unitId === unit)),
      ...(last === undefined
        ? {}
        : { last: { unitId: last.unitId, at: last.at, own: last.by === actor.key, answer: last.answer } }),
    };
  });
}

async function all(store: Reads, now: Date): Promise<readonly Duty[]> {
  const recent = await store.recent(now, LATE_DAYS);
  return recent.filter(({ state }) => state !== 'cancelled').toSorted(byDue);
}

interface Answered {
  readonly dutyId: string;
  readonly unitId: string;
  /** When and from which account the answer that counts was given. */
  readonly at: Date;
  readonly by: string;
  readonly answer: Answer;
}

async function answeredOf(
  store: Reads,
  mine: readonly Pick<Answerable, 'duty' | 'units'>[],
): Promise<readonly Answered[]> {
  const ids = mine.map(({ duty }) => duty.id);
  const units = [...new Set(mine.flatMap((one) => one.units))];
  const returns = (await Promise.all(units.map((unit) => store.returnsOf(ids, unit)))).flat();
  return returns.flatMap(({ dutyId, unitId, state, entries }) => {
    const given = entries.findLast(({ answer }) => answer !== undefined);
    return state === 'answered' && given?.answer !== undefined
      ? [{ dutyId, unitId, at: given.at, by: given.by.key, answer: given.answer }]
      : [];
  });
}

const byDue = (a: Duty, b: Duty): number => a.due.getTime() - b.due.getTime() || (a.id < b.id ? -1 : 1);
