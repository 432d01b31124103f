import type { Duty, DutyReturn, DutyStore } from '../duties/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import type { DutyLine } from './daily.ts';
import { lastTwoOfEach, type Silent, silentUnits } from './silent.ts';
import type { View } from './view.ts';

/** What digests read of duties. */
export type DutiesRead = Pick<DutyStore, 'recent' | 'returns'>;

/** Longer than two rounds of a duty that comes each quarter. */
const ROUNDS_DAYS = 200;

/** Of the duties under way, and of the units that stayed silent. */
export interface DutyFacts {
  readonly duty?: DutyLine;
  readonly silent: readonly Silent[];
}

/** The duty whose deadline is next, as the view's units answered it, and who left two rounds unanswered. */
export async function dutyFacts(
  duties: DutiesRead,
  { now, view, gazetteer }: { readonly now: Date; readonly view: View; readonly gazetteer: Gazetteer },
): Promise<DutyFacts> {
  const known = await duties.recent(now, ROUNDS_DAYS);
  const next = nextDue(known, now);
  const ended = lastTwoOfEach(known, now).flat();
  const ids = [...new Set([...ended, ...(next === undefined ? [] : [next])].map(({ id }) => id))];
  const returns = new Map<string, readonly DutyReturn[]>();
  for (const id of ids) returns.set(id, await duties.returns(id));
  const returnsOf = (id: string): readonly DutyReturn[] => returns.get(id) ?? [];
  const line = next && lineOf(next, returnsOf(next.id), (unit) => isIn(view, gazetteer, unit));
  return {
    ...(line === undefined ? {} : { duty: line }),
    silent: silentUnits(known, returnsOf, now),
  };
}

function nextDue(duties: readonly Duty[], now: Date): Duty | undefined {
  return duties
    .filter(({ state, due, audience }) => state === 'open' && due > now && UNITS.includes(audience))
    .sort((a, b) => a.due.getTime() - b.due.getTime())[0];
}

const UNITS: readonly Duty['audience'][] = ['school', 'township'];

function lineOf(
  { title, expected }: Duty,
  returns: readonly DutyReturn[],
  counts: (unit: string) => boolean,
): DutyLine | undefined {
  const units = new Set(expected.filter(counts));
  if (units.size === 0) return undefined;
  const answered = returns.filter(({ unitId, state }) => state === 'answered' && units.has(unitId)).length;
  return { title, expected: units.size, answered };
}

function isIn({ areaIds }: View, gazetteer: Gazetteer, unit: string): boolean {
  const place = gazetteer.byId(unit);
  return areaIds.includes(place?.kind === 'school' ? place.townshipId : unit);
}
