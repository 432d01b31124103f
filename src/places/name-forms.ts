import { type Edges, edgesOf } from './edges.ts';
import { OUTSIDE, type Place, type School, type Township } from './place.ts';
import { formerForms, schoolForms, schoolStem } from './school-forms.ts';
import { townshipForms } from './township-forms.ts';

/** One way to write one place. The lower the tier, the more it is meant: official name, alias of the file, automatic, shared. */
export interface NameForm {
  readonly text: string;
  readonly place: Place;
  readonly tier: 0 | 1 | 2 | 3;
  readonly edges: Edges;
}

type Named = Pick<Township, 'name' | 'aliases'>;

/** Every way to write any of the places. `townshipOf` is asked for schools. */
export function nameForms(
  places: readonly Place[],
  county: string,
  townshipOf: (id: string) => Named | undefined,
): readonly NameForm[] {
  return [...places.flatMap((place) => formsOf(place, county, townshipOf)), ...formsOfOutside()];
}

/** Every school by what is left of its name without township and kind: 松毛岭, 塔影. */
export function stemForms(
  schools: readonly School[],
  county: string,
  townshipOf: (id: string) => Named | undefined,
): readonly NameForm[] {
  return schools.flatMap((school) => {
    const stem = schoolStem(school.name, townshipOf(school.townshipId)?.name ?? '', county);
    return stem === undefined ? [] : [form(school, 0, 'nearby')(stem)];
  });
}

function formsOf(
  place: Place,
  county: string,
  townshipOf: (id: string) => Named | undefined,
): readonly NameForm[] {
  if (place.kind === 'school') return formsOfSchool(place, county, townshipOf(place.townshipId));
  const automatic = place.kind === 'township' ? townshipForms(place.name) : [];
  return [
    form(place, 0, edgesOf(place.name))(place.name),
    ...place.aliases.map((alias) => form(place, 1, edgesOf(alias))(alias)),
    ...automatic.map((text) => form(place, 2, edgesOf(text))(text)),
  ];
}

function formsOfSchool(
  school: School,
  county: string,
  { name: township, aliases }: Named = { name: '', aliases: [] },
): readonly NameForm[] {
  const { local, bare, alone } = schoolForms(school.name, township, county, aliases);
  return [
    form(school, 0, 'school')(school.name),
    ...school.aliases.map((alias) => form(school, 1, alias.length > 2 ? 'school' : edgesOf(alias))(alias)),
    ...local.map(form(school, 2, 'school')),
    ...bare.map(form(school, 3, 'bare')),
    ...alone.map(form(school, 3, 'ordinal')),
    ...throughTownship(school, township),
    ...formsOfFormer(school, township, county),
  ];
}

// What a merged school was called is said for years; a school of today with such a name comes first.
function formsOfFormer(school: School, township: string, county: string): readonly NameForm[] {
  return formerNames(school).flatMap((name) => {
    const { local, bare } = formerForms(name, township, county);
    return [
      form(school, 1, 'school')(name),
      ...local.map(form(school, 3, 'school')),
      ...bare.map(form(school, 3, 'bare')),
    ];
  });
}

/** The names among what a school's former ones are called by; codes are said by nobody. */
export function formerNames({ former = [] }: { readonly former?: readonly string[] }): readonly string[] {
  return former.filter((word) => !/^\d+$/.test(word));
}

// A school named without its township can still be called with it: 禾洲渡镇 + 实验小学.
function throughTownship(school: School, township: string): readonly NameForm[] {
  return school.name.startsWith(township) ? [] : [form(school, 2, 'school')(township + school.name)];
}

// 小区外, 校区外面 and 去外地打工 are not the bucket for children outside the county.
const formsOfOutside = (): readonly NameForm[] =>
  [OUTSIDE.name, ...OUTSIDE.aliases].map((text) =>
    form(OUTSIDE, text === OUTSIDE.name ? 0 : 1, 'outside')(text),
  );

const form =
  (place: Place, tier: NameForm['tier'], edges: Edges) =>
  (text: string): NameForm => ({ text, place, tier, edges });

/** What a township is called when somebody looks for it: its name, its own aliases and its stem. */
export function callNames(place: Place, township: Township | undefined, county: string): readonly string[] {
  const automatic =
    place.kind === 'school' && township !== undefined
      ? callNamesOfSchool(place, township.name, county)
      : place.kind === 'township'
        ? townshipForms(place.name).slice(0, 1)
        : [];
  const former = place.kind === 'school' ? formerNames(place) : [];
  return [place.name, ...place.aliases, ...former, ...automatic];
}

function callNamesOfSchool(school: School, township: string, county: string): readonly string[] {
  const { local, bare } = schoolForms(school.name, township, county);
  return [...local.filter((text) => !text.startsWith(township)), ...bare.slice(0, 1)];
}
