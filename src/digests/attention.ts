import { standing } from '../casefiles/undo.ts';
import { hazardOpenAt, outOfSchoolAt } from '../figures/as-of.ts';
import type { CaseFact, FileFacts, HazardFact } from '../figures/snapshot-types.ts';
import { overdueDays } from '../hazards/overdue.ts';
import { defined } from '../kit/defined.ts';
import { daysBetween, type LocalDate } from '../kit/local-date.ts';
import { moneyWord } from '../kit/money.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { fullName, groupAreaName } from '../places/naming.ts';
import type { Silent } from './silent.ts';
import type { View } from './view.ts';

/** Why a unit is named, in the order in which units are chosen. */
export const WHY = [
  'major-overdue',
  'lost-contact',
  'no-money',
  'other-office',
  'long-overdue',
  'silent',
] as const;

/** A unit that a leader should look at. */
export interface Attention {
  readonly why: (typeof WHY)[number];
  /** Id of the school, the place or the township. */
  readonly unit: string;
  /** As it may be forwarded: `''` for a township so small that its name points at one child. */
  readonly name: string;
  /** Days over the limit, of waiting, or without a word. */
  readonly days: number;
  /** What is missing, as it is printed. */
  readonly money?: string;
}

/** Days after which a child nobody can reach, and of whom nothing new was noted, is told to a leader. */
export const LOST_DAYS = 7;
/** Days over the limit after which an ordinary hazard is told to a leader: a week more or less is the office's. */
export const LONG_OVERDUE_DAYS = 14;
/** Days after which what waits for money or another office is told to a leader. */
export const BLOCKED_DAYS = 7;
const DAY_MS = 86_400_000;

/** What the attention of one moment is found in. */
export interface Moment {
  readonly facts: FileFacts;
  readonly at: Date;
  readonly day: LocalDate;
  readonly view: View;
  readonly gazetteer: Gazetteer;
  readonly silent: readonly Silent[];
}

/** Every unit that deserves it, the most urgent first, each unit once. */
export function attentionAt(moment: Moment): readonly Attention[] {
  const all = [
    ...overdueUnits(moment, 'major-overdue'),
    ...lostContact(moment),
    ...blocked(moment),
    ...overdueUnits(moment, 'long-overdue'),
    ...silentOnes(moment),
  ];
  const inOrder = all.sort((a, b) => WHY.indexOf(a.why) - WHY.indexOf(b.why) || b.days - a.days);
  return inOrder.filter(
    (one, at) => inOrder.findIndex(({ unit, name }) => unit === one.unit && name === one.name) === at,
  );
}

/** Major hazards past their time, and others that have been so for weeks. */
function overdueUnits(
  { facts, at, day, view, gazetteer }: Moment,
  why: 'major-overdue' | 'long-overdue',
): readonly Attention[] {
  const [level, least] = why === 'major-overdue' ? ['重大', 1] : ['一般', LONG_OVERDUE_DAYS];
  return facts.hazards
    .filter((one) => one.level === level && view.areaIds.includes(one.areaId) && hazardOpenAt(one, at))
    .map((one) => {
      const unit = unitOf(one);
      return { why, unit, name: nameOf(gazetteer, unit), days: overdueDays(one, day) };
    })
    .filter(({ days }) => days >= Number(least));
}

interface WaitingHazard {
  readonly why: 'no-money' | 'other-office';
  readonly since: LocalDate;
  readonly money?: number;
}

/** Hazards that whoever rectifies can do nothing about: they wait for money, or for another office. */
function blocked({ facts, at, day, view, gazetteer }: Moment): readonly Attention[] {
  return facts.hazards
    .filter(({ areaId }) => view.areaIds.includes(areaId))
    .flatMap((one) => {
      const waits = waitingAt(one, at);
      if (waits === undefined) return [];
      const days = daysBetween(waits.since, day);
      if (days < BLOCKED_DAYS) return [];
      const unit = unitOf(one);
      const money = waits.money === undefined ? undefined : moneyWord(waits.money);
      return [{ why: waits.why, unit, name: nameOf(gazetteer, unit), days, ...defined({ money }) }];
    });
}

function waitingAt({ entries }: HazardFact, at: Date): WaitingHazard | undefined {
  const past = entries.filter((entry) => entry.at <= at);
  const last = past.at(-1);
  if (last === undefined || (last.to !== 'paused' && last.to !== 'referred')) return undefined;
  const from = past.findLastIndex(({ to }) => to !== last.to) + 1;
  const since = past[from]?.on ?? last.on ?? '';
  if (last.to === 'referred') return { why: 'other-office' as const, since };
  const reason = past.findLast(({ kind }) => kind === 'paused')?.data?.reason;
  const money = standing(past).findLast(({ data }) => data?.money !== undefined)?.data?.money;
  if (reason === '资金') return { why: 'no-money' as const, since, ...defined({ money }) };
  return reason === '部门' ? { why: 'other-office' as const, since } : undefined;
}

/** The unit a hazard is the business of. */
export const unitOf = ({ schoolId, placeId }: HazardFact): string => schoolId ?? placeId;

/** The name of a unit as digests print it. */
export function nameOf(gazetteer: Gazetteer, unit: string): string {
  const place = gazetteer.byId(unit);
  return place === undefined ? '已撤并单位' : fullName(gazetteer, place);
}

function lostContact({ facts, at, view, gazetteer }: Moment): readonly Attention[] {
  return facts.cases
    .filter((one) => one.lostContact && view.areaIds.includes(one.areaId) && outOfSchoolAt(one, at))
    .map((one) => ({
      why: 'lost-contact' as const,
      unit: one.areaId,
      name: groupAreaName(gazetteer, one.areaId) ?? '',
      days: Math.floor((at.getTime() - lastHeard(one, at)) / DAY_MS),
    }))
    .filter(({ days }) => days >= LOST_DAYS);
}

function lastHeard({ reportedAt, entries }: CaseFact, at: Date): number {
  return Math.max(
    ...[reportedAt, ...entries.map((entry) => entry.at)].filter((one) => one <= at).map(Number),
  );
}

function silentOnes({ silent, gazetteer, view }: Moment): readonly Attention[] {
  const inView = (unit: string): boolean => {
    const place = gazetteer.byId(unit);
    if (place?.kind === 'school') return view.areaIds.includes(place.townshipId);
    return view.areaIds.includes(unit);
  };
  return silent
    .filter(({ unit }) => inView(unit))
    .map(({ unit, days }) => ({ why: 'silent', unit, name: nameOf(gazetteer, unit), days }));
}
