import type { FieldValues } from '../fields.ts';
import type { FoundAt } from './slate.ts';

const WORDS =
  /([男女])(?:同学|学生|生|孩[子儿]?|娃[娃子儿]?儿?|童|伢子?)|([男女])性|([男女])的(?=[\s,、;。说没不去跟在来]|$)/g;
// Alone only where it stands apart on one side, and not in 女儿, 男厕, 女老师 …
const ALONE =
  /(?<![子妇孙儿闺美少])([男女])(?![儿友厕寝浴宿老教婿人朋家工方士的洗卫])(?=[\s,、;。()|/\ue000]|$|[一-龥])/g;
const BOTH = /男女|[男女]各|\d[男女]\d?[男女]|[一两三][男女][一两三]?[男女]/;

/** Words for a child that tell its sex; of somebody's relatives only where the relative is the child. */
const GIRL =
  /女娃子?|女伢子?|丫头|妹崽|妹娃子?|女崽|细妹|囡囡?|(?<!大)姑娘|闺女|妹子|幺妹|妮子|孙女|外孙女|侄女|外甥女|(?<!儿)女儿|千金/gu;
const BOY =
  /男娃[儿子]?|男伢子?|小伙子?|(?<!大)小子|(?:幺|大|二|三|独|小)?儿子|(?<![女])(?:孙子|外孙)(?!女)|侄[儿子](?!女)|外甥(?!女)|幺[儿崽](?!园|童)|(?<![妹女])崽崽?|(?<!女)伢子|臭小子/gu;

/** 男 or 女 in a half-width text; nothing when both are named. */
export function findSexes(text: string): readonly FoundAt<FieldValues['sex']>[] {
  if (BOTH.test(text)) return [];
  const words = [...text.matchAll(WORDS)].map((match) => found(match, match[1] ?? match[2] ?? match[3]));
  if (words.length > 0) return words;
  const alone = [...text.matchAll(ALONE)]
    .filter((match) => apart(text, match.index))
    .map((match) => found(match, match[1]));
  return alone.length > 0 ? alone : byKin(text);
}

/** A boy's word or a girl's; nothing where both are. The word itself says more, and stays. */
function byKin(text: string): readonly FoundAt<FieldValues['sex']>[] {
  const [girl] = text.matchAll(GIRL);
  const [boy] = text.matchAll(BOY);
  if (girl === undefined && boy === undefined) return [];
  const match = girl ?? boy;
  if (match === undefined || (girl !== undefined && boy !== undefined)) return [];
  return [{ start: match.index, end: match.index, value: girl === undefined ? '男' : '女' }];
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
