import { unitsOf } from '../duties/units.ts';
import type { CountyNow } from './county-now.ts';
import { dutyIdOf } from './duty-draft.ts';
import type { DutyNow } from './duty-items.ts';
import type { ReminderOccasion } from './types.ts';
import { isUnitVariable, variablesIn } from './variables.ts';

/** How many hazards are open in each school, by school id; schools without any may be absent. */
export type OpenHazards = () => Promise<ReadonlyMap<string, number>>;

/** The facts of a unit that an occasion's texts print, as words. */
export type FactsOf = (occasion: ReminderOccasion, unitId: string) => Readonly<Record<string, string>>;

/** What the facts are drawn from. */
export interface FactSources {
  readonly occasions: readonly ReminderOccasion[];
  readonly duties: readonly DutyNow[];
  readonly county: Pick<CountyNow, 'gazetteer' | 'districts'>;
  readonly openHazards: OpenHazards;
}

/**
 * The facts of all units, asked for only when a text prints them. 应报, 已报 and 进度 are those of the same occasion's
 * schools, counted for their township.
 */
export async function factsOf(sources: FactSources): Promise<FactsOf> {
  const { occasions, duties, county, openHazards } = sources;
  const { schools } = county.gazetteer;
  const used = new Set(
    occasions
      .flatMap(({ reminder }) => reminder.parts)
      .flatMap(({ text, again = '' }) => variablesIn(`${text}\n${again}`))
      .map(({ word }) => word)
      .filter(isUnitVariable),
  );
  const open = used.has('未销号') ? await openHazards() : new Map<string, number>();
  const townshipOf = new Map(schools.map(({ id, townshipId }) => [id, townshipId]));
  const bySchools = new Map(duties.map((one) => [one.duty.id, one]));
  return (occasion, unitId) => {
    const sibling = bySchools.get(dutyIdOf(occasion, 'school'));
    const asked = sibling?.duty.expected ?? schoolsOf(occasion, county);
    const mine = asked.filter((id) => townshipOf.get(id) === unitId);
    const answered = mine.filter((id) => sibling?.returns.get(id)?.state === 'answered');
    return {
      未销号: String(open.get(unitId) ?? 0),
      应报: String(mine.length),
      已报: String(answered.length),
      进度: progress(mine.length - answered.length),
    };
  };
}

const progress = (left: number): string =>
  left === 0 ? '已报齐' : `还差${left}所，请打个电话问问是否有困难`;

/** The schools an occasion will ask, before its duty is open. */
function schoolsOf({ reminder }: ReminderOccasion, { gazetteer, districts }: FactSources['county']) {
  const part = reminder.parts.find(({ audience }) => audience === 'school');
  return part === undefined ? [] : unitsOf('school', part.whom, gazetteer, districts);
}
