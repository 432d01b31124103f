import type { Actor } from '../people/actor.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { openDuties } from './answerable.ts';
import { lineFor } from './line-for.ts';
import { dutyName } from './names.ts';
import { dutyOfReturn, returnId } from './return-id.ts';
import type { Duty, DutyReturn, DutyStore } from './types.ts';
import { answers } from './units.ts';

type Reads = Pick<DutyStore, 'openFor' | 'returnsOf'>;
type Places = Pick<Gazetteer, 'schools'>;

/** A return that a photo may still join. */
interface PhotoHome {
  /** What its photos are kept under. */
  readonly ref: string;
  readonly answeredAt: Date;
}

/** What this person answered to open duties that take photos, from any of his accounts. */
export async function photoHomes(
  store: Reads,
  actor: Actor,
  gazetteer: Places,
  accounts: readonly string[],
): Promise<readonly PhotoHome[]> {
  const returns = await returnsWithPhotos(store, actor, gazetteer);
  return returns.flatMap(({ found }) => {
    const last = found?.entries.findLast(({ answer }) => answer !== undefined);
    return found?.state === 'answered' && last !== undefined && accounts.includes(last.by.key)
      ? [{ ref: returnId(found.dutyId, found.unitId), answeredAt: last.at }]
      : [];
  });
}

/** The line that answers the first open duty that takes a photo and is not answered; undefined when there is none. */
export async function photoAwaited(
  store: Reads,
  actor: Actor,
  gazetteer: Places,
): Promise<string | undefined> {
  const returns = await returnsWithPhotos(store, actor, gazetteer);
  const duty = returns.find(({ found }) => found?.state !== 'answered')?.duty;
  return duty === undefined ? undefined : lineFor(duty, await openDuties(store, actor, gazetteer));
}

async function returnsWithPhotos(
  store: Reads,
  actor: Actor,
  gazetteer: Places,
): Promise<readonly { readonly duty: Duty; readonly found?: DutyReturn }[]> {
  const open = await openDuties(store, actor, gazetteer);
  const taking = open.filter(({ answer }) => answer.photo !== undefined);
  const asked = taking.flatMap((duty) => answers(actor, duty, gazetteer).map((unit) => ({ duty, unit })));
  return Promise.all(
    asked.map(async ({ duty, unit }) => {
      const [found] = await store.returnsOf([duty.id], unit);
      return { duty, ...(found === undefined ? {} : { found }) };
    }),
  );
}

/** What the duty of a return is called; undefined for anything that is no return. */
export async function dutyNameOfReturn(
  store: Pick<DutyStore, 'find'>,
  ref: string,
): Promise<string | undefined> {
  const dutyId = dutyOfReturn(ref);
  const duty = dutyId === undefined ? undefined : await store.find(dutyId);
  return duty && dutyName(duty);
}
