import type { DropoutMove } from '../dropouts/transitions.ts';
import { dueOn } from '../hazards/overdue.ts';
import type { HazardMove } from '../hazards/transitions.ts';
import { localDate } from '../kit/local-date.ts';
import type { CaseFact, FileEvent, FileFacts } from './snapshot-types.ts';

/** What came and went in a stretch of time. */
export interface Flow {
  readonly areaId: string;
  /** Reported and not withdrawn since. */
  readonly reported: number;
  readonly returned: number;
  readonly relapsed: number;
  readonly newHazards: number;
  readonly closedHazards: number;
  /** Those of them that were closed within their limit. */
  readonly closedInTime: number;
}

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
  for (const one of cases.filter((each) => !withdrawn(each.entries, to))) {
    const fresh = within(one.reportedAt);
    const relapsed = Number(fresh && one.relapse) + happened(one.entries, 'relapsed', within);
    const returned = happened(one.entries, 'returned', within);
    if (fresh || returned + relapsed > 0) add(one.areaId, { reported: Number(fresh), returned, relapsed });
  }
  for (const one of hazards.filter((each) => !withdrawn(each.entries, to))) {
    const newHazards = Number(within(one.reportedAt));
    const closed = one.entries.filter(({ kind, at }) => kind === 'closed' && within(at));
    const closedInTime = closed.filter(({ at }) => localDate(at, tz) <= dueOn(one)).length;
    if (newHazards + closed.length > 0)
      add(one.areaId, { newHazards, closedHazards: closed.length, closedInTime });
  }
  return [...flows.values()];
}

const NO_FLOW = { reported: 0, returned: 0, relapsed: 0, newHazards: 0, closedHazards: 0, closedInTime: 0 };
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

type Event = FileEvent<DropoutMove | HazardMove, string>;

const withdrawn = (entries: readonly Event[], at: Date): boolean =>
  entries.some((entry) => entry.kind === 'withdrawn' && entry.at <= at);

const happened = (entries: CaseFact['entries'], kind: DropoutMove, within: (at: Date) => boolean): number =>
  entries.filter((entry) => entry.kind === kind && within(entry.at)).length;
