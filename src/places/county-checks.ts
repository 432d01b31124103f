import { defined } from '../kit/defined.ts';
import { claimsOf } from './county-claims.ts';
import { findDoubles, onePerPair } from './county-doubles.ts';
import { inEmptySections, type Missing, missingProblems } from './county-missing.ts';
import type { CountyProblem } from './county-problem.ts';
import { type Finder, schoolFinder, type Target, townshipFinder } from './county-references.ts';
import type { ListName } from './county-schema.ts';
import { itemTitle, type Row, type Sections } from './county-sections.ts';
import type { Path } from './county-yaml.ts';
import { dutyProblems } from './duty-contacts.ts';
import type {
  CountyFile,
  FileDutyContact,
  FileGroup,
  FileMember,
  FileSchool,
  FileSpot,
} from './file-shape.ts';
import { caseWarnings } from './wecom-case.ts';

/** The checked file; it is whole only when there are no problems. */
export interface CheckedCounty {
  readonly file: CountyFile;
  readonly problems: readonly CountyProblem[];
  readonly warnings: readonly CountyProblem[];
}

/** Turns every reference into an official name and finds what is there twice or does not fit together. */
export function checkCounty(sections: Sections): CheckedCounty {
  const problems: CountyProblem[] = [];
  const missing: Missing[] = [];
  const { lineOf, rows } = sections;
  const complain = (path: Path, text: string): void => {
    problems.push({ line: lineOf(path), text });
  };
  const file = resolve(sections, { complain, miss: (one) => missing.push(one) });
  const doubles = onePerPair(findDoubles(claimsOf(file, rows)));
  for (const { first, second } of doubles) {
    const where = `第 ${lineOf(first.path)} 行的${first.owner}`;
    complain(second.path, `${second.owner}：${second.said}已经用于${where}，请改成不同的或删去一个。`);
  }
  const claimedTwice = new Set(doubles.map(({ second }) => second.word));
  const isEmpty = (section: string): boolean => rows[section as ListName].length === 0;
  problems.push(...missingProblems(inEmptySections(missing, isEmpty), claimedTwice, lineOf));
  return { file, problems, warnings: caseWarnings(file, sections) };
}

interface Complaints {
  complain(path: Path, text: string): void;
  /** A word that names nothing. */
  miss(one: Missing): void;
}

interface Finders extends Complaints {
  readonly township: Finder<Target>;
  readonly school: Finder<Target>;
  readonly broken: ReadonlySet<string>;
}

/** Nobody is to blame for naming what stands in a section that could not be read. */
const ANYTHING: Finder<Target> = (name, township) => ({
  target: { name, aliases: [], ...defined({ township }) },
});

function resolve(sections: Sections, complaints: Complaints): CountyFile {
  const { rows, county = { name: '' }, workdays = { rest: [], work: [] }, broken, lost } = sections;
  const townships = rows.townships.map(({ value }) => defined(value));
  const township = lost.has('townships') ? ANYTHING : townshipFinder(townships);
  const base = { township, broken, ...complaints };
  const schools = rows.schools.map((row) => withTownship<FileSchool>('schools', row, base));
  const finders: Finders = {
    ...base,
    // Short names of schools are made of those of their townships.
    school: [rows.townships.length === 0, lost.has('schools'), lost.has('townships')].includes(true)
      ? ANYTHING
      : schoolFinder(schools, county.name),
  };
  const spots = (name: 'villages' | 'waters') =>
    rows[name].map((row) => withTownship<FileSpot>(name, row, finders));
  const members = rows.members.map((row) => memberOf(row, finders));
  return {
    county: defined({
      name: county.name,
      code: county.code,
      levelWords: county.level_words,
      dutyPhone: county.duty_phone,
    }),
    terms: rows.terms.map(({ value }) => value),
    ...(rows.seasons.length === 0 ? {} : { seasons: rows.seasons.map(({ value }) => value) }),
    workdays,
    townships: rows.townships.map(({ value }) => defined(value)),
    villages: spots('villages'),
    districts: rows.districts.map(({ value, path }) => ({
      name: value.name,
      townships: value.townships.map(
        (word, index) =>
          lookUp(
            finders,
            finders.township,
            [...path, 'townships', index],
            itemTitle('districts', value, 0),
            word,
          )?.name ?? word,
      ),
    })),
    schools,
    waters: spots('waters'),
    members,
    groups: rows.groups.map((row) => groupOf(row, finders)),
    ...dutyContactsOf(sections, members, complaints),
    ...(sections.dropouts === undefined ? {} : { dropouts: sections.dropouts }),
    ...(sections.hazards === undefined ? {} : { hazards: sections.hazards }),
    ...(sections.documents === undefined ? {} : { documents: sections.documents }),
    ...(sections.privacy === undefined ? {} : { privacy: sections.privacy }),
  };
}

