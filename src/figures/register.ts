import { stateAt } from '../casefiles/entry.ts';
import { bucketOf } from '../dropouts/states.ts';
import { type BalancedCase, balanceBetween, totalBalance } from './balance.ts';

/** What of a register is compared with reports: out of school at an instant, and back since another one. */
export interface RegisterFigures {
  readonly suspected: number;
  readonly registered: number;
  readonly returned: number;
}

/** The numbers of a monthly report, and what the register calls them. */
export const REPORTED = [
  ['疑似', 'suspected'],
  ['辍学', 'registered'],
  ['返校', 'returned'],
] as const satisfies readonly (readonly [string, keyof RegisterFigures])[];

/** A case as the register counts it. */
export interface RegisterCase extends BalancedCase {
  readonly schoolId?: string;
}

/** Whose children, at which instant. */
export interface RegisterAsk {
  /** The children of this school. */
  readonly schoolId?: string;
  /** The children of this township. */
  readonly areaId?: string;
  /** Of a township, only those of none of these schools: who studies elsewhere, or lives here for a time. */
  readonly without?: readonly string[];
  readonly at: Date;
}

/** What the register said of them then; `from`: since when returns are counted. */
export function registerFigures(
  cases: readonly RegisterCase[],
  from: Date,
  { schoolId, areaId, without = [], at }: RegisterAsk,
): RegisterFigures {
  const own = cases.filter(
    (one) =>
      (schoolId === undefined || one.schoolId === schoolId) &&
      (areaId === undefined || one.areaId === areaId) &&
      (one.schoolId === undefined || !without.includes(one.schoolId)),
  );
  const buckets = own.flatMap(({ entries }) => stateAt(entries, at) ?? []).map(bucketOf);
  return {
    suspected: buckets.filter((bucket) => bucket === 'suspected').length,
    registered: buckets.filter((bucket) => bucket === 'registered').length,
    returned: totalBalance(balanceBetween(own, { from, to: at })).returned,
  };
}
