import { stateAt } from '../casefiles/entry.ts';
import { bucketOf, isOutOfSchool } from '../dropouts/states.ts';
import { levelOf } from '../hazards/levels.ts';
import { overdueDays } from '../hazards/overdue.ts';
import { type HazardState, isOpenHazard } from '../hazards/transitions.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { childrenByArea } from './children.ts';
import { isRelapseAt } from './partition.ts';
import type { AreaCounts, CaseFact, FileFacts, HazardFact } from './snapshot-types.ts';

/** Whether the child of the case was out of school at that instant. */
export function outOfSchoolAt({ entries }: Pick<CaseFact, 'entries'>, at: Date): boolean {
  const state = stateAt(entries, at);
  return state !== undefined && isOutOfSchool(state);
}

/** Whether the hazard was reported and not closed at that instant. */
export function hazardOpenAt({ entries }: Pick<HazardFact, 'entries'>, at: Date): boolean {
  const state = stateAt<HazardState>(entries, at);
  return state !== undefined && isOpenHazard(state);
}

/** The figures of every area that has any, at that instant; `day` is its civil date, by which hazards are overdue. */
export function countsAt({ cases, hazards }: FileFacts, at: Date, day: LocalDate): readonly AreaCounts[] {
  const counts = new Map<string, AreaCounts>();
  const add = (areaId: string, more: Partial<AreaCounts>): void => {
    const before = counts.get(areaId) ?? { areaId, ...NOTHING };
    counts.set(areaId, sum(before, more));
  };
  const out = cases.filter((one) => outOfSchoolAt(one, at));
  for (const one of out) {
    const state = stateAt(one.entries, at);
    const suspected = state !== undefined && bucketOf(state) === 'suspected';
    add(one.areaId, { dropouts: 1, [suspected ? 'suspected' : 'registered']: 1 });
  }
  for (const [areaId, relapses] of childrenByArea(out.filter((one) => isRelapseAt(one, at))))
    add(areaId, { relapses });
  for (const one of hazards.filter((each) => hazardOpenAt(each, at))) {
    const past = one.entries.filter((entry) => entry.at <= at);
    const major = levelOf(one, past) === '重大' ? 1 : 0;
    add(one.areaId, { hazards: 1, major, overdue: overdueDays(one, day) > 0 ? 1 : 0 });
  }
  return [...counts.values()].sort((a, b) => (a.areaId < b.areaId ? -1 : 1));
}

const NOTHING = { dropouts: 0, suspected: 0, registered: 0, relapses: 0, hazards: 0, major: 0, overdue: 0 };
type Counted = keyof typeof NOTHING;
const COUNTED = Object.keys(NOTHING) as readonly Counted[];

function sum<T extends Readonly<Record<Counted, number>>>(a: T, b: Partial<Record<Counted, number>>): T {
  return { ...a, ...Object.fromEntries(COUNTED.map((name) => [name, a[name] + (b[name] ?? 0)])) };
}

/** The figures of these areas together; all areas when absent. */
export function totalOf(
  areas: readonly AreaCounts[],
  only?: readonly string[],
): Readonly<Record<Counted, number>> {
  return areas
    .filter(({ areaId }) => only?.includes(areaId) ?? true)
    .reduce<Readonly<Record<Counted, number>>>((total, area) => sum(total, area), NOTHING);
}
