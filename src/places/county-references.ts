import { formerNames } from './name-forms.ts';
import { createNearest } from './nearest.ts';
import { formerForms, schoolForms } from './school-forms.ts';
import { townshipForms } from './township-forms.ts';

/** What a reference may point at, reduced to what is needed to find it. */
export interface Target {
  readonly name: string;
  readonly code?: string;
  readonly aliases: readonly string[];
  /** For schools. */
  readonly township?: string;
  readonly former?: readonly string[];
}
/** One target, or the words that say why there is none. */
export type Lookup<T> = { readonly target: T } | { readonly trouble: string; readonly section: string };
/** Finds a target by official name, code, alias or short name; for schools within a township, if one is named. */
export type Finder<T> = (word: string, township?: string) => Lookup<T>;

interface Book<T> {
  readonly section: string;
  readonly targets: readonly T[];
  /** Automatic names, which count only when nothing is called so officially. */
  readonly short: (target: T) => readonly string[];
}

/** Townships by any of their names. */
export function townshipFinder<T extends Target>(targets: readonly T[]): Finder<T> {
  return finder({ section: 'townships', targets, short: ({ name }) => townshipForms(name) });
}

/** Schools by any of their names; those shared by two townships need the township. */
export function schoolFinder<T extends Target>(targets: readonly T[], county: string): Finder<T> {
  const short = (target: T): readonly string[] => {
    const { name, township = '' } = target;
    const former = formerNames(target);
    const forms = [
      schoolForms(name, township, county),
      ...former.map((one) => formerForms(one, township, county)),
    ];
    return [...former, ...forms.flatMap(({ local, bare }) => [...local, ...bare])];
  };
  return finder({ section: 'schools', targets, short });
}

function finder<T extends Target>({ section, targets, short }: Book<T>): Finder<T> {
  const official = byWord(targets, ({ name, code }) => [name, ...(code === undefined ? [] : [code])]);
  const others = byWord(targets, (target) => [...target.aliases, ...short(target)]);
  const nearest = createNearest(
    targets.map((item) => ({ item, forms: [item.name, ...item.aliases, ...short(item)] })),
  );
  return (word, township) => {
    const within = (list: readonly T[] = []): readonly T[] =>
      township === undefined ? list : list.filter((target) => target.township === township);
    const first = within(official.get(word));
    const found = onceEach(first.length > 0 ? first : within(others.get(word)));
    const [target, second] = found;
    if (target !== undefined && second === undefined) return { target };
    if (target !== undefined) return { trouble: sharedText(word, found), section };
    const elsewhere = official.get(word)?.[0]?.township;
    if (township !== undefined && elsewhere !== undefined)
      return { trouble: `“${word}”在${elsewhere}，不在${township}。township 请改正或删去。`, section };
    return { trouble: `“${word}”不在 ${section} 里${guess(nearest(word, 1)[0])}。`, section };
  };
}

/** One that is there twice is told where it stands, not at everybody who names it. */
function onceEach<T extends Target>(found: readonly T[]): readonly T[] {
  return found.filter(
    ({ name, township }, n) =>
      found.findIndex((other) => other.name === name && other.township === township) === n,
  );
}

function byWord<T>(
  targets: readonly T[],
  wordsOf: (target: T) => readonly string[],
): ReadonlyMap<string, readonly T[]> {
  const book = new Map<string, T[]>();
  for (const target of targets)
    for (const word of new Set(wordsOf(target))) book.set(word, [...(book.get(word) ?? []), target]);
  return book;
}

function sharedText(word: string, found: readonly Target[]): string {
  const names = found
    .slice(0, 3)
    .map(({ name, township }) => (township === undefined ? name : `${township}的${name}`));
  const more = found.length > names.length ? '等' : '';
  return `“${word}”不止一个（${names.join('、')}${more}），请写全名或加上 township。`;
}

const guess = (target: Target | undefined): string =>
  target === undefined ? '，请先登记或改正' : `，是不是“${target.name}”？请改正`;
