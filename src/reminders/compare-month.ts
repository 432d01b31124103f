import type { Duty, DutyStore } from '../duties/types.ts';
import { townshipOfUnit } from '../duties/units.ts';
import type { RegisterAsk, RegisterFigures } from '../figures/register.ts';
import { instantOf } from '../kit/instant-of.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import {
  compareTownship,
  type Difference,
  differences,
  reportOf,
  type TownshipCompared,
} from './compare-reports.ts';

/** Reads the register: children out of school at the instant of each question, and back since `from`. */
export type ReadRegister = (from: Date, asks: readonly RegisterAsk[]) => Promise<readonly RegisterFigures[]>;

/** The two duties of a month whose answers are compared. */
export interface Month {
  /** The townships' own. */
  readonly own: Duty;
  readonly schools: Duty;
}

/** What differs in one township. */
export interface Compared {
  readonly township: string;
  /** Schools whose report is not what the register said when they answered. */
  readonly concerned: readonly { readonly unit: string; readonly found: readonly Difference[] }[];
  /** Numbers of the township that are not those of its schools and of who is apart; none before all have answered. */
  readonly totals: readonly TownshipCompared[];
}

/** Compares the reports of a month, township by township. */
export async function compareMonth(
  {
    duties,
    register,
    timeZone,
    now,
  }: {
    readonly duties: Pick<DutyStore, 'returns'>;
    readonly register: ReadRegister;
    readonly timeZone: string;
    readonly now: () => Date;
  },
  { own, schools }: Month,
  gazetteer: Gazetteer,
): Promise<readonly Compared[]> {
  const byTownship = await duties.returns(own.id);
  const bySchool = await duties.returns(schools.id);
  const reports = schools.expected.flatMap((unit) => reportOf(schools, bySchool, unit) ?? []);
  const townships = own.expected.map((township) => ({
    township,
    mine: schools.expected.filter((unit) => townshipOfUnit(unit, gazetteer) === township),
    report: reportOf(own, byTownship, township),
  }));
  const known = await register(instantOf(`${own.period.key}-01`, '00:00', timeZone), [
    ...reports.map(({ unit, at }) => ({ schoolId: unit, at })),
    ...townships.map(({ township, mine, report }) => ({
      ...{ areaId: township, without: mine },
      at: report?.at ?? now(),
    })),
  ]);
  const found = reports.map((report, at) => ({
    unit: report.unit,
    found: differences(report, (figure) => known[at]?.[figure] ?? 0),
  }));
  return townships.map(({ township, mine, report }, at) => {
    const given = reports.filter(({ unit }) => mine.includes(unit));
    const apart = known[reports.length + at];
    // A sum that lacks a school is no sum.
    const whole = report !== undefined && apart !== undefined && given.length === mine.length;
    return {
      township,
      concerned: found.filter((one) => mine.includes(one.unit) && one.found.length > 0),
      totals: whole ? compareTownship(report, given, apart) : [],
    };
  });
}
