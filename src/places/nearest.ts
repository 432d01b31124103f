import { soundDistance, soundOf } from './sound.ts';

/** Something that can be looked for under several words. */
export interface Named<T> {
  readonly item: T;
  readonly forms: readonly string[];
}

interface Form<T> {
  readonly item: T;
  readonly text: string;
  readonly core: string;
}

const TOO_FAR = 0.67;
const KIND =
  /(街道办事处|街道办|街道|办事处|中心小学|中心校|中心幼儿园|九年一贯制学校|九年制学校|初级中学|高级中学|完全小学|教学点|幼儿园|小学|中学|初中|高中|学校|完小|村小|镇|乡|村)$/;

/**
 * Finds what sounds or looks like a word, best first. What kind of unit it is (镇, 小学) counts little: a word
 * that says nothing else has no neighbours. The first word takes longest, then a few milliseconds a word for a large county.
 */
export function createNearest<T>(named: readonly Named<T>[]): (word: string, limit: number) => readonly T[] {
  const forms: readonly Form<T>[] = named.flatMap(({ item, forms: texts }) =>
    [...new Set(texts)].map((text) => ({ item, text, core: core(text) })),
  );
  const known = new Map<string, ReadonlySet<string>>();
  const traitsOf = (own: string): ReadonlySet<string> => {
    const made = known.get(own) ?? traits(own);
    known.set(own, made);
    return made;
  };
  return (word, limit) => {
    const wanted = word.replace(/\s+/g, '');
    const wantedCore = core(wanted);
    if (KIND.exec(wanted)?.[0] === wanted || wanted === '' || wanted.length > 30) return [];
    const best = new Map<T, number>();
    const marks = traits(wantedCore);
    for (const form of forms) {
      if (!overlap(marks, traitsOf(form.core))) continue;
      const score = scoreOf(wanted, wantedCore, form);
      if (score <= TOO_FAR && score < (best.get(form.item) ?? Number.POSITIVE_INFINITY))
        best.set(form.item, score);
    }
    return [...best]
      .sort(([, a], [, b]) => a - b)
      .slice(0, limit)
      .map(([item]) => item);
  };
}

function scoreOf<T>(wanted: string, wantedCore: string, form: Form<T>): number {
  const apart = relative(wantedCore, form.core);
  if (apart > TOO_FAR) return apart;
  return apart * 0.75 + relative(wanted, form.text) * 0.25;
}

const relative = (a: string, b: string): number => soundDistance(a, b) / Math.max(a.length, b.length, 1);

function core(text: string): string {
  const cut = text.replace(KIND, '');
  return cut.length >= 2 ? cut : text;
}

/** Characters and sounds: two words that share none are not worth comparing. */
function traits(text: string): ReadonlySet<string> {
  return new Set(
    [...text].flatMap((character) => [character, soundOf(character)]).filter((trait) => trait !== ''),
  );
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const trait of a) if (b.has(trait)) return true;
  return false;
}
