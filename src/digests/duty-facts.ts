import type { Duty, DutyReturn, DutyStore } from '../duties/types.ts';
import { defined } from '../kit/defined.ts';
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

/** The duty that leaders follow whose deadline is next, as the view's units answered it, and who left two rounds unanswered. */
export async function dutyFacts(
  duties: DutiesRead,
  { now, view, gazetteer }: { readonly now: Date; readonly view: View; readonly gazetteer: Gazetteer },
): Promise<DutyFacts> {
  const known = await duties.recent(now, ROUNDS_DAYS);
  const counts = (unit: string): boolean => isIn(view, gazetteer, unit);
  const next = nextDue(known, now, counts);
  const ended = lastTwoOfEach(known, now).flat();
  const ids = [...new Set([...ended, ...(next === undefined ? [] : [next])].map(({ id }) => id))];
  const returns = new Map<string, readonly DutyReturn[]>();
  for (const id of ids) returns.set(id, await duties.returns(id));
  const returnsOf = (id: string): readonly DutyReturn[] => returns.get(id) ?? [];
  const line = next && lineOf(next, returnsOf(next.id), counts);
  return {
    ...defined({ duty: line }),
    silent: silentUnits(known, returnsOf, now),
  };
}

function nextDue(duties: readonly Duty[], now: Date, counts: (unit: string) => boolean): Duty | undefined {
  return duties
    .filter(({ state, due, audience }) => state === 'open' && due > now && UNITS.includes(audience))
    .filter(({ answer, expected }) => answer.kind !== 'ack' && expected.some(counts))
    .sort((a, b) => rankOf(a) - rankOf(b) || a.due.getTime() - b.due.getTime())[0];
}

const UNITS: readonly Duty['audience'][] = ['school', 'township'];
const FOLLOWED: readonly Duty['answer']['kind'][] = ['numbers', 'zero', 'items'];

/** What comes round and asks for figures or findings is followed; an officer's task of the day must not displace it. */
function rankOf({ by, answer }: Duty): number {
  return by === undefined && FOLLOWED.includes(answer.kind) ? 0 : 1;
}

function lineOf(
  { title, expected }: Duty,
  returns: readonly DutyReturn[],
  counts: (unit: string) => boolean,
): DutyLine {
  const units = new Set(expected.filter(counts));
  const answered = returns.filter(({ unitId, state }) => state === 'answered' && units.has(unitId)).length;
  return { title, expected: units.size, answered };
}

function isIn({ areaIds }: View, gazetteer: Gazetteer, unit: string): boolean {
  const place = gazetteer.byId(unit);
  return areaIds.includes(place?.kind === 'school' ? place.townshipId : unit);
}
