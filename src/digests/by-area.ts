import { type CountRow, mayShowTotal, suppressSmallCounts } from '../figures/suppress.ts';
import { defined } from '../kit/defined.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, SMALL_TOWNSHIP_PUPILS } from '../places/naming.ts';
import { shownCount } from './daily.ts';
import type { View } from './view.ts';

/** Children by township as they may be forwarded. */
export interface ByArea {
  /** The total, or words where it would give a hidden line away. */
  readonly total: string;
  /** Townships that have any, in county-file order; hidden ones are left out. */
  readonly rows: readonly { readonly area: string; readonly n: number }[];
  /** Some townships are not told apart. */
  readonly hidden: boolean;
}

/** Small numbers suppressed: no township is named whose number would point at one child. */
export function byArea(
  counts: ReadonlyMap<string, number>,
  { areaIds, small }: View,
  gazetteer: Gazetteer,
): ByArea {
  const rows: CountRow[] = areaIds.map((areaId) => {
    const pupils = gazetteer.pupils(areaId);
    return { areaId, n: counts.get(areaId) ?? 0, ...defined({ pupils }) };
  });
  const sum = rows.reduce((total, { n }) => total + n, 0);
  if (areaIds.length === 1) return { total: shownCount(sum, small), rows: [], hidden: false };
  const shown = suppressSmallCounts(rows, SMALL_TOWNSHIP_PUPILS);
  return {
    total: mayShowTotal(shown) ? String(sum) : '若干',
    rows: shown
      .filter(({ hidden, n }) => !hidden && n > 0)
      .map(({ areaId, n }) => ({ area: areaName(gazetteer, areaId), n })),
    hidden: shown.some(({ hidden, n }) => hidden && n > 0),
  };
}
