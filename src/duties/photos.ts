import type { Photos } from '../media/types.ts';
import type { Actor } from '../people/actor.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { openDuties } from './answerable.ts';
import { lineFor } from './line-for.ts';
import { dutyName } from './names.ts';
import { ownAnswers } from './own-answers.ts';
import { dutyOfReturn, returnId } from './return-id.ts';
import type { Duty, DutyStore } from './types.ts';
import { answers } from './units.ts';

type Reads = Pick<DutyStore, 'openFor' | 'returnsOf'>;
type Places = Pick<Gazetteer, 'schools'>;

/** A return that a photo may still join. */
interface PhotoHome {
  /** What its photos are kept under. */
  readonly ref: string;
  readonly answeredAt: Date;
}

/** What this person answered to open duties that take photos, from any of their accounts. */
export async function photoHomes(
  store: Reads,
  actor: Actor,
  gazetteer: Places,
  accounts: readonly string[],
): Promise<readonly PhotoHome[]> {
  const own = await ownAnswers(store, actor, gazetteer, accounts);
  return own
    .filter(({ duty }) => duty.answer.photo !== undefined)
    .map(({ duty, unitId, at }) => ({ ref: returnId(duty.id, unitId), answeredAt: at }));
}

/** The line that answers the first open duty that takes a photo and is not answered; undefined when there is none. */
export async function photoAwaited(
  store: Reads,
  actor: Actor,
  gazetteer: Places,
): Promise<string | undefined> {
  const open = await openDuties(store, actor, gazetteer);
  for (const duty of open.filter(({ answer }) => answer.photo !== undefined)) {
    for (const unit of answers(actor, duty, gazetteer)) {
      const [found] = await store.returnsOf([duty.id], unit);
      if (found?.state !== 'answered') return lineFor(duty, open);
    }
  }
  return undefined;
}

/** What came with an answer. */
interface Sent {
  readonly duty: Pick<Duty, 'answer'>;
  /** Ids of the pictures of the message itself. */
  readonly pictures: readonly string[];
  /** Account key of the sender. */
  readonly owner: string;
  readonly now: Date;
}

/**
 * The pictures that go with an answer: those of the message, and those sent alone shortly before. A duty that takes
 * none leaves them for a hazard.
 */
export async function photosFor(
  photos: Pick<Photos, 'looseOf'>,
  { duty, pictures, owner, now }: Sent,
): Promise<readonly string[]> {
  if (duty.answer.photo === undefined) return [];
  return [...new Set([...pictures, ...(await photos.looseOf(owner, now))])];
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
