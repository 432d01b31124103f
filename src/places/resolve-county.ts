import { defined } from '../kit/defined.ts';
import type { CountyDutyContact, CountyGroup, CountyMember, CountyPlaces } from './county.ts';
import { formerIdsOf, type Survivors, survivorsOf } from './county-former.ts';
import { personsNamed } from './duty-contacts.ts';
import type { CountyFile, FileGroup, FileMember, FileSchool, FileSpot, FileTownship } from './file-shape.ts';
import type { Place, School, Township, Village, Water } from './place.ts';
import { assignIds, type Identity, type KnownItem } from './stable-ids.ts';

/** A county file with ids in the place of names. */
export interface ResolvedCounty {
  readonly places: CountyPlaces;
  readonly districts: readonly { readonly name: string; readonly townshipIds: readonly string[] }[];
  readonly members: readonly CountyMember[];
  readonly groups: readonly CountyGroup[];
  /** Absent in versions that were stored before files named anybody. */
  readonly dutyContacts?: readonly CountyDutyContact[];
}
/** What the version before knew, retired places included. */
export interface KnownBefore {
  readonly places: CountyPlaces;
  readonly members: readonly CountyMember[];
}

const NOTHING: KnownBefore = {
  places: { townships: [], schools: [], villages: [], waters: [], retired: [] },
  members: [],
};

/**
 * Gives ids: the same code keeps its id, else the same name (in the same township) does. What the file no longer
 * has is retired; what comes back is what it was.
 */
export function resolveCounty(file: CountyFile, before: KnownBefore = NOTHING): ResolvedCounty {
  const known = [
    ...before.places.townships,
    ...before.places.schools,
    ...before.places.villages,
    ...before.places.waters,
    ...before.places.retired,
  ];
  const townships = townshipsOf(file.townships, known);
  const townshipIds = new Map(townships.map(({ name, id }) => [name, id]));
  const townshipId = (name: string): string => townshipIds.get(name) ?? '';
  const schools = withFormer(file.schools, schoolsOf(file.schools, known, townshipId), known);
  const villages = spotsOf<Village>('village', 'v', file.villages, known, townshipId);
  const waters = spotsOf<Water>('water', 'w', file.waters, known, townshipId);
  const present = new Set([...townships, ...schools, ...villages, ...waters].map(({ id }) => id));
  const retired = known.filter(({ id }) => !present.has(id));
  const unit = unitOf(schools, townshipId);
  const members = membersOf(file.members, before.members, unit, survivorsOf(schools));
  return {
    places: { townships, schools, villages, waters, retired },
    districts: file.districts.map(({ name, townships: names }) => ({
      name,
      townshipIds: names.map(townshipId),
    })),
    members,
    groups: file.groups.map((group) => groupOf(group, unit)),
    dutyContacts: dutyContactsOf(file, members),
  };
}

/** Members of the file and of the county are in one order. */
function dutyContactsOf(
  { dutyContacts = [], members: named }: CountyFile,
  members: readonly CountyMember[],
): readonly CountyDutyContact[] {
  return dutyContacts.map((contact) => ({
    ...contact,
    persons: contact.persons.flatMap((word) =>
      personsNamed(named, word).flatMap((n) => members[n]?.id ?? []),
    ),
  }));
}

const keysOf = (code: string | undefined, name: string): readonly string[] =>
  code === undefined ? [`name:${name}`] : [`code:${code}`, `name:${name}`];

function townshipsOf(file: readonly FileTownship[], known: readonly Place[]): readonly Township[] {
  const before = known.filter((place) => place.kind === 'township');
  const ids = assignIds(
    't',
    file.map(({ code, name }) => ({ keys: keysOf(code, name) })),
    before.map(({ id, code, name }) => ({ id, keys: keysOf(code, name) })),
  );
  return file.map((township, n) => ({ kind: 'township', id: ids[n] ?? '', ...township }));
}

type TownshipId = (name: string) => string;

function schoolsOf(
  file: readonly FileSchool[],
  known: readonly Place[],
  townshipId: TownshipId,
): readonly School[] {
  const before = known.filter((place) => place.kind === 'school');
  const ids = assignIds(
    's',
    file.map(({ code, name, township }) => ({ keys: keysOf(code, `${townshipId(township)} ${name}`) })),
    before.map(({ id, code, name, townshipId: at }) => ({ id, keys: keysOf(code, `${at} ${name}`) })),
  );
  return file.map(({ kind, township, ...school }, n) => ({
    kind: 'school' as const,
    id: ids[n] ?? '',
    schoolKind: kind,
    townshipId: townshipId(township),
    ...school,
  }));
}

