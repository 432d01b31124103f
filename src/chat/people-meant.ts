import { halfWidth } from '../kit/width.ts';
import { ROLE_WORDS } from '../people/roles.ts';
import type { Person } from '../people/types.ts';
import type { Gazetteer } from '../places/gazetteer.ts';
import { fullName } from '../places/naming.ts';
import { soundDistance } from '../places/sound.ts';

/** Somebody who can be called by their name. */
export type Named = Person & { readonly name: string };

type Places = Pick<Gazetteer, 'scan' | 'byId'>;

/** Whom words mean: nobody, one, or several of whom nobody can tell which. */
export interface Meant {
  readonly words: string;
  readonly fitting: readonly Named[];
}

/** Whom the words of each stretch mean, one entry a person. Words side by side are one person's where that fits somebody. */
export function whoIsMeant(
  said: readonly (readonly string[])[],
  people: readonly Named[],
  gazetteer: Places,
): readonly Meant[] {
  const fitting = (words: string) => people.filter((person) => fits(words, person, gazetteer));
  const apart = said.flatMap((words) => joinedWhereFitting(words, fitting));
  return apart
    .flatMap((words) => partsOf(words, fitting))
    .map((words) => ({ words, fitting: fitting(words) }));
}

/** Those whom words that fit nobody nearly fit: one sign or sound away, or with more or less of a post. */
export function nearlyMeant(words: string, people: readonly Named[]): readonly Named[] {
  return people.filter((person) => isNear(plain(words), person));
}

/** Unit, post and name in one word, which is read back as this person. */
export function describePerson(person: Named, gazetteer: Gazetteer): string {
  return plain(`${unitOf(person, gazetteer)}${person.post ?? ''}${person.name}`);
}

/** The unit a person is known by; none for those of the bureau. */
export function unitOf({ schoolId, townshipId, department = '' }: Person, gazetteer: Gazetteer): string {
  const place = gazetteer.byId(schoolId ?? townshipId ?? '');
  return place === undefined ? department : fullName(gazetteer, place);
}

type Fitting = (words: string) => readonly Named[];

// 教育专干 桑小满: the longest stretch that fits somebody.
function joinedWhereFitting(words: readonly string[], fitting: Fitting): readonly string[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  for (let many = Math.min(words.length, MOST_WORDS); many > 1; many -= 1) {
    const joined = words.slice(0, many).join('');
    if (fitting(joined).length > 0) return [joined, ...joinedWhereFitting(words.slice(many), fitting)];
  }
  return [first, ...joinedWhereFitting(rest, fitting)];
}

const MOST_WORDS = 4;

// 蔺守安和戚春分, but not 和平小学校长: cut where one side is somebody.
function partsOf(words: string, fitting: Fitting): readonly string[] {
  if (fitting(words).length > 0) return [words];
  for (const { index } of words.matchAll(/[和与及]/g)) {
    const [left, right] = [words.slice(0, index), words.slice(index + 1)];
    if (left === '' || right === '') continue;
    if (fitting(left).length > 0) return [left, ...partsOf(right, fitting)];
    if (fitting(right).length > 0) return [left, right];
  }
  return [words];
}

const plain = (words: string) => halfWidth(words).replace(/[\s()、,;/|]/g, '');

/** The name with what else is said of them, or their post alone, each with their unit or without. */
function fits(words: string, person: Named, places: Places): boolean {
  const said = plain(words);
  const name = plain(person.name);
  const named = said.includes(name);
  const post = plain(person.post ?? '');
  if (!named && (post === '' || !said.includes(post))) return false;
  const left = named ? said.replace(name, '') : said;
  const isAll = (rest: string) => (named ? saysNoOther(rest, person) : rest === post);
  return isAll(left) || isAll(withoutUnit(left, person, places));
}

function saysNoOther(rest: string, { post = '', role }: Named): boolean {
  if (rest === '' || rest === '同志') return true;
  return rest.length > 1 && (plain(post).includes(rest) || ROLE_WORDS[role].some((word) => word === rest));
}

/** Their unit may be said by its name, or by any word the county knows for it. */
function withoutUnit(words: string, { schoolId, townshipId, department }: Person, places: Places): string {
  const school = schoolId === undefined ? undefined : places.byId(schoolId);
  const areaId = townshipId ?? (school?.kind === 'school' ? school.townshipId : undefined);
  const own = [school, areaId === undefined ? undefined : places.byId(areaId)].filter(
    (one) => one !== undefined,
  );
  const unnamed = [...own.map(({ name }) => name), department ?? '']
    .map(plain)
    .reduce((left, name) => left.replace(name, ''), words);
  const left = places
    .scan(unnamed)
    .filter(({ candidates }) => candidates.some(({ id }) => own.some((place) => place.id === id)))
    .reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), unnamed);
  return own.length === 0 ? left.replace(/^县?(?:教育)?局/, '') : left;
}

function isNear(said: string, { name, post = '' }: Named): boolean {
  if (said.includes(name)) return true;
  if (said.length > 1 && post !== '' && (post.includes(said) || said.endsWith(plain(post)))) return true;
  const most = name.length > 2 ? 1 : 0.5;
  return [said.slice(-name.length), said.slice(0, name.length)].some(
    (part) => part.length === name.length && soundDistance(part, name) <= most,
  );
}
