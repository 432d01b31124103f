import type { Calendar } from '../calendar/types.ts';
import type { DropoutStore } from '../dropouts/types.ts';
import { countsAt, outOfSchoolAt, totalOf } from '../figures/as-of.ts';
import { type ChildFlow, type Flow, flowOf, flowsBetween } from '../figures/flows.ts';
import {
  CUT_OFF,
  type FileFacts,
  PARTITION_RULE,
  type Snapshot,
  type Snapshots,
} from '../figures/snapshot-types.ts';
import type { IncidentStore } from '../incidents/types.ts';
import { defined } from '../kit/defined.ts';
import { instantOf } from '../kit/instant-of.ts';
import { addDays, type LocalDate, localDate, localTime } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { USUAL_HAZARD_RULES } from '../places/hazard-rules.ts';
import { areaName } from '../places/naming.ts';
import { type Attention, attentionAt } from './attention.ts';
import type { Coming } from './coming.ts';
import type { Numbers } from './daily.ts';
import type { Directives } from './directives-store.ts';
import { type DutiesRead, type DutyFacts, dutyFacts } from './duty-facts.ts';
import type { Limits } from './limits.ts';
import { type View, viewOf } from './view.ts';
import type { DirectiveCounts, TrendPoint } from './weekly.ts';

/** Where digests read. What is absent is left out of them. */
export interface Sources {
  readonly snapshots: Snapshots;
  readonly directives: Directives;
  readonly places: { current(): Promise<Gazetteer> };
  readonly calendar: { current(): Promise<Calendar> };
  readonly duties?: DutiesRead;
  /** What comes round in `from..to`, in time order. */
  readonly upcoming?: (from: LocalDate, to: LocalDate) => Promise<readonly Coming[]>;
  /** The county's own days for hazards; as usual when absent. */
  readonly hazardRules?: () => Promise<Limits>;
  readonly tz: string;
  /** Emergencies by time and area; what was false is in no figure. */
  readonly incidents?: Pick<IncidentStore, 'count'>;
  /** Who was given a family's address and phone, by day. */
  readonly dropouts?: Pick<DropoutStore, 'contactsGiven'>;
  /** How often whole files were read, by day. */
  readonly fullViews?: (from: LocalDate, to: LocalDate) => Promise<number>;
}

/** The county at one instant, as one reader may see it. */
export interface Scene {
  readonly gazetteer: Gazetteer;
  readonly calendar: Calendar;
  readonly view: View;
  readonly at: Date;
  readonly day: LocalDate;
  /** `11-24 08:00` */
  readonly cutOff: string;
  readonly facts: FileFacts;
  readonly numbers: Numbers;
  readonly duty: DutyFacts;
  readonly attention: readonly Attention[];
  readonly limits: Limits;
}

/** Undefined for somebody who sees less than a township. `since`: the first instant that will be asked for. */
export async function sceneAt(
  sources: Sources,
  reader: Actor,
  { at, since }: { readonly at: Date; readonly since: Date },
): Promise<Scene | undefined> {
  const [gazetteer, calendar] = await Promise.all([sources.places.current(), sources.calendar.current()]);
  const view = viewOf(reader, gazetteer);
  if (view === undefined) return undefined;
  const day = localDate(at, sources.tz);
  const [facts, limits, duty] = await Promise.all([
    sources.snapshots.facts(since),
    sources.hazardRules?.() ?? USUAL_HAZARD_RULES,
    sources.duties === undefined ? NO_DUTIES : dutyFacts(sources.duties, { now: at, view, gazetteer }),
  ]);
  const moment = { facts, at, day, view, gazetteer, silent: duty.silent };
  return {
    ...{ gazetteer, calendar, view, at, day, facts, duty, limits },
    cutOff: `${day.slice(5)} ${localTime(at, sources.tz)}`,
    numbers: numbersOf(facts, at, day, view),
    attention: attentionAt(moment),
  };
}

/** What a digest is headed with: the county, or the one township it speaks of. */
export function placeOf({ gazetteer, view }: Pick<Scene, 'gazetteer' | 'view'>): string {
  if (view.id !== 'all') return areaName(gazetteer, view.id);
  return gazetteer.county.name.replace(/[县区市]$/u, '');
}

const NO_DUTIES: DutyFacts = { silent: [] };

/** The figures of a view at an instant. */
export function numbersOf(facts: FileFacts, at: Date, day: LocalDate, { areaIds }: View): Numbers {
  const lost = facts.cases.filter(
    (one) => one.lostContact && areaIds.includes(one.areaId) && outOfSchoolAt(one, at),
  ).length;
  return { ...totalOf(countsAt(facts, at, day), areaIds), lost };
}

/** What came and went in the view after `from`, up to the scene's instant. */
export function flowSince({ facts, at, view }: Scene, from: Date, tz: string) {
  const flows = flowsBetween(facts, { from, to: at, tz });
  return { flows, total: flowOf(flows, view.areaIds) };
}

/** One sort of flow by area. */
export function areasOf(flows: readonly Flow[], of: ChildFlow) {
  return new Map(flows.map((flow) => [flow.areaId, flow[of]]));
}

/** What the view counted at the cut-offs of these days. */
export async function trendOf(
  { snapshots }: Sources,
  { areaIds }: View,
  days: readonly LocalDate[],
): Promise<readonly TrendPoint[]> {
  const known = await snapshots.of(days);
  return known.map(({ day, areas, rule }) => {
    const { registered, hazards } = totalOf(areas, areaIds);
    return { day, registered, hazards, ...defined({ back: backOf(areas, areaIds, rule) }) };
  });
}

/** Children who are back and not struck off yet: in no snapshot before the partition was. */
function backOf(areas: Snapshot['areas'], only: readonly string[], rule: number): number | undefined {
  if (rule < PARTITION_RULE) return undefined;
  return areas
    .filter(({ areaId }) => only.includes(areaId))
    .reduce((sum, { partition }) => sum + (partition?.parts.returned ?? 0), 0);
}

/** `weeks` points a week apart, and the scene's own last. */
export async function weeklyTrend(sources: Sources, scene: Scene, weeks: number) {
  const days = Array.from({ length: weeks }, (_, n) => addDays(scene.day, -7 * (weeks - n)));
  const { registered, hazards } = scene.numbers;
  const known = await trendOf(sources, scene.view, [...days, scene.day]);
  const today = { ...known.at(-1), day: scene.day, registered, hazards };
  return [...known.slice(0, -1), today];
}

/** The cut-off of a day. */
export const cutOffOf = (day: LocalDate, tz: string): Date => instantOf(day, CUT_OFF, tz);

/** The first instant of a day. */
export const startOf = (day: LocalDate, tz: string): Date => instantOf(day, '00:00', tz);

const DAY_MS = 86_400_000;

/** What became of the instructions given after `from`, up to and including `to`. */
export async function directiveCounts(
  directives: Directives,
  from: Date,
  to: Date,
): Promise<DirectiveCounts> {
  const known = await directives.since(from);
  const given = known.filter(({ at }) => at > from && at <= to);
  const open = known.filter(({ state }) => state === 'open');
  const [oldest] = open;
  return {
    given: given.length,
    givenDone: given.filter(({ state }) => state === 'done').length,
    open: open.length,
    oldest: oldest === undefined ? 0 : Math.max(0, Math.floor((to.getTime() - oldest.at.getTime()) / DAY_MS)),
  };
}
