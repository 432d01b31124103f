import { standing } from '../casefiles/undo.ts';
import { countsAt, hazardOpenAt } from '../figures/as-of.ts';
import { flowOf, flowsBetween } from '../figures/flows.ts';
import { recognitionBetween, totalRecognition } from '../figures/recognition.ts';
import type { FileFacts, HazardFact } from '../figures/snapshot-types.ts';
import { ABOUT_A_CHILD } from '../hazards/categories.ts';
import { dueOn, overdueDays } from '../hazards/overdue.ts';
import { addDays, type LocalDate, localDate, monthEnd, monthStart } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import { LONG_OVERDUE_DAYS, nameOf, unitOf } from './attention.ts';
import { byArea } from './by-area.ts';
import { monthlyText } from './monthly.ts';
import { numbersOf, type Scene, sceneAt, startOf } from './scene.ts';
import type { WritingParts } from './write.ts';

/** A circular speaks of the whole county, whoever reads it. */
const EVERYWHERE: Actor = { key: 'circular', bound: true, role: 'bureau' };
/** Workdays that units named have for putting it right. */
const WORKDAYS_TO_ACT = 5;

/** The month a circular of that day is about: the one before. */
export function monthBefore(day: LocalDate): { readonly first: LocalDate; readonly last: LocalDate } {
  const last = addDays(monthStart(day), -1);
  return { first: monthStart(last), last };
}

/** `2026-10` */
export const monthKey = (day: LocalDate): string => monthBefore(day).first.slice(0, 7);

/** `2026年10月` */
export function monthWord(day: LocalDate): string {
  const { first } = monthBefore(day);
  return `${first.slice(0, 4)}年${Number(first.slice(5, 7))}月`;
}

/** The county at the moment of a circular, back to the same month a year before. */
async function circularScene(writing: WritingParts, at: Date): Promise<Scene> {
  const day = localDate(at, writing.tz);
  const since = startOf(yearBefore(addDays(monthBefore(day).last, 1)), writing.tz);
  const scene = await sceneAt(writing, EVERYWHERE, { at, since });
  if (scene === undefined) throw new Error('A circular sees the whole county.');
  return scene;
}

/** Units with a major hazard that is past its time now, with the sentence about each. */
export async function unitsToName(writing: WritingParts, at: Date) {
  const { attention } = await circularScene(writing, at);
  return attention
    .filter(({ why }) => why === 'major-overdue')
    .map((one) => ({ unit: one.unit, sentence: writing.fill('attention', { ...one, phone: false }) }));
}

/** By when a unit named has to have put it right. */
export async function actUntil({ calendar, tz }: WritingParts, at: Date): Promise<LocalDate> {
  return (await calendar.current()).addWorkdays(localDate(at, tz), WORKDAYS_TO_ACT);
}

/** The circular about the month before; only units of `told` are named, and only while it is still so. */
export async function circularText(
  writing: WritingParts,
  at: Date,
  told: readonly string[],
): Promise<string> {
  const { tz, fill, upcoming } = writing;
  const scene = await circularScene(writing, at);
  const { facts, view, gazetteer, day } = scene;
  const { first, last } = monthBefore(day);
  const [from, to] = [startOf(first, tz), startOf(addDays(last, 1), tz)];
  const flow = flowOf(flowsBetween(facts, { from, to, tz }), view.areaIds);
  const yearAgo = startOf(yearBefore(addDays(last, 1)), tz);
  const had = [...facts.cases, ...facts.hazards].some(({ reportedAt }) => reportedAt < yearAgo);
  const atEnd = (instant: Date, on: LocalDate) => numbersOf(facts, instant, on, view);
  return monthlyText(fill, {
    county: gazetteer.county.name,
    month: monthWord(day),
    cutOff: `${last.slice(5)} 24:00`,
    numbers: atEnd(to, last),
    lastMonth: atEnd(from, addDays(first, -1)),
    ...(had ? { lastYear: atEnd(yearAgo, yearBefore(last)) } : {}),
    hazards: flow,
    children: flow,
    recognition: totalRecognition(recognitionBetween(facts.cases, { from, to })),
    ...praised(scene, { from, to, tz }),
    categories: categoriesOf(facts, from, to),
    named: scene.attention.filter(({ why, unit }) => why === 'major-overdue' && told.includes(unit)),
    until: await actUntil(writing, at),
    corrected: withdrawnIn(facts, from, to),
    next: (await upcoming?.(day, monthEnd(day))) ?? [],
    ...{ longOverdue: longOverdueAt(facts, to, last), limits: scene.limits },
    areas: byArea(outByArea(facts, to, last), view, gazetteer),
  });
}

const outByArea = (facts: FileFacts, at: Date, day: LocalDate) =>
  new Map(countsAt(facts, at, day).map(({ areaId, dropouts }) => [areaId, dropouts]));

const longOverdueAt = ({ hazards }: FileFacts, at: Date, day: LocalDate): number =>
  hazards.filter(
    (one) => one.level === '一般' && hazardOpenAt(one, at) && overdueDays(one, day) >= LONG_OVERDUE_DAYS,
  ).length;

/** Units that closed all they closed in time, and schools whose own people found hazards. */
function praised(
  { facts, gazetteer }: Scene,
  { from, to, tz }: { readonly from: Date; readonly to: Date; readonly tz: string },
) {
  const closedOn = (one: HazardFact): LocalDate | undefined => {
    const entry = standing(one.entries).find(({ kind, at }) => kind === 'closed' && at > from && at <= to);
    return entry === undefined ? undefined : localDate(entry.at, tz);
  };
  const closed = facts.hazards.filter((one) => !hazardOpenAt(one, to) && closedOn(one) !== undefined);
  const late = new Set(closed.filter((one) => (closedOn(one) ?? '') > dueOn(one, closedOn(one))).map(unitOf));
  const found = facts.hazards.filter(
    ({ reportedAt, reporterRole, schoolId }) =>
      reportedAt > from && reportedAt <= to && schoolId !== undefined && OWN_PEOPLE.includes(reporterRole),
  );
  const names = (units: readonly string[]) =>
    gazetteer.schools.filter(({ id }) => units.includes(id)).map(({ id }) => nameOf(gazetteer, id));
  return {
    inTime: names(closed.map(unitOf).filter((unit) => !late.has(unit))),
    selfFound: names(found.map(unitOf)),
  };
}

const OWN_PEOPLE = ['school', 'teacher'];

/** Kinds that are about a child, and what is of no kind. */
const NOT_TOLD: readonly string[] = [...ABOUT_A_CHILD, '其他'];

function categoriesOf({ hazards }: FileFacts, from: Date, to: Date) {
  const counts = new Map<string, number>();
  for (const { category, reportedAt, entries } of hazards)
    if (
      category !== undefined &&
      !NOT_TOLD.includes(category) &&
      reportedAt > from &&
      reportedAt <= to &&
      !entries.some(({ kind }) => kind === 'withdrawn')
    )
      counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts].map(([name, n]) => ({ name, n })).sort((a, b) => b.n - a.n);
}

function withdrawnIn({ cases, hazards }: FileFacts, from: Date, to: Date): number {
  return [...cases, ...hazards].filter(({ entries }) =>
    entries.some(({ kind, at }) => kind === 'withdrawn' && at > from && at <= to),
  ).length;
}

const yearBefore = (day: LocalDate): LocalDate => {
  const same = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return same.endsWith('02-29') ? `${same.slice(0, 8)}28` : same;
};