/** With the ids of the schools that were merged into each of them. */
function withFormer(
  file: readonly FileSchool[],
  schools: readonly School[],
  known: readonly Place[],
): readonly School[] {
  const present = new Set(schools.map(({ id }) => id));
  const gone = known.filter((place): place is School => place.kind === 'school' && !present.has(place.id));
  const townshipName = (id: string): string => known.find((place) => place.id === id)?.name ?? '';
  return schools.map((school, n) => {
    const formerIds = formerIdsOf(file[n] ?? {}, school.townshipId, gone, townshipName);
    return formerIds.length === 0 ? school : { ...school, formerIds };
  });
}

function spotsOf<T extends Village | Water>(
  kind: T['kind'],
  prefix: string,
  file: readonly FileSpot[],
  known: readonly Place[],
  townshipId: TownshipId,
): readonly T[] {
  const before = known.filter((place): place is T => place.kind === kind);
  const ids = assignIds(
    prefix,
    file.map(({ name, township }) => ({ keys: [`${townshipId(township)} ${name}`] })),
    before.map(({ id, name, townshipId: at }) => ({ id, keys: [`${at} ${name}`] })),
  );
  return file.map(
    ({ township, ...place }, n) =>
      ({ kind, id: ids[n] ?? '', ...place, townshipId: townshipId(township) }) as T,
  );
}

interface Unit {
  readonly townshipId?: string;
  readonly schoolId?: string;
}
type UnitOf = (named: { readonly township?: string; readonly school?: string }) => Unit;

function unitOf(schools: readonly School[], townshipId: TownshipId): UnitOf {
  const ids = new Map(schools.map(({ townshipId: at, name, id }) => [`${at} ${name}`, id]));
  return ({ township, school }) => {
    if (township === undefined) return {};
    const schoolId = school === undefined ? undefined : ids.get(`${townshipId(township)} ${school}`);
    return { townshipId: townshipId(township), ...defined({ schoolId }) };
  };
}

/** An account keeps its person; else name, unit and role do; else name and unit alone, if nobody else is called so. */
function membersOf(
  file: readonly FileMember[],
  before: readonly CountyMember[],
  unit: UnitOf,
  survivors: Survivors,
): readonly CountyMember[] {
  const members = file.map(({ township: _township, school: _school, phone: _phone, ...member }, n) => ({
    ...member,
    ...unit(file[n] ?? {}),
  }));
  // Whoever moved with their school is who they were.
  const known = ({ schoolId, ...member }: CountyMember): KnownItem =>
    knownMember({ ...member, ...defined({ schoolId: schoolId && (survivors.get(schoolId) ?? schoolId) }) });
  const ids = assignIds('m', withoutShared(members.map(identityOf)), before.map(known));
  return members.map((member, n) => ({ id: ids[n] ?? '', ...member }));
}

const knownMember = (member: CountyMember): KnownItem => ({ id: member.id, ...identityOf(member) });

function identityOf(member: Omit<CountyMember, 'id'>): Identity {
  const self = [member.name, member.schoolId ?? member.townshipId ?? '', member.department ?? ''];
  const full = JSON.stringify([...self, member.role, member.post ?? '']);
  const role = JSON.stringify([...self, member.role]);
  return {
    keys: [
      full,
      role,
      `wecom:${member.wecom ?? full}`,
      `dingtalk:${member.dingtalk ?? full}`,
      JSON.stringify(self),
    ],
  };
}

// Two people of one name in one unit: only what tells them apart may carry an id on.
function withoutShared(identities: readonly Identity[]): readonly Identity[] {
  const uses = new Map<string, number>();
  for (const { keys } of identities) for (const key of new Set(keys)) uses.set(key, (uses.get(key) ?? 0) + 1);
  return identities.map(({ keys }) => ({
    keys: keys.map((key, rank) => (rank > 0 && (uses.get(key) ?? 0) > 1 ? `${keys[0] ?? ''}~${rank}` : key)),
  }));
}

function groupOf(
  { name, audience, outsiders, township, school, wecom, dingtalk }: FileGroup,
  unit: UnitOf,
): CountyGroup {
  return {
    name,
    audience,
    outsiders,
    ...unit(defined({ township: township || undefined, school: school || undefined })),
    ...defined({ wecom: wecom?.chat, dingtalk: dingtalk?.chat }),
  };
}
