import { balanceBetween, totalBalance } from '../figures/balance.ts';
import { balanceWords } from '../figures/balance-words.ts';
import type { ChildFlow } from '../figures/flows.ts';
import { defined } from '../kit/defined.ts';
import { addDays, type LocalDate, localDate, weekStart } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import type { FillDigest } from '../texts/digest-texts.ts';
import { answeredSince } from './answered.ts';
import { byArea } from './by-area.ts';
import { dailyText, unitsNamed } from './daily.ts';
import { tagOf } from './readers.ts';
import {
  areasOf,
  cutOffOf,
  directiveCounts,
  flowSince,
  placeOf,
  type Scene,
  type Sources,
  sceneAt,
  startOf,
  weeklyTrend,
} from './scene.ts';
import { termText } from './term.ts';
import type { DigestKind } from './types.ts';
import { type DirectiveCounts, weeklyText } from './weekly.ts';

/** What digests are written with. */
export interface WritingParts extends Sources {
  readonly fill: FillDigest;
}

/** Who reads, and what they were told before. */
export interface ReaderOf {
  readonly actor: Actor;
  /** Units that were named in both of their last two daily digests. */
  readonly named: ReadonlySet<string>;
}

/** A digest as it is written, before anybody gets it. */
export interface WrittenDigest {
  readonly tag: string;
  readonly text: string;
  readonly units: readonly string[];
  readonly scene: Scene;
}

/** Digests that are written for one reader; a circular is for everybody. */
export type PersonalKind = Exclude<DigestKind, 'monthly'>;

/** The digest of one reader with the figures of `at`; undefined for somebody who sees less than a township. */
export async function writeDigest(
  writing: WritingParts,
  kind: PersonalKind,
  reader: ReaderOf,
  at: Date,
): Promise<WrittenDigest | undefined> {
  const day = localDate(at, writing.tz);
  const since = sinceOf(writing, kind, day, (await writing.calendar.current()).termOf(day).from);
  const scene = await sceneAt(writing, reader.actor, { at, since });
  if (scene === undefined) return undefined;
  const tag = tagOf(kind, day);
  if (kind === 'weekly') return { tag, scene, units: [], text: await weekly(writing, scene, tag) };
  if (kind === 'term') return { tag, scene, units: [], text: await term(writing, scene) };
  return daily(writing, kind, { scene, tag, reader });
}

function sinceOf({ tz }: WritingParts, kind: PersonalKind, day: LocalDate, termFrom: LocalDate): Date {
  if (kind === 'weekly') return startOf(weekStart(day), tz);
  if (kind === 'term') return startOf(termFrom, tz);
  return cutOffOf(addDays(day, -1), tz);
}

interface Daily {
  readonly scene: Scene;
  readonly tag: string;
  readonly reader: ReaderOf;
}

async function daily(
  { fill, tz, directives, snapshots, incidents }: WritingParts,
  kind: 'morning' | 'evening',
  { scene, tag, reader }: Daily,
): Promise<WrittenDigest> {
  const { day, view } = scene;
  const [yesterday] = await snapshots.of([addDays(day, -1)]);
  // What the county's leaders instructed is no township's figure.
  const known = view.id === 'all' ? await directives.since(startOf(day, tz)) : [];
  const open = known.filter(({ state }) => state === 'open');
  const whole = view.id === 'all';
  const since = cutOffOf(addDays(day, -1), tz);
  const cried = await incidents?.count(since, scene.at, whole ? undefined : view.areaIds);
  const facts = {
    ...{ kind, tag, day, cutOff: scene.cutOff.slice(6), numbers: scene.numbers, attention: scene.attention },
    ...{ place: placeOf(scene), limits: scene.limits },
    ...defined({
      before: yesterday && totalRegistered(yesterday.areas, view.areaIds),
      duty: scene.duty.duty,
      incidents: cried !== undefined && cried.total > 0 ? cried : undefined,
    }),
    today: flowSince(scene, startOf(day, tz), tz).total,
    named: reader.named,
    directives: { open: open.length, doneToday: known.length - open.length },
    decides: reader.actor.role === 'leader',
    decided: (name: string) => open.some(({ words }) => words.includes(name === '' ? '失联' : name)),
    ...{ small: view.small, outside: view.id === 'all' },
  };
  return { tag, scene, text: dailyText(fill, facts), units: unitsNamed(facts).map(({ unit }) => unit) };
}

