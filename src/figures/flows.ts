import { standing } from '../casefiles/undo.ts';
import { dueOn } from '../hazards/overdue.ts';
import { localDate } from '../kit/local-date.ts';
import { balanceBetween } from './balance.ts';
import type { FileEvent } from './events.ts';
import type { FileFacts } from './snapshot-types.ts';

/** What came and went in a stretch of time. */
export interface Flow {
  readonly areaId: string;
  /** Children who began to count, and were not withdrawn since. */
  readonly reported: number;
  readonly returned: number;
  readonly relapsed: number;
  /** Children whose file was struck off (销号). */
  readonly struckOff: number;
  readonly newHazards: number;
  readonly closedHazards: number;
  /** Those of them that were closed within their limit. */
  readonly closedInTime: number;
}

/** What came and went with children, as digests tell it by area. */
export type ChildFlow = 'reported' | 'returned' | 'relapsed' | 'struckOff';

/** After `from`, up to and including `to`; `tz` decides which day an instant belongs to. */
export interface Stretch {
  readonly from: Date;
  readonly to: Date;
  readonly tz: string;
}

/** What happened in the stretch, by area; areas where nothing did are absent. */
export function flowsBetween({ cases, hazards }: FileFacts, { from, to, tz }: Stretch): readonly Flow[] {
  const within = (at: Date): boolean => at > from && at <= to;
  const flows = new Map<string, Flow>();
  const add = (areaId: string, more: Partial<Flow>): void => {
    const before = flows.get(areaId) ?? { areaId, ...NO_FLOW };
    flows.set(areaId, addFlow(before, more));
  };
  for (const { areaId, added, relapsed, returned, closed } of balanceBetween(cases, { from, to }))
    if (added + relapsed + returned + closed !== 0)
      add(areaId, { reported: added, returned, relapsed, struckOff: closed });
  // Who is reported as gone again is new to the county as well.
  const again = cases.filter((each) => !withdrawn(each.entries, to) && within(each.reportedAt));
  for (const one of again.filter(({ entries: [first] }) => first?.to === 'relapsed'))
    add(one.areaId, { reported: 1 });
  for (const one of hazards.filter((each) => !withdrawn(each.entries, to))) {
    const newHazards = Number(within(one.reportedAt));
    const closed = standing(one.entries).filter(({ kind, at }) => kind === 'closed' && within(at));
    const closedInTime = closed.filter(({ at }) => localDate(at, tz) <= dueOn(one, localDate(at, tz))).length;
    if (newHazards + closed.length > 0)
      add(one.areaId, { newHazards, closedHazards: closed.length, closedInTime });
  }
  return [...flows.values()];
}

const NO_FLOW = {
  ...{ reported: 0, returned: 0, relapsed: 0, struckOff: 0 },
  ...{ newHazards: 0, closedHazards: 0, closedInTime: 0 },
};
type Flowing = keyof typeof NO_FLOW;
const FLOWING = Object.keys(NO_FLOW) as readonly Flowing[];

function addFlow<T extends Readonly<Record<Flowing, number>>>(a: T, b: Partial<Record<Flowing, number>>): T {
  return { ...a, ...Object.fromEntries(FLOWING.map((name) => [name, a[name] + (b[name] ?? 0)])) };
}

/** What came and went in these areas together; all areas when absent. */
export function flowOf(flows: readonly Flow[], only?: readonly string[]): Readonly<Record<Flowing, number>> {
  return flows
    .filter(({ areaId }) => only?.includes(areaId) ?? true)
    .reduce<Readonly<Record<Flowing, number>>>((total, flow) => addFlow(total, flow), NO_FLOW);
}

const withdrawn = (entries: readonly FileEvent<string, string>[], at: Date): boolean =>
  entries.some((entry) => entry.kind === 'withdrawn' && entry.at <= at);