function lookUp(
  { broken, miss }: Pick<Finders, 'broken' | 'miss'>,
  finder: Finder<Target>,
  path: Path,
  label: string,
  word: string | undefined,
  township?: string,
): Target | undefined {
  if (word === undefined) return undefined;
  const found = finder(word, township);
  if ('target' in found) return found.target;
  if (!broken.has(word)) miss({ path, label, word, trouble: found.trouble, section: found.section });
  return undefined;
}

function withTownship<T extends { readonly name: string; readonly township: string }>(
  list: ListName,
  { value, path }: Row<{ readonly name: string; readonly township: string }>,
  finders: Pick<Finders, 'broken' | 'miss' | 'township'>,
): T {
  const label = itemTitle(list, value, 0);
  const found = lookUp(finders, finders.township, [...path, 'township'], label, value.township);
  return defined({ ...value, township: found?.name ?? value.township }) as unknown as T;
}

/** Nobody is named by a file that says nothing of it; a file that names anybody names who is on duty too. */
function dutyContactsOf(
  { rows: { duty_contacts: rows }, broken, lost, problems }: Sections,
  members: readonly FileMember[],
  { complain, miss }: Complaints,
): Pick<CountyFile, 'dutyContacts'> {
  const [first] = rows;
  if (first === undefined) return {};
  const dutyContacts = rows.map(({ value, path }) => {
    const { kind, persons, phone } = value;
    const contact: FileDutyContact = { kind, persons, ...defined({ phone }) };
    const label = itemTitle('duty_contacts', value, 0);
    for (const { path: at, text } of lost.has('members') ? [] : dutyProblems(contact, members, broken)) {
      const word = persons[Number(at[1])];
      if (word === undefined) complain([...path, ...at], `${label}：${text}`);
      else miss({ path: [...path, ...at], label, word, trouble: text, section: 'members' });
    }
    return contact;
  });
  // Of a broken entry nobody knows what it was.
  const whole = !problems.some(({ text }) => text.startsWith('紧急联系人'));
  if (whole && !dutyContacts.some(({ kind }) => kind === 'duty'))
    complain(
      first.path.slice(0, 1),
      'duty_contacts 没有写教育局值班的人，请补上 { kind: 值班, persons: [ … ] }。',
    );
  return { dutyContacts };
}

interface Unit {
  readonly name: string;
  readonly township?: string | undefined;
  readonly school?: string | undefined;
}

/** The official names of an officer's or a group's township and school; a school brings its township along. */
function unitOf(
  list: ListName,
  value: Unit,
  path: Path,
  finders: Finders,
): { township?: string; school?: string } {
  const label = itemTitle(list, value, 0);
  const township =
    value.township && lookUp(finders, finders.township, [...path, 'township'], label, value.township)?.name;
  const school =
    value.school &&
    lookUp(finders, finders.school, [...path, 'school'], label, value.school, township || undefined);
  if (!school) return defined({ township: township || value.township, school: value.school });
  return defined({ township: school.township, school: school.name });
}

const NEEDS: Readonly<Record<string, 'township' | 'school'>> = {
  township: 'township',
  village: 'township',
  school: 'school',
  teacher: 'school',
};

function memberOf({ value, path }: Row<Unit & { readonly role: string }>, finders: Finders): FileMember {
  const need = NEEDS[value.role];
  if (need !== undefined && value[need] === undefined)
    finders.complain(path, `${itemTitle('members', value, 0)}：这个角色要写明 ${need}，请补上。`);
  return defined({ ...value, ...unitOf('members', value, path, finders) }) as FileMember;
}

function groupOf({ value, path }: Row<Unit & Pick<FileGroup, 'audience'>>, finders: Finders): FileGroup {
  const label = itemTitle('groups', value, 0);
  const need = NEEDS[value.audience];
  if (need !== undefined && value[need] === undefined)
    finders.complain(path, `${label}：audience 是 ${value.audience}，要写明 ${need}，请补上。`);
  const group = value as unknown as FileGroup;
  if (group.wecom === undefined && group.dingtalk === undefined)
    finders.complain(
      path,
      `${label}：没有写在哪个平台，请补上 wecom: { chat: … } 或 dingtalk: { chat: … }。`,
    );
  return defined({
    ...group,
    ...unitOf('groups', value, path, finders),
    wecom: group.wecom && defined(group.wecom),
    dingtalk: group.dingtalk && defined(group.dingtalk),
  });
}
