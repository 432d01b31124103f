import { townshipStem } from './township-forms.ts';

/** Automatic short names of a school. */
export interface SchoolForms {
  /** With the township in front, so that they mean one school: 桐渡初中, 桐中心小. */
  readonly local: readonly string[];
  /** Without it: 中心小学, 柳树湾小学; often shared by schools of several townships. */
  readonly bare: readonly string[];
  /** Two characters that are a school only when they stand alone: 一中. */
  readonly alone: readonly string[];
}

/** What the school is called besides its name; the name itself is left out. */
export function schoolForms(
  name: string,
  township: string,
  county: string,
  aliases: readonly string[] = [],
): SchoolForms {
  const stem = townshipStem(township);
  const ofCounty = withoutPrefix(name, [county, county.replace(/[县区市旗]$/, '')]);
  const rest = withoutPrefix(ofCounty, [township, stem]);
  const variants = restVariants(rest);
  const bare = variants.filter(isSpeaking);
  const others = (forms: readonly string[]): string[] => forms.filter((form) => form !== name);
  if (ofCounty !== name && rest === ofCounty) {
    const alone = variants.filter((form) => form.length === 2);
    return { local: others(countyForms(variants, county)), bare: others(bare), alone };
  }
  const fronts = [...new Set([township, stem, ...aliases])];
  const local = [...variants.flatMap((form) => fronts.map((front) => front + form)), ...initials(rest, stem)];
  return { local: others(local), bare: others(bare), alone: [] };
}

const SCHOOL_END = /(?:完全小学|希望小学|小学|教学点|幼儿园|初级中学|中学|九年一贯制学校|学校)$/u;
const NO_STEM = /^(?:中心|实验|初级|高级|职业|特殊|九年|第?[一二三四五六七八九十])/u;

/** What is left of a school's name without township and kind, as those who live there call it: 松毛岭; undefined for none. */
export function schoolStem(name: string, township: string, county: string): string | undefined {
  const ofCounty = withoutPrefix(name, [county, county.replace(/[县区市旗]$/, '')]);
  const rest = withoutPrefix(ofCounty, [township, townshipStem(township)]);
  const stem = rest.replace(SCHOOL_END, '');
  return stem === rest || stem.length < 2 || NO_STEM.test(stem) ? undefined : stem;
}

/** The same for what a merged school was called: it may have lain in another township, whose name stands in it. */
export function formerForms(name: string, township: string, county: string): SchoolForms {
  const own = name.startsWith(townshipStem(township))
    ? undefined
    : /^.{1,6}?(?:街道|镇|乡)(?=.{2})/u.exec(name)?.[0];
  return schoolForms(name, own ?? township, county);
}

function withoutPrefix(name: string, prefixes: readonly string[]): string {
  const prefix = prefixes.find(
    (word) => word.length >= 2 && name.startsWith(word) && name.length >= word.length + 2,
  );
  return prefix === undefined ? name : name.slice(prefix.length);
}

/** Schools of the county town: 望溪县第一中学 is 县一中 and 望溪一中. */
function countyForms(variants: readonly string[], county: string): string[] {
  const stem = county.replace(/[县区市旗]$/, '');
  const level = county.slice(stem.length);
  return variants
    .flatMap((form) => [level + form, stem + form, county + form])
    .filter((form) => form.length >= 3);
}

const SAME: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^中心(完全)?小学$/, ['中心小学', '中心校', '中心小', '中心学校', '小学', '完小']],
  [/^(初级)?中学$|^初中$/, ['初级中学', '初中', '中学']],
  [/^(九年一贯制|九年制)学校$|^学校$/, ['九年一贯制学校', '九年制学校', '九年制', '学校']],
  [/^中心幼儿园$/, ['中心幼儿园', '中心园', '幼儿园']],
  [/^(.{2,})(?:完全|希望)?小学$/, ['$1小学', '$1完小', '$1村小']],
  [/^(.{2,})教学点$/, ['$1教学点', '$1小学教学点', '$1村教学点']],
  [/^(.{2,})幼儿园$/, ['$1幼儿园', '$1幼']],
];
const ORDINALS = /^第?([一二三四五六七八九十])(?:初级|高级)?(中学|小学|幼儿园)$/;
const SHORT: Readonly<Record<string, string>> = { 中学: '中', 小学: '小', 幼儿园: '幼' };

/** Other ways to write the part after the township's name, itself included. */
function restVariants(rest: string): readonly string[] {
  const [, ordinal, kind] = ORDINALS.exec(rest) ?? [];
  if (ordinal && kind) return [...new Set([rest, `第${ordinal}${kind}`, `${ordinal}${SHORT[kind]}`])];
  const found = SAME.find(([pattern]) => pattern.test(rest));
  if (found === undefined) return [rest];
  return [...new Set([rest, ...found[1].map((form) => rest.replace(found[0], form))])];
}

const initials = (rest: string, stem: string): string[] =>
  /^中心(完全)?小学$/.test(rest) ? [`${stem.slice(0, 1)}中心小`, `${stem.slice(0, 1)}中心小学`] : [];

// 中学, 初中 and 小学 alone say what kind of school a child goes to, not which one; so does 学校.
const GENERIC = /^(小学|完小|中学|初中|学校|幼儿园|九年制|中心小|中心园)$/;

/** Whether the words alone point at some school. */
function isSpeaking(form: string): boolean {
  return !GENERIC.test(form) && (form.length >= 4 || form === '中心校');
}
