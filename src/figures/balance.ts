import { stateAt } from '../casefiles/entry.ts';
import { standing } from '../casefiles/undo.ts';
import { bucketOf, isOutOfSchool } from '../dropouts/states.ts';
import type { DropoutMove, DropoutState } from '../dropouts/transitions.ts';
import type { CaseEvent } from './events.ts';

/**
 * The balance of children out of school in one area: 期初＋新增＋再辍－返校－转出－不计入－其他＝期末. What is taken
 * back in the stretch in which it was said counts as if it had never been; what is taken back later is 其他, with its
 * sign.
 */
export interface AreaBalance extends Terms {
  readonly areaId: string;
  readonly opening: number;
  readonly closing: number;
}

/** What came and went. */
interface Terms {
  readonly added: number;
  readonly relapsed: number;
  readonly returned: number;
  /** Those of them that nobody had recognised: they had only been suspected. */
  readonly returnedEarly: number;
  readonly transferred: number;
  readonly excluded: number;
  readonly other: number;
  /** Files struck off, whose children were back before: no part of the equation. */
  readonly closed: number;
}

/** What the balance needs to know of a case. */
export interface BalancedCase {
  readonly areaId: string;
  readonly entries: readonly CaseEvent[];
}

/** After `from`, up to and including `to`. */
export interface Between {
  readonly from: Date;
  readonly to: Date;
}

const NOTHING: Terms & { readonly opening: number; readonly closing: number } = {
  ...{ opening: 0, added: 0, relapsed: 0, returned: 0, returnedEarly: 0 },
  ...{ transferred: 0, excluded: 0, other: 0, closing: 0, closed: 0 },
};
type Counted = keyof typeof NOTHING;
const COUNTED = Object.keys(NOTHING) as readonly Counted[];

/** The balance of every area in which anything was or happened. */
export function balanceBetween(cases: readonly BalancedCase[], between: Between): readonly AreaBalance[] {
  const areas = new Map<string, AreaBalance>();
  for (const one of cases) {
    const before = areas.get(one.areaId) ?? { areaId: one.areaId, ...NOTHING };
    areas.set(one.areaId, { areaId: one.areaId, ...sum(before, ofCase(one, between)) });
  }
  return [...areas.values()].filter((area) => COUNTED.some((name) => area[name] !== 0));
}

/** The balance of these areas together; of all when absent. */
export function totalBalance(
  areas: readonly AreaBalance[],
  only?: readonly string[],
): Omit<AreaBalance, 'areaId'> {
  return areas
    .filter(({ areaId }) => only?.includes(areaId) ?? true)
    .reduce<Omit<AreaBalance, 'areaId'>>((total, area) => sum(total, area), NOTHING);
}

type Numbers = Readonly<Record<Counted, number>>;

function sum(a: Numbers, b: Partial<Numbers>): Numbers {
  return Object.fromEntries(COUNTED.map((name) => [name, a[name] + (b[name] ?? 0)])) as Numbers;
}

function ofCase({ entries: told }: BalancedCase, { from, to }: Between): Numbers {
  const entries = inOrder(told);
  const at = (instant: Date): number => Number(isOut(stateAt(entries, instant)));
  const within = ({ at: made }: CaseEvent): boolean => made > from && made <= to;
  const crossings = entries
    .map((_, n) => crossingOf(entries, n))
    .filter((one) => one !== undefined && within(one.entry)) as readonly Crossing[];
  const closed = standing(entries.filter((one) => one.at <= to)).filter(
    (one) => one.kind === 'closed' && within(one),
  ).length;
  const ends: Numbers = { ...NOTHING, opening: at(from), closing: at(to), closed };
  return crossings.reduce((total, crossing) => sum(total, termOf(crossing, entries, within)), ends);
}

/** Of a clock that ran behind: what stands after an entry in the history did not happen before it (`stateAt`). */
function inOrder(entries: readonly CaseEvent[]): readonly CaseEvent[] {
  let first: Date | undefined;
  return entries
    .toReversed()
    .map((entry) => {
      first = first === undefined || entry.at < first ? entry.at : first;
      return { ...entry, at: first };
    })
    .reverse();
}

/** An entry by which a child begins to count, or no longer does. */
interface Crossing {
  readonly entry: CaseEvent;
  readonly before: DropoutState | undefined;
  readonly change: 1 | -1;
}

function crossingOf(entries: readonly CaseEvent[], n: number): Crossing | undefined {
  const entry = entries[n];
  const before = entries[n - 1]?.to;
  if (entry === undefined || isOut(entry.to) === isOut(before)) return undefined;
  return { entry, before, change: isOut(entry.to) ? 1 : -1 };
}

const isOut = (state: DropoutState | undefined): boolean => state !== undefined && isOutOfSchool(state);

const COMES: Partial<Readonly<Record<DropoutMove, Counted>>> = {
  reported: 'added',
  matured: 'added',
  verified: 'added',
  proposed: 'added',
  absent: 'added',
  relapsed: 'relapsed',
};
const GOES: Partial<Readonly<Record<DropoutMove, Counted>>> = {
  returned: 'returned',
  transferred: 'transferred',
  excluded: 'excluded',
};

/** The terms that a crossing adds to. */
function termOf(
  crossing: Crossing,
  entries: readonly CaseEvent[],
  within: (entry: CaseEvent) => boolean,
): Partial<Numbers> {
  const taken = takenBack(crossing, entries);
  if (taken === undefined) return plainTerm(crossing);
  const reverses = taken.change === -crossing.change && within(taken.entry);
  if (!reverses) return { other: -crossing.change };
  return Object.fromEntries(Object.entries(plainTerm(taken)).map(([name, n]) => [name, -n]));
}

function plainTerm({ entry: { kind, to }, before, change }: Crossing): Partial<Numbers> {
  if (kind === 'returned') return { returned: 1, returnedEarly: Number(isSuspected(before)) };
  const name = kind === 'reported' && to === 'relapsed' ? 'relapsed' : (change > 0 ? COMES : GOES)[kind];
  return name === undefined ? { other: -change } : { [name]: 1 };
}

const isSuspected = (state: DropoutState | undefined): boolean =>
  state !== undefined && bucketOf(state) === 'suspected';

/** The crossing that a correction or a withdrawal takes back. */
function takenBack(
  { entry: { kind, undoes } }: Crossing,
  entries: readonly CaseEvent[],
): Crossing | undefined {
  if (kind === 'withdrawn') return crossingOf(entries, 0);
  const n = undoes === undefined ? -1 : entries.findIndex(({ id }) => id === undoes);
  return n < 0 ? undefined : crossingOf(entries, n);
}
