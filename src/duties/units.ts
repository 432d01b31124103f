import type { Actor } from '../people/actor.ts';
import type { Role } from '../people/roles.ts';
import type { Person } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { fullName } from '../places/naming.ts';
import type { School, SchoolKind } from '../places/place.ts';
import { COUNTY_UNIT, type Duty, type DutyAudience } from './types.ts';

/** Which units of an audience are meant; empty lists mean no restriction. */
export interface UnitsWanted {
  readonly kinds?: readonly SchoolKind[];
  /** Township ids, or names of townships or districts. */
  readonly areas?: readonly string[];
  /** Boarding schools only. */
  readonly boarding?: boolean;
}

/** A district of the county file. */
interface District {
  readonly name: string;
  readonly townshipIds: readonly string[];
}

/** The unit ids of an audience, in county-file order. */
export function unitsOf(
  audience: DutyAudience,
  { kinds = [], areas = [], boarding }: UnitsWanted,
  gazetteer: Pick<Gazetteer, 'townships' | 'schools'>,
  districts: readonly District[] = [],
): readonly string[] {
  if (audience === 'bureau') return [COUNTY_UNIT];
  const wanted = new Set(
    districts.filter(({ name }) => areas.includes(name)).flatMap((one) => one.townshipIds),
  );
  const inArea = (townshipId: string): boolean => {
    const township = gazetteer.townships.find(({ id }) => id === townshipId);
    const names = [townshipId, township?.name ?? '', ...(township?.aliases ?? [])];
    return areas.length === 0 || wanted.has(townshipId) || names.some((name) => areas.includes(name));
  };
  if (audience === 'township') return gazetteer.townships.filter(({ id }) => inArea(id)).map(({ id }) => id);
  return gazetteer.schools
    .filter(
      (school) =>
        inArea(school.townshipId) &&
        (kinds.length === 0 || kinds.includes(school.schoolKind)) &&
        (boarding !== true || school.boarding),
    )
    .map(({ id }) => id);
}

/** The units a person belongs to: their open duties may be theirs to answer. Empty for who answers nothing. */
export function ownUnits(
  { role, schoolId, townshipId }: Pick<Actor, 'role' | 'schoolId' | 'townshipId'>,
  gazetteer: Pick<Gazetteer, 'schools'>,
): readonly string[] {
  switch (role) {
    case 'school':
    case 'teacher':
      return schoolId === undefined ? [] : [schoolId];
    case 'township':
      return townshipId === undefined ? [] : [townshipId];
    case 'officer6':
      return schoolId === undefined ? schoolsOf(townshipId, gazetteer) : [schoolId];
    case 'bureau':
    case 'admin':
      return [COUNTY_UNIT];
    default:
      return [];
  }
}

function schoolsOf(
  townshipId: string | undefined,
  { schools }: Pick<Gazetteer, 'schools'>,
): readonly string[] {
  return schools.filter((school) => school.townshipId === townshipId).map(({ id }) => id);
}

const ANSWERERS: Readonly<Record<DutyAudience, readonly Role[]>> = {
  school: ['school', 'teacher'],
  officer6: ['officer6'],
  township: ['township'],
  bureau: ['bureau', 'admin'],
};

/**
 * The units for which this person may answer this duty: their own one, if the duty expects it; of one of the six
 * officers who has a township and no school, all its expected schools. A teacher only where their post is asked.
 */
export function answers(
  actor: Pick<Actor, 'role' | 'post' | 'schoolId' | 'townshipId'>,
  { audience, expected, posts }: Pick<Duty, 'audience' | 'expected' | 'posts'>,
  gazetteer: Pick<Gazetteer, 'schools'>,
): readonly string[] {
  if (!ANSWERERS[audience].includes(actor.role)) return [];
  if (actor.role === 'teacher' && (actor.post === undefined || !posts.includes(actor.post))) return [];
  const own = new Set(ownUnits(actor, gazetteer));
  return expected.filter((unit) => own.has(unit));
}

/**
 * Whom of a unit to tell, best first: who can be reached, then by the order of `posts`, then whose own school it is,
 * then in county-file order. Teachers only where their post is asked.
 */
export function peopleOf(
  unitId: string,
  { audience, posts }: Pick<Duty, 'audience' | 'posts'>,
  everyone: readonly Person[],
  gazetteer: Pick<Gazetteer, 'schools'>,
): readonly Person[] {
  const duty = { audience, expected: [unitId], posts };
  const rank = ({ accounts, post, schoolId }: Person): number => {
    const place = post === undefined ? -1 : posts.indexOf(post);
    const own = audience !== 'officer6' || schoolId === unitId ? 0 : 1;
    return (accounts.length === 0 ? 10_000 : 0) + (place < 0 ? 1_000 : place * 2) + own;
  };
  return everyone
    .filter((person) => person.role !== 'admin' && answers(person, duty, gazetteer).includes(unitId))
    .map((person, index) => ({ person, index }))
    .sort((a, b) => rank(a.person) - rank(b.person) || a.index - b.index)
    .map(({ person }) => person);
}

/** A unit's name as it is printed. */
export function unitName(unitId: string, gazetteer: Gazetteer): string {
  if (unitId === COUNTY_UNIT) return `${gazetteer.county.name}教育局`;
  const place = gazetteer.byId(unitId);
  return place === undefined ? '已撤并单位' : fullName(gazetteer, place);
}

/** The township a unit lies in; undefined for the bureau and for units nobody knows any more. */
export function townshipOfUnit(unitId: string, gazetteer: Pick<Gazetteer, 'byId'>): string | undefined {
  const place = gazetteer.byId(unitId);
  if (place?.kind === 'township') return place.id;
  return place?.kind === 'school' ? (place as School).townshipId : undefined;
}