function totalRegistered(
  areas: readonly { readonly areaId: string; readonly registered: number }[],
  areaIds: readonly string[],
): number {
  return areas
    .filter(({ areaId }) => areaIds.includes(areaId))
    .reduce((sum, { registered }) => sum + registered, 0);
}

const WEEKS = 4;

async function weekly(writing: WritingParts, scene: Scene, tag: string): Promise<string> {
  const { tz, directives, dropouts, upcoming, fill } = writing;
  const { day, view, at } = scene;
  const whole = view.id === 'all';
  const monday = weekStart(day);
  const [thisWeek, lastWeek, next, trend, contactsGiven = 0, fullViews = 0] = await Promise.all([
    whole ? directiveCounts(directives, startOf(monday, tz), at) : NO_DIRECTIVES,
    whole
      ? directiveCounts(directives, startOf(addDays(monday, -7), tz), startOf(monday, tz))
      : NO_DIRECTIVES,
    upcoming?.(addDays(monday, 7), addDays(monday, 13)) ?? [],
    weeklyTrend(writing, scene, WEEKS),
    whole ? dropouts?.contactsGiven(monday, day) : undefined,
    whole ? writing.fullViews?.(monday, day) : undefined,
  ]);
  const flow = flowSince(scene, startOf(monday, tz), tz);
  const since = startOf(monday, tz);
  return weeklyText(fill, {
    answered: await answeredSince(writing.duties, scene, since),
    balance: balanceSince(scene, since),
    ...{ tag, from: monday, to: day, trend, lastWeek, directives: thisWeek },
    next: next.filter(({ bureauOnly }) => whole || bureauOnly !== true),
    ...shared(scene),
    ...defined({ duty: scene.duty.duty }),
    children: childrenOf(scene, flow.flows),
    hazards: flow.total,
    attention: scene.attention,
    contactsGiven,
    fullViews,
    outside: whole,
  });
}

async function term(writing: WritingParts, scene: Scene): Promise<string> {
  const { tz, directives, snapshots, fill } = writing;
  const { name, from } = scene.calendar.termOf(scene.day);
  const flow = flowSince(scene, startOf(from, tz), tz);
  const [start] = await snapshots.of([from]);
  const first = (start?.areas ?? []).filter(({ areaId }) => scene.view.areaIds.includes(areaId));
  return termText(fill, {
    ...shared(scene),
    term: name,
    start: {
      registered: first.reduce((sum, area) => sum + area.registered, 0),
      hazards: first.reduce((sum, area) => sum + area.hazards, 0),
    },
    balance: balanceSince(scene, startOf(from, tz)),
    children: childrenOf(scene, flow.flows),
    hazards: flow.total,
    directives:
      scene.view.id === 'all'
        ? await directiveCounts(directives, startOf(from, tz), scene.at)
        : NO_DIRECTIVES,
    outside: scene.view.id === 'all',
  });
}

function shared(scene: Scene) {
  const { cutOff, numbers, view, limits } = scene;
  return { place: placeOf(scene), cutOff, numbers, limits, small: view.small };
}

const NO_DIRECTIVES: DirectiveCounts = { given: 0, givenDone: 0, open: 0, oldest: 0 };

/** The equation of who is out of school, or nothing where it would give a small number away. */
function balanceSince({ facts, view, at }: Scene, from: Date): string {
  if (view.small) return '';
  return balanceWords(totalBalance(balanceBetween(facts.cases, { from, to: at }), view.areaIds));
}

function childrenOf({ view, gazetteer }: Scene, flows: Parameters<typeof areasOf>[0]) {
  const of = (what: ChildFlow) => byArea(areasOf(flows, what), view, gazetteer);
  return {
    reported: of('reported'),
    returned: of('returned'),
    relapsed: of('relapsed'),
    struckOff: of('struckOff'),
  };
}
