import type { Actor } from '../people/actor.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { LATE_DAYS } from './late-days.ts';
import { namedDuties } from './names.ts';
import { otherPeriod } from './period.ts';
import { fits } from './read-answer.ts';
import type { Duty, DutyStore } from './types.ts';
import { answers } from './units.ts';
import { asWritten } from './written.ts';

/** Who says something to their duties, where and when. */
export interface Speaker {
  readonly actor: Actor;
  readonly gazetteer: Pick<Gazetteer, 'schools'>;
  readonly now: Date;
}

/** The cancelled duty that words name, when no newer one of its kind is there: whoever answers it hears so. */
export async function cancelledNamed(
  store: Pick<DutyStore, 'recent'>,
  speaker: Speaker,
  said: string,
): Promise<Duty | undefined> {
  const newest = newestOfKinds(await store.recent(speaker.now, LATE_DAYS), speaker);
  const named = namedDuties(newest, said)?.duties ?? [];
  if (named.some(({ state }) => state !== 'cancelled')) return undefined;
  return named.find(({ period }) => !otherPeriod(period.label, said));
}

/**
 * Whether words begin with the name of a duty of this person's that ended lately, and answer it: a cancelled one, or
 * one that their unit still owes. What was answered in time is not changed by words that nobody asked for.
 */
export async function answersEnded(
  store: Pick<DutyStore, 'lately' | 'returnsOf'>,
  speaker: Speaker,
  said: string,
): Promise<boolean> {
  const ended = newestOfKinds(await store.lately(speaker.now), speaker).filter(
    ({ state }) => state !== 'open',
  );
  const named = namedDuties(ended, said);
  const meant = (named?.duties ?? []).filter(
    (duty) => fits(asWritten(duty).answer, named?.rest ?? '') === 'answer',
  );
  const owed = await Promise.all(
    meant.map(async (duty) => duty.state === 'cancelled' || (await owes(store, speaker, duty))),
  );
  return owed.includes(true);
}

async function owes(
  store: Pick<DutyStore, 'returnsOf'>,
  { actor, gazetteer }: Speaker,
  duty: Duty,
): Promise<boolean> {
  const units = answers(actor, duty, gazetteer);
  const returns = await Promise.all(units.map((unit) => store.returnsOf([duty.id], unit)));
  return returns.some(([one]) => one?.state !== 'answered');
}

/** The open duty of each kind that this person may answer, else the last one. */
function newestOfKinds(duties: readonly Duty[], { actor, gazetteer }: Speaker): readonly Duty[] {
  const mine = duties
    .filter((duty) => answers(actor, duty, gazetteer).length > 0)
    .toSorted((a, b) => rank(b) - rank(a) || b.openedAt.getTime() - a.openedAt.getTime() || later(a, b));
  return mine.filter((duty) => mine.find(({ kind }) => kind === duty.kind) === duty);
}

const rank = ({ state }: Duty): number => Number(state === 'open');
// Sent again at once after a mistake: the one that was not cancelled is meant.
const later = (a: Duty, b: Duty): number => Number(a.state === 'cancelled') - Number(b.state === 'cancelled');
