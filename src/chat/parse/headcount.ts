import { readNumeral } from '../../kit/chinese-numerals.ts';
import { looksLikeName } from './name.ts';
import type { FoundAt } from './slate.ts';

const NUMBER = '(\\d{1,3}|[一二两三四五六七八九十]{1,3}|俩|仨)';
const CHILD = '(?:学生|孩子|小孩|娃娃?|同学|男生|女生|男孩|女孩|少年|儿童)';
const NOT_CHILDREN = '(?<!父母|夫妻|家里|家中|老师|干部|我们|他们|大人|家长|第)';
const SUM = '(?:一?共有?|共计|合计|总共|有|等)?';
const CLASSED = new RegExp(
  `${NOT_CHILDREN}${SUM}(?<!\\d)${NUMBER}(?:个(?:${CHILD}|人)|[名位]${CHILD}?|(?<=\\d)${CHILD})`,
  'g',
);
// 2人 alone or after a few words only: not 家里5口人, 2人间, 张三人很好.
const BARE = new RegExp(`(?<=^|[\\s,;。:(\ue000]|学生|孩子)${SUM}${NUMBER}人(?![间组次民中员口才行])`, 'g');
const BOY_AND_GIRL =
  /([\d一两二三])个?男[生孩]?[,、 ]?([\d一两二三])个?女[生孩]?|([\d一两二三])个?女[生孩]?[,、 ]?([\d一两二三])个?男[生孩]?/g;
const SIBLINGS =
  /(?:兄弟|姐妹|姊妹|兄妹|姐弟)(?:俩|两|二人|两人|两个|2人)|(?:两|俩|2)(?:个)?(?:兄弟|姐妹|姊妹|姐弟|兄妹)|双胞胎|双生子|孙子孙女/g;

/** How many children a report speaks of, when it counts them: 2人, 两个学生, 三名, 1男1女, 姐妹俩. */
export function findHeadcounts(text: string): readonly FoundAt<number>[] {
  const pairs = [...text.matchAll(BOY_AND_GIRL)].map((m) =>
    found(m, (readNumeral(m[1] ?? m[3] ?? '') ?? 0) + (readNumeral(m[2] ?? m[4] ?? '') ?? 0)),
  );
  const siblings = [...text.matchAll(SIBLINGS)].map((m) => found(m, 2));
  const people = [...text.matchAll(CLASSED), ...text.matchAll(BARE)].map((m) =>
    found(m, { 俩: 2, 仨: 3 }[m[1] ?? ''] ?? readNumeral(m[1] ?? '') ?? 0),
  );
  return [...pairs, ...siblings, ...people, ...namedTogether(text)].filter((one) => one.value > 0);
}

const NAME = '([一-龥]{2,3})';
const TOGETHER = new RegExp(`(?<![一-龥])${NAME}(和|跟|与|、|及)([一-龥]{2,5})`, 'gu');
/** Those beside a child are no children: 监护人张大、李四. */
const GROWN_UP = /(?:监护人|家长|父母|父亲|母亲|爸妈|老师|教师|包保人?|联系人)[\s:是]*$/u;
const BOTH = /^(?:两个?|俩|二人|都|均|一起)/u;

/** Two children by their names: 陈小龙、陈小凤, 陈小龙和李小凤都没来. */
function namedTogether(text: string): readonly FoundAt<number>[] {
  return [...text.matchAll(TOGETHER)].flatMap((match) => {
    const [whole, first = '', joint, behind = ''] = match;
    const before = text.slice(0, match.index);
    const second = [behind.slice(0, 3), behind.slice(0, 2)].find(looksLikeName);
    if (second === undefined || !looksLikeName(first) || GROWN_UP.test(before)) return [];
    const end = match.index + whole.length - (behind.length - second.length);
    const kin = first.charAt(0) === second.charAt(0);
    const told = joint === '、' || kin || BOTH.test(text.slice(end).trimStart());
    return told ? [{ start: match.index, end, value: 2 }] : [];
  });
}

function found(match: RegExpExecArray, value: number): FoundAt<number> {
  return { start: match.index, end: match.index + match[0].length, value };
}
