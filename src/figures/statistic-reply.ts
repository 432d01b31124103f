import type { DutyStore } from '../duties/types.ts';
import { monthEnd, spokenDate } from '../kit/local-date.ts';
import { OUTSIDE } from '../places/place.ts';
import { type AskedPeriod, type Asking, cutOffOf } from './asking.ts';
import { balanceWords } from './balance-words.ts';
import { type CountView, lineName } from './count-view.ts';
import { reportedOf } from './reported.ts';
import { STATISTIC_STAGES, type Statistic } from './statistic.ts';
import { betweenDays } from './stretch.ts';

/** What nobody has said, or the program does not know. */
const UNKNOWN = '—';

/** Whoever asks for the statistic: the month's reports stand beside it. */
interface StatisticAsking extends Asking {
  readonly services: Asking['services'] & { readonly duties: DutyStore };
}

/** The statistic T6 as a text, for private chats; — stands for what there is no data of. */
export async function statisticReply(
  asking: StatisticAsking,
  view: CountView,
  period: AskedPeriod,
): Promise<string> {
  const statistic = await asking.services.figures.statistic(betweenDays(period, asking), view);
  const { balance, areas, stages, orders, excluded, ...rest } = statistic;
  const { suspected, registered } = sumOf(statistic);
  const pupils = pupilsOf(asking, view);
  const numbers = { suspected, registered, returned: balance.returned };
  return asking.text('counts/statistic', {
    unit: view.schoolName ?? unitOf(asking, view),
    period,
    cutOff: cutOffOf(asking),
    stages: STATISTIC_STAGES.map((stage) => ({ stage, ...stages[stage] })),
    numbers,
    added: balance.added + balance.relapsed,
    relapsed: balance.relapsed,
    returnedEarly: balance.returnedEarly,
    ...rest,
    excluded: { n: excluded.reduce((sum, { n }) => sum + n, 0), by: excluded },
    orders: Object.entries(orders).map(([kind, n]) => ({ kind, n: n === undefined ? UNKNOWN : String(n) })),
    pupils: pupils === undefined ? UNKNOWN : String(pupils),
    rate: pupils === undefined ? UNKNOWN : percent(registered, pupils),
    zero: suspected + registered === 0,
    balance: balanceWords(balance),
    reported: await reportedIn(asking, view, period),
    areas: view.areaIds.flatMap((id) =>
      areas
        .filter(({ areaId }) => areaId === id)
        .map((area) => ({ ...area, name: lineName(asking.gazetteer, view, area.areaId) })),
    ),
    by: asking.actor.name ?? UNKNOWN,
    on: spokenDate(asking.today),
  });
}

/** Reports are of whole months. */
async function reportedIn(asking: StatisticAsking, view: CountView, period: AskedPeriod) {
  const month = period.from.slice(0, 7);
  if (period.from !== `${month}-01` || period.to.slice(0, 7) !== month) return [];
  const whole = { from: period.from, to: monthEnd(period.from) };
  const between = betweenDays(whole, asking);
  return reportedOf(asking.services, asking.gazetteer, view, { month, between });
}

function sumOf({ stages }: Statistic) {
  const rows = Object.values(stages);
  return {
    suspected: rows.reduce((sum, row) => sum + row.suspected, 0),
    registered: rows.reduce((sum, row) => sum + row.registered, 0),
  };
}

const unitOf = ({ gazetteer }: Asking, view: CountView): string =>
  view.areaIds.length === 1 ? lineName(gazetteer, view, view.areaIds[0] ?? '') : gazetteer.county.name;

/** Undefined unless every unit of the view gives a number. */
function pupilsOf({ gazetteer }: Asking, { areaIds, schoolId }: CountView): number | undefined {
  if (schoolId !== undefined) {
    const school = gazetteer.byId(schoolId);
    return school?.kind === 'school' ? school.pupils : undefined;
  }
  const all = areaIds.filter((id) => id !== OUTSIDE.id).map((id) => gazetteer.pupils(id));
  const known = all.flatMap((n) => n ?? []);
  return known.length === 0 || known.length < all.length ? undefined : known.reduce((a, b) => a + b, 0);
}

function percent(part: number, whole: number): string {
  return whole === 0 ? UNKNOWN : `${((part / whole) * 100).toFixed(2)}%`;
}
