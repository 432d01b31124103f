import { hazardOpenAt, outOfSchoolAt } from '../figures/as-of.ts';
import type { CaseFact, FileFacts, HazardFact } from '../figures/snapshot-types.ts';
import { overdueDays } from '../hazards/overdue.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { fullName, groupAreaName } from '../places/naming.ts';
import type { Silent } from './silent.ts';
import type { View } from './view.ts';

/** Why a unit is named, in the order in which units are chosen. What money waits for in some office is not known here. */
export const WHY = ['major-overdue', 'lost-contact', 'silent'] as const;

/** A unit that a leader should look at. */
export interface Attention {
  readonly why: (typeof WHY)[number];
  /** Id of the school, the place or the township. */
  readonly unit: string;
  /** As it may be forwarded: `''` for a township so small that its name points at one child. */
  readonly name: string;
  /** Days over the limit, or without a word. */
  readonly days: number;
}

/** Days after which a child nobody can reach, and of whom nothing new was noted, is told to a leader. */
export const LOST_DAYS = 7;
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
  const all = [...majorOverdue(moment), ...lostContact(moment), ...silentOnes(moment)];
  const inOrder = all.sort((a, b) => WHY.indexOf(a.why) - WHY.indexOf(b.why) || b.days - a.days);
  return inOrder.filter(
    (one, at) => inOrder.findIndex(({ unit, name }) => unit === one.unit && name === one.name) === at,
  );
}

function majorOverdue({ facts, at, day, view, gazetteer }: Moment): readonly Attention[] {
  return facts.hazards
    .filter((one) => one.level === '重大' && view.areaIds.includes(one.areaId) && hazardOpenAt(one, at))
    .map((one) => {
      const unit = unitOf(one);
      const days = overdueDays(one, day);
      return { why: 'major-overdue' as const, unit, name: nameOf(gazetteer, unit), days };
    })
    .filter(({ days }) => days > 0);
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
