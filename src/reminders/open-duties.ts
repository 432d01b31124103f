import type { DutyStore } from '../duties/types.ts';
import { peopleOf, unitsOf } from '../duties/units.ts';
import type { CountyNow } from './county-now.ts';
import { type AskingPart, askDaysOf, askingParts, draftOf } from './duty-draft.ts';
import { dueDayOf } from './plan.ts';
import type { ReminderOccasion } from './types.ts';

/**
 * Opens the duties whose notice's day has come and whose deadline is not over; what is open already stays as it is.
 * Resolves to how many there are.
 */
export async function openDuties(
  duties: Pick<DutyStore, 'open'>,
  occasions: readonly ReminderOccasion[],
  facts: CountyNow,
): Promise<number> {
  let opened = 0;
  for (const occasion of occasions)
    for (const part of askingParts(occasion)) if (await openOne(duties, occasion, part, facts)) opened += 1;
  return opened;
}

async function openOne(
  duties: Pick<DutyStore, 'open'>,
  occasion: ReminderOccasion,
  part: AskingPart,
  facts: CountyNow,
): Promise<boolean> {
  const { today, calendar } = facts;
  if (askDaysOf(occasion, part).notice > today || dueDayOf(occasion, part, calendar) < today) return false;
  const draft = draftOf(occasion, part, { ...facts, expected: expectedOf(part, facts) });
  if (draft.expected.length === 0 || draft.due <= facts.now) return false;
  await duties.open(draft);
  return true;
}

/** A school that none of the six officers serves cannot be answered for by them. */
function expectedOf(part: AskingPart, { gazetteer, districts, people }: CountyNow): readonly string[] {
  const { audience, whom } = part;
  const units = unitsOf(audience, whom, gazetteer, districts);
  if (audience !== 'officer6') return units;
  return units.filter((unitId) => peopleOf(unitId, { audience, posts: [] }, people, gazetteer).length > 0);
}
