import type { OfficerVisits } from '../inspections/officer-visits.ts';
import { officersOf } from '../inspections/six-officers.ts';
import type { LocalDate } from '../kit/local-date.ts';
import type { Actor } from '../people/actor.ts';
import { covers } from '../people/scope.ts';
import type { Person } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { areaName, fullName } from '../places/naming.ts';
import type { School } from '../places/place.ts';
import type { OfficerRole } from '../places/six-officers.ts';
import { maskPhone } from '../privacy/mask.ts';
import type { Cell } from './workbook.ts';

/** What the roster of the six officers (T13) is made of. */
export interface RosterSources {
  readonly officers: () => Promise<readonly OfficerRole[]>;
  readonly everyone: () => Promise<readonly Person[]>;
  readonly visits: Pick<OfficerVisits, 'counts'>;
  readonly phoneOf: (id: string) => Promise<string | undefined>;
  /** The first day of the term. */
  readonly since: () => Promise<LocalDate>;
}

/** The columns of T13; 聘期 is for a pen. */
export const ROSTER_COLUMNS: readonly { readonly title: string; readonly width: number }[] = [
  { title: '序号', width: 6 },
  { title: '乡镇', width: 14 },
  { title: '学校', width: 28 },
  { title: '角色', width: 14 },
  { title: '姓名', width: 10 },
  { title: '单位职务', width: 24 },
  { title: '电话', width: 16 },
  { title: '平台账号', width: 12 },
  { title: '聘期', width: 16 },
  { title: '本学期到校', width: 12 },
  { title: '本学期呼叫', width: 12 },
];

/** Who sees the whole county's officers, and who those of a township; an administrator keeps the list of people. */
const READERS: readonly string[] = ['bureau', 'township', 'admin'];

/** The schools of which this person may have the roster, in county-file order. */
export function rosterSchools(
  actor: Actor,
  gazetteer: Pick<Gazetteer, 'schools'>,
  areaId?: string,
): readonly School[] {
  if (!actor.bound || !READERS.includes(actor.role)) return [];
  return gazetteer.schools.filter(
    ({ id, townshipId }) =>
      (actor.role === 'admin' || covers(actor, { areaId: townshipId, schoolId: id })) &&
      (areaId === undefined || areaId === townshipId),
  );
}

/** A row for every officer of every school, and one that says 空缺 where nobody is. */
export async function rosterRows(
  sources: RosterSources,
  schools: readonly School[],
  gazetteer: Gazetteer,
): Promise<readonly (readonly Cell[])[]> {
  const [officers, everyone, since] = await Promise.all([
    sources.officers(),
    sources.everyone(),
    sources.since(),
  ]);
  const rows: (readonly Cell[])[] = [];
  for (const school of schools) {
    const where = [areaName(gazetteer, school.townshipId), fullName(gazetteer, school)];
    const counts = await sources.visits.counts(school.id, since);
    for (const officer of officers) {
      const { came = 0, called = 0 } = counts.get(officer.name) ?? {};
      for (const who of await peopleCells(sources, officersOf(school, officer, everyone)))
        rows.push([...where, officer.name, ...who, undefined, came, called]);
    }
  }
  return rows.map((row, at) => [at + 1, ...row]);
}

/** 姓名, 单位职务, 电话, 平台账号 of each. */
async function peopleCells(sources: RosterSources, people: readonly Person[]) {
  if (people.length === 0) return [['空缺', undefined, undefined, undefined]];
  return Promise.all(people.map((person) => cellsOf(sources, person)));
}

async function cellsOf({ phoneOf }: RosterSources, person: Person): Promise<readonly Cell[]> {
  const { id, name, department = '', post = '', accounts } = person;
  const phone = await phoneOf(id);
  const bound = accounts.length === 0 ? '未绑定' : '已绑定';
  return [name, `${department}${post}`, phone && maskPhone(phone), bound];
}
