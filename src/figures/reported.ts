import { dutyTotals } from '../duties/totals.ts';
import type { Duty, DutyStore } from '../duties/types.ts';
import { townshipOfUnit } from '../duties/units.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { OUTSIDE } from '../places/place.ts';
import type { Between } from './balance.ts';
import type { CountView } from './count-view.ts';
import { REPORTED, type RegisterAsk, type RegisterFigures } from './register.ts';
import type { Figures } from './types.ts';

/** What is compared: each kind of monthly report with the children it is about. */
const REPORTS = [
  { kind: 'monthly-report', who: '学校' },
  { kind: 'township-monthly', who: '乡镇' },
] as const;

/** The numbers of a month's report (上报数) beside those of the register (台账数). */
export interface Reported {
  readonly who: string;
  readonly answered: number;
  readonly expected: number;
  readonly numbers: readonly { readonly name: string; readonly reported: number; readonly known: number }[];
}

/** Where reports and register are read. */
export interface ReportedSources {
  readonly duties: Pick<DutyStore, 'openedWithin' | 'returns'>;
  readonly figures: Pick<Figures, 'register'>;
}

/**
 * The reports of a month beside the register at its end: a school's report is about the children of schools, a
 * township's about all of its children, 在外就读 and 流动 among them; 区外 is in neither. Empty where none were asked.
 */
export async function reportedOf(
  { duties, figures }: ReportedSources,
  gazetteer: Gazetteer,
  view: CountView,
  { month, between }: { readonly month: string; readonly between: Between },
): Promise<readonly Reported[]> {
  const opened = await duties.openedWithin(between.from, between.to);
  const asked = REPORTS.flatMap(({ kind, who }) => {
    const duty = opened.find(
      (one) => one.kind === kind && one.period.key === month && one.state !== 'cancelled',
    );
    const units = duty === undefined ? [] : unitsOfView(duty, view, gazetteer);
    return duty === undefined || units.length === 0 ? [] : [{ duty, units, who }];
  });
  const known = await figures.register(between.from, asksOf(asked, view, between.to));
  return Promise.all(
    asked.map(async ({ duty, units, who }) => {
      const { whole } = dutyTotals(duty, await duties.returns(duty.id), gazetteer, units);
      const own = knownTo(duty, view, known);
      return {
        ...{ who, answered: whole.answered - whole.elsewhere, expected: whole.expected },
        numbers: REPORTED.flatMap(([name, figure]) => {
          const field = whole.fields.find((one) => one.name === name);
          return field === undefined ? [] : [{ name, reported: field.sum, known: own[figure] }];
        }),
      };
    }),
  );
}

function unitsOfView({ expected }: Duty, { areaIds, schoolId }: CountView, gazetteer: Gazetteer) {
  if (schoolId !== undefined) return expected.filter((unit) => unit === schoolId);
  return expected.filter((unit) => areaIds.includes(townshipOfUnit(unit, gazetteer) ?? ''));
}

const inside = ({ areaIds }: CountView): readonly string[] => areaIds.filter((id) => id !== OUTSIDE.id);

/** All children of the view; then, area by area, those of no school that was asked. */
function asksOf(
  asked: readonly { readonly duty: Duty; readonly units: readonly string[] }[],
  view: CountView,
  at: Date,
): readonly RegisterAsk[] {
  if (view.schoolId !== undefined) return [{ schoolId: view.schoolId, at }];
  const without = asked.find(({ duty }) => duty.audience === 'school')?.units ?? [];
  return [
    ...inside(view).map((areaId) => ({ areaId, at })),
    ...inside(view).map((areaId) => ({ areaId, without, at })),
  ];
}

function knownTo(
  { audience }: Pick<Duty, 'audience'>,
  view: CountView,
  known: readonly RegisterFigures[],
): RegisterFigures {
  if (view.schoolId !== undefined) return sumOf(known);
  const n = inside(view).length;
  const all = sumOf(known.slice(0, n));
  const apart = sumOf(known.slice(n));
  if (audience === 'township') return all;
  return {
    suspected: all.suspected - apart.suspected,
    registered: all.registered - apart.registered,
    returned: all.returned - apart.returned,
  };
}

const sumOf = (figures: readonly RegisterFigures[]): RegisterFigures =>
  figures.reduce(
    (sum, one) => ({
      suspected: sum.suspected + one.suspected,
      registered: sum.registered + one.registered,
      returned: sum.returned + one.returned,
    }),
    { suspected: 0, registered: 0, returned: 0 },
  );
