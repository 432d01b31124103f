import { defined } from '../kit/defined.ts';
import { SMALL_TOWNSHIP_PUPILS } from '../places/naming.ts';
import { type AskedPeriod, type Asking, cutOffOf, inGroup } from './asking.ts';
import { totalBalance } from './balance.ts';
import { balanceWords } from './balance-words.ts';
import { type CountView, lineName, ruleIn } from './count-view.ts';
import { type AskingHazards, kindsOf } from './hazard-kinds.ts';
import { PERIOD_RULE_WORDS, RULE_WORDS } from './rules.ts';
import { betweenDays } from './stretch.ts';
import { mayShowTotal, suppressSmallCounts } from './suppress.ts';
import type { CountQuery, Subject } from './types.ts';

/** What of a subject is told: its figure of a period, or of now; area by area, or `whole` as one figure. */
export interface AskedSubject {
  readonly subject: Subject;
  readonly period?: AskedPeriod | undefined;
  readonly whole?: boolean;
}

/** The figure of a subject, by area in county-file order, with its rule and cut-off. */
export async function subjectReply(
  asking: AskingHazards,
  view: CountView,
  { subject, period, whole = false }: AskedSubject,
): Promise<string> {
  const counts = await asking.services.figures.countByArea(queryOf(view, subject, period));
  // A week's figures beside last week's would point at the one child in between: groups get the county line only.
  const privately = inGroup(asking) && period !== undefined && subject !== 'hazards';
  const rows = view.areaIds.map((areaId) => ({
    areaId,
    n: counts.get(areaId) ?? 0,
    ...defined({ pupils: asking.gazetteer.pupils(areaId) }),
  }));
  const shown =
    inGroup(asking) && subject !== 'hazards' ? suppressSmallCounts(rows, SMALL_TOWNSHIP_PUPILS) : undefined;
  return asking.text('counts/count', {
    rule: ruleIn(view, (period === undefined ? RULE_WORDS : PERIOD_RULE_WORDS)[subject]),
    period: period?.label,
    cutOff: cutOffOf(asking),
    total: shown === undefined || mayShowTotal(shown) ? rows.reduce((sum, row) => sum + row.n, 0) : '若干',
    rows:
      privately || whole
        ? []
        : rows.map(
            (row, at) => `${lineName(asking.gazetteer, view, row.areaId)} ${shown?.[at]?.shown ?? row.n}`,
          ),
    balance: subject === 'dropouts' && !whole ? await balanceOf(asking, view, period) : '',
    categories: subject === 'hazards' && !whole ? await kindsOf(asking, view, { period }) : [],
    privately: privately && !whole,
  });
}

const queryOf = (
  { areaIds, schoolId }: CountView,
  subject: Subject,
  period: AskedPeriod | undefined,
): CountQuery => ({
  subject,
  areaIds,
  ...defined({ period: period && { from: period.from, to: period.to }, schoolId }),
});

/** What came and went in the period: in private, and of a whole county. */
async function balanceOf(asking: Asking, view: CountView, period: AskedPeriod | undefined): Promise<string> {
  if (period === undefined || (inGroup(asking) && view.areaIds.length === 1)) return '';
  const areas = await asking.services.figures.balance(betweenDays(period, asking), view);
  return balanceWords(totalBalance(areas));
}
