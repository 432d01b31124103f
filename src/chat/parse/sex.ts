import type { FieldValues } from '../fields.ts';
import type { FoundAt } from './slate.ts';

const WORDS = /([男女])(?:同学|学生|生|孩子?|娃娃?|童)|([男女])性/g;
// Alone only where it stands apart on one side, and not in 女儿, 男厕, 女老师 …
const ALONE =
  /(?<![子妇孙儿闺美少])([男女])(?![儿友厕寝浴宿老教婿人朋家工方士的洗卫])(?=[\s,、;。()|/\ue000]|$|[一-龥])/g;
const BOTH = /男女|[男女]各|\d[男女]\d?[男女]|[一两三][男女][一两三]?[男女]/;

/** 男 or 女 in a half-width text; nothing when both are named. */
export function findSexes(text: string): readonly FoundAt<FieldValues['sex']>[] {
  if (BOTH.test(text)) return [];
  const words = [...text.matchAll(WORDS)].map((match) => found(match, match[1] ?? match[2]));
  if (words.length > 0) return words;
  return [...text.matchAll(ALONE)]
    .filter((match) => apart(text, match.index))
    .map((match) => found(match, match[1]));
}

function apart(text: string, at: number): boolean {
  const edge = /[\s,、;。()|/\ue000]|^$/;
  return edge.test(text.charAt(at - 1)) || edge.test(text.charAt(at + 1));
}

function found(match: RegExpExecArray, sign: string | undefined): FoundAt<FieldValues['sex']> {
  return {
    start: match.index,
    end: match.index + match[0].length,
    value: sign === '女' ? '女' : '男',
  };
}
