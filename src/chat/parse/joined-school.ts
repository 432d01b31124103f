import type { Gazetteer, PlaceMention } from '../../places/gazetteer.ts';
import type { School, SchoolKind } from '../../places/place.ts';

const SCHOOL_WORD =
  /^[ ,、的]{0,2}([一-龥]{0,8}?(?:中心校|中心学校|小学|中学|初中|高中|职中|学校|幼儿园|教学点|完小|村小|[一二三四五六]中))/;
const KINDS: Readonly<Record<string, readonly SchoolKind[]>> = {
  小学: ['小学'],
  初中: ['初中'],
  中学: ['初中', '九年一贯制', '完全中学'],
  高中: ['高中', '完全中学'],
  职中: ['中职'],
  幼儿园: ['幼儿园'],
  教学点: ['教学点'],
};

/** 桐渡镇 中心小学: the schools of the township just named that the words after it mean, and where these end. */
export function joinedSchool(
  text: string,
  mention: PlaceMention,
  gazetteer: Gazetteer,
): { readonly candidates: readonly School[]; readonly end: number } | undefined {
  const [township] = mention.candidates;
  if (township?.kind !== 'township' || mention.candidates.length > 1) return undefined;
  const match = SCHOOL_WORD.exec(text.slice(mention.end, mention.end + 20));
  const word = match?.[1];
  if (!match || !word) return undefined;
  const own = gazetteer.schools.filter((school) => school.townshipId === township.id);
  const called = own.filter((school) => [school.name, ...school.aliases].some((name) => name.endsWith(word)));
  const exact = called.filter((school) => rest(school, [township.name, ...township.aliases]).includes(word));
  const best =
    exact.length > 0
      ? exact
      : called.length > 0
        ? called
        : own.filter((s) => KINDS[word]?.includes(s.schoolKind));
  // A bare 小学 that fits many schools says only what kind of school it is.
  if (best.length === 0 || (best.length > 1 && word in KINDS)) return undefined;
  return { candidates: best, end: mention.end + match[0].length };
}

function rest(school: School, fronts: readonly string[]): readonly string[] {
  return [school.name, ...school.aliases].flatMap((name) =>
    fronts.filter((front) => name.startsWith(front)).map((front) => name.slice(front.length)),
  );
}
