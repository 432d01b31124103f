import { defined } from '../kit/defined.ts';
import { type AskedPeriod, type Asking, cutOffOf, inGroup } from './asking.ts';
import { totalBalance } from './balance.ts';
import { type CountView, everyArea, lineName, ruleIn } from './count-view.ts';
import { type Column, partsTable, rowWords, totalWords } from './parts-table.ts';
import { PART_PERIOD_WORDS, PART_RULE_WORDS, TABLE_RULE_WORDS } from './rules.ts';
import { betweenDays } from './stretch.ts';
import { isSmall, shownWords } from './suppress.ts';

/** The partition of the view; in a group as the whole county's table lets it be read. */
async function tableOf(asking: Asking, view: CountView) {
  const every = inGroup(asking) ? everyArea(asking.gazetteer) : undefined;
  const partition = await asking.services.figures.partition(every === undefined ? view : {});
  return partsTable(partition, { areaIds: view.areaIds, ...defined({ every }) });
}

/** One column of the table, area by area: as it is now, or what came into it in a period. */
export async function partReply(
  asking: Asking,
  view: CountView,
  part: Column,
  period?: AskedPeriod,
): Promise<string> {
  if (period !== undefined) return partInPeriod(asking, view, part, period);
  const { rows, totals, closed } = await tableOf(asking, view);
  const privately = closed.includes(part);
  return asking.text('counts/count', {
    rule: ruleIn(view, PART_RULE_WORDS[part]),
    period: undefined,
    cutOff: cutOffOf(asking),
    total: totals[part],
    rows: (privately ? [] : rows).map(({ areaId, cells }) => {
      const { n, hidden } = cells[part];
      return `${lineName(asking.gazetteer, view, areaId)} ${shownWords(n, hidden)}`;
    }),
    balance: '',
    categories: [],
    privately,
  });
}

/** A period's figures beside another's would point at the one child in between: groups get the county line only. */
async function partInPeriod(
  asking: Asking,
  view: CountView,
  part: Column,
  period: AskedPeriod,
): Promise<string> {
  if (!(part in PART_PERIOD_WORDS))
    return asking.text('counts/only-now', { name: PART_RULE_WORDS[part].name });
  const known = part as keyof typeof PART_PERIOD_WORDS;
  const areas = await asking.services.figures.balance(betweenDays(period, asking), view);
  const numbers = view.areaIds.map((areaId) => ({ areaId, n: totalBalance(areas, [areaId])[known] }));
  const total = numbers.reduce((sum, { n }) => sum + n, 0);
  const group = inGroup(asking);
  return asking.text('counts/count', {
    rule: ruleIn(view, PART_PERIOD_WORDS[known]),
    period: period.label,
    cutOff: cutOffOf(asking),
    total: shownWords(total, group && view.areaIds.length === 1 && isSmall(total)),
    rows: group ? [] : numbers.map(({ areaId, n }) => `${lineName(asking.gazetteer, view, areaId)} ${n}`),
    balance: '',
    categories: [],
    privately: group,
  });
}

interface Marks {
  readonly relapsed: number;
  readonly special: number;
}

/** The whole table: a line an area, with the columns in which it has anybody. */
export async function tableReply(asking: Asking, view: CountView): Promise<string> {
  const { rows, closed, totals, all, relapsed, special } = await tableOf(asking, view);
  const group = inGroup(asking);
  const said = rows.map((row) => ({ ...row, words: rowWords(row, closed) }));
  return asking.text('counts/table', {
    rule: ruleIn(view, TABLE_RULE_WORDS),
    cutOff: cutOffOf(asking),
    total: all,
    rows: said.flatMap(({ words, ...row }) => {
      const name = lineName(asking.gazetteer, view, row.areaId);
      return words === undefined ? [] : [{ name, words, marks: group ? [] : marksOf(row, false) }];
    }),
    zeros: said.filter(({ words }) => words === undefined).length,
    closed: closed.length > 0,
    marks: marksOf({ relapsed, special }, group),
    totals: totalWords(totals),
  });
}

/** 其中 of those out of school; a group reads small ones in no table. */
function marksOf({ relapsed, special }: Marks, group: boolean): readonly string[] {
  const named = [
    { name: '再辍', n: relapsed },
    { name: '重点人群', n: special },
  ];
  return named.filter(({ n }) => n > 0).map(({ name, n }) => `${name}${shownWords(n, group && isSmall(n))}`);
}
