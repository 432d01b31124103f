import { standing } from '../casefiles/undo.ts';
import type { Stage } from '../dropouts/stage.ts';
import { bucketOf, isOutOfSchool } from '../dropouts/states.ts';
import type { DropoutRules } from '../places/dropout-rules.ts';
import {
  type AreaBalance,
  type BalancedCase,
  type Between,
  balanceBetween,
  totalBalance,
} from './balance.ts';
import type { CaseEvent } from './events.ts';

/** How the county calls its exclusions and the steps of its ladder. */
export type StatisticRules = Pick<DropoutRules, 'exclusions' | 'ladder'>;

/** What the statistic needs to know of a case. */
export interface StatisticCase extends BalancedCase {
  readonly stage?: Stage;
  readonly special?: boolean;
  readonly entries: readonly (CaseEvent & {
    readonly data?: { readonly code?: string; readonly step?: number };
  })[];
}

/** The core columns: out of school at the end of the stretch, and what came and went in it. */
export interface StatisticRow {
  readonly suspected: number;
  readonly registered: number;
  readonly added: number;
  readonly returned: number;
}

/** The statistic T6 (控辍保学统计报表), as far as the data exist. */
export interface Statistic {
  /** 小学, 初中, and 学段未注明 for everything else; parts of the total. */
  readonly stages: Readonly<Record<StatisticStage, StatisticRow>>;
  /** Areas without anything are absent. */
  readonly areas: readonly (StatisticRow & { readonly areaId: string })[];
  readonly balance: Omit<AreaBalance, 'areaId'>;
  /** Every return that stands, since the files began. */
  readonly returnedEver: number;
  /** Not counted at the end of the stretch, by the county's situations; only those that occur. */
  readonly excluded: readonly { readonly name: string; readonly n: number }[];
  /** Of a special group among those out of school. */
  readonly special: number;
  /** Visits, calls and messages made in the stretch. */
  readonly visits: number;
  /** Documents of the stretch by kind; undefined where the county has no such step. */
  readonly orders: Readonly<Record<OrderKind, number | undefined>>;
}

/** 学段 as the statistic tells them apart. */
export const STATISTIC_STAGES = ['小学', '初中', '其他或未注明'] as const;
/** One of STATISTIC_STAGES. */
export type StatisticStage = (typeof STATISTIC_STAGES)[number];

/** The kinds of documents it counts, by the words in the names of the county's steps. */
const ORDERS = { 责令: /责令/u, 处罚: /处罚/u, 诉讼: /诉讼|执行/u } as const;
type OrderKind = keyof typeof ORDERS;

/** The statistic of all these cases for the stretch. */
export function statisticOf(
  cases: readonly StatisticCase[],
  between: Between,
  rules: StatisticRules,
): Statistic {
  const made = cases.flatMap(({ entries }) => standing(known(entries, between.to)));
  const within = made.filter(({ at }) => at > between.from);
  const out = cases.filter((one) => isOut(one, between.to));
  return {
    stages: Object.fromEntries(
      STATISTIC_STAGES.map((stage) => [
        stage,
        rowOf(
          cases.filter((one) => stageOf(one) === stage),
          between,
        ),
      ]),
    ) as Statistic['stages'],
    areas: areasOf(cases)
      .map((areaId) => ({
        areaId,
        ...rowOf(
          cases.filter((one) => one.areaId === areaId),
          between,
        ),
      }))
      .filter((row) => row.suspected + row.registered + row.added + row.returned !== 0),
    balance: totalBalance(balanceBetween(cases, between)),
    returnedEver: made.filter(({ kind }) => kind === 'returned').length,
    excluded: excludedAt(cases, between.to, rules),
    special: out.filter(({ special }) => special === true).length,
    visits: within.filter(({ kind }) => kind === 'visited').length,
    orders: Object.fromEntries(
      Object.entries(ORDERS).map(([kind, pattern]) => [kind, ordersOf(within, pattern, rules)]),
    ) as Statistic['orders'],
  };
}

type Event = StatisticCase['entries'][number];

const known = (entries: readonly Event[], at: Date): readonly Event[] =>
  entries.slice(0, entries.findLastIndex((entry) => entry.at <= at) + 1);

const stateOf = ({ entries }: StatisticCase, at: Date) => known(entries, at).at(-1)?.to;

function isOut(one: StatisticCase, at: Date): boolean {
  const state = stateOf(one, at);
  return state !== undefined && isOutOfSchool(state);
}

const stageOf = ({ stage }: StatisticCase): StatisticStage =>
  STATISTIC_STAGES.find((one) => one === stage) ?? '其他或未注明';

const areasOf = (cases: readonly StatisticCase[]): readonly string[] =>
  [...new Set(cases.map(({ areaId }) => areaId))].sort();

function rowOf(cases: readonly StatisticCase[], between: Between): StatisticRow {
  const { added, relapsed, returned } = totalBalance(balanceBetween(cases, between));
  const states = cases.flatMap((one) => stateOf(one, between.to) ?? []).map(bucketOf);
  return {
    suspected: states.filter((bucket) => bucket === 'suspected').length,
    registered: states.filter((bucket) => bucket === 'registered').length,
    added: added + relapsed,
    returned,
  };
}

function excludedAt(cases: readonly StatisticCase[], at: Date, { exclusions }: StatisticRules) {
  const codes = cases
    .filter((one) => stateOf(one, at) === 'excluded')
    .map(
      ({ entries }) => standing(known(entries, at)).findLast(({ kind }) => kind === 'excluded')?.data?.code,
    );
  const named = new Set(exclusions.map(({ code }) => code));
  const counts = exclusions.map(({ code, name }) => ({
    name,
    n: codes.filter((one) => one === code).length,
  }));
  const others = codes.filter((code) => code === undefined || !named.has(code)).length;
  return [...counts, { name: '其他', n: others }].filter(({ n }) => n > 0);
}

function ordersOf(within: readonly Event[], pattern: RegExp, { ladder }: StatisticRules): number | undefined {
  const steps = ladder.flatMap(({ name }, at) => (pattern.test(name) ? [at + 1] : []));
  if (steps.length === 0) return undefined;
  return within.filter(({ kind, data }) => kind === 'escalated' && steps.includes(data?.step ?? 0)).length;
}
