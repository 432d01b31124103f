import { CATEGORY_WORDS, type HazardCategory } from '../hazards/categories.ts';
import type { HazardListQuery, HazardRow } from '../hazards/hazard-list.ts';
import type { HazardStore } from '../hazards/types.ts';
import { defined } from '../kit/defined.ts';
import type { Actor } from '../people/actor.ts';
import type { People } from '../people/types.ts';
import { type AskedPeriod, type Asking, cutOffOf, inGroup } from './asking.ts';
import { type CountView, lineName, ruleIn } from './count-view.ts';
import { PERIOD_RULE_WORDS, RULE_WORDS } from './rules.ts';

/** Who asks for hazards by their kind: their heads are read within what the asker sees. */
export interface AskingHazards extends Asking {
  readonly actor: Actor;
  readonly services: Asking['services'] & {
    readonly people: Pick<People, 'accountsOf'>;
    readonly hazards: Pick<HazardStore, 'list'>;
  };
}

/** Which hazards are counted. */
export interface AskedHazards {
  readonly period?: AskedPeriod | undefined;
  readonly category?: HazardCategory | undefined;
}

/** Hazards of one kind, by area; for private chats, since some kinds are about a child. */
export async function kindReply(
  asking: AskingHazards,
  view: CountView,
  asked: AskedHazards & { readonly category: HazardCategory },
): Promise<string> {
  const rows = await hazardRows(asking, view, asked);
  const rule = asked.period === undefined ? RULE_WORDS.hazards : PERIOD_RULE_WORDS.hazards;
  return asking.text('counts/count', {
    rule: ruleIn(view, { ...rule, name: `${asked.category}隐患` }),
    ...{ period: asked.period?.label, cutOff: cutOffOf(asking), total: rows.length },
    rows: view.areaIds.map((areaId) => {
      const n = rows.filter((row) => row.areaId === areaId).length;
      return `${lineName(asking.gazetteer, view, areaId)} ${n}`;
    }),
    ...{ balance: '', categories: [], privately: false },
  });
}

/** 校园消防3, 食品安全2: in the order of the guide's areas; nothing in a group. */
export async function kindsOf(
  asking: AskingHazards,
  view: CountView,
  asked: AskedHazards,
): Promise<readonly string[]> {
  if (inGroup(asking)) return [];
  const rows = await hazardRows(asking, view, asked);
  // Where none has a kind of its own the line would be the figure above once more.
  if (rows.every((row) => kindOf(row) === '其他')) return [];
  return Object.keys(CATEGORY_WORDS).flatMap((category) => {
    const n = rows.filter((row) => kindOf(row) === category).length;
    return n === 0 ? [] : [`${category}${n}`];
  });
}

async function hazardRows(
  { services, actor, today }: AskingHazards,
  { areaIds, schoolId }: CountView,
  { period, category }: AskedHazards,
): Promise<readonly HazardRow[]> {
  const reader = { actor, accounts: await services.people.accountsOf(actor) };
  const query: HazardListQuery = {
    headsOnly: true,
    ...defined({ schoolId, category, mark: period === undefined ? undefined : ('all' as const) }),
  };
  const rows = await services.hazards.list(reader, query, today);
  return rows.filter(
    ({ areaId, reportedOn }) =>
      areaIds.includes(areaId) &&
      (period === undefined || (reportedOn >= period.from && reportedOn <= period.to)),
  );
}

/** What an earlier program called otherwise is one of the rest. */
const kindOf = ({ category = '' }: HazardRow): string => (category in CATEGORY_WORDS ? category : '其他');
