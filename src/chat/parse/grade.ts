import { readNumeral, toNumeral } from '../../kit/chinese-numerals.ts';
import { defined } from '../../kit/defined.ts';
import type { FieldValues } from '../fields.ts';
import type { FoundAt } from './slate.ts';

type Grade = FieldValues['grade'];
type Reader = (match: RegExpExecArray) => Grade | undefined;

const N = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
// A digit that belongs to a longer number names no grade: 18年级, 第三年级.
const YEAR = '((?<![\\d第.-])[1-9]|(?<![第一二三四五六七八九十])[一二三四五六七八九])';
// (2)班, 2班, 二班, or a bare number after 年级.
const NEEDED_CLASS = `(?: ?\\(? ?${N} ?\\)? ?班| ?\\( ?${N} ?\\))`;
const CLASS = `${NEEDED_CLASS}?`;
const FIRST_MIDDLE_GRADE = 6;

// In this order: the first form that reads a stretch of text keeps it.
const FORMS: readonly (readonly [RegExp, Reader])[] = [
  [
    new RegExp(`(?:职高|中职|职中|中专|技校)([一二三四123])年级?${CLASS}`, 'g'),
    (m) => of(`中职${year(m[1])}年级`, m[2] ?? m[3]),
  ],
  [new RegExp(`(?<!月)初([一二三])(?:年级|年)?(?![个起点步])${CLASS}`, 'g'), middle],
  [new RegExp(`初中?([一二三123])年级?${CLASS}`, 'g'), middle],
  [new RegExp(`初([123])(?=班|[( ]?\\d{1,2} ?\\)? ?班)${CLASS}`, 'g'), middle],
  [
    new RegExp(`(?<![身最提很])高([一二三])(?:年级|年)?(?![些点个米])${CLASS}`, 'g'),
    (m) => of(`高${year(m[1])}`, m[2] ?? m[3]),
  ],
  [new RegExp(`高中?([一二三123])年级?${CLASS}`, 'g'), (m) => of(`高${year(m[1])}`, m[2] ?? m[3])],
  [new RegExp(`${YEAR} ?年级${CLASS}`, 'g'), (m) => of(`${year(m[1])}年级`, m[2] ?? m[3])],
  [new RegExp(`${YEAR}年${NEEDED_CLASS}`, 'g'), (m) => of(`${year(m[1])}年级`, m[2] ?? m[3])],
  [/(?<![一-龥])小([一二三四五六])(?![一-龥])/g, (m) => of(`${year(m[1])}年级`, undefined)],
  [
    new RegExp(`(?:幼儿园|学前)?([大中小托])(?:${N}|\\( ?${N} ?\\))?班(?:\\( ?${N} ?\\))?`, 'g'),
    (m) => of(`${m[1]}班`, m[2] ?? m[3] ?? m[4]),
  ],
  [/学前班|学前教育|学前/g, () => ({ grade: '学前班' })],
  [new RegExp(`${YEAR} ?\\( ?${N} ?\\) ?班?`, 'g'), (m) => of(`${year(m[1])}年级`, m[2])],
  [new RegExp(`${YEAR}[-.·]${N} ?班`, 'g'), (m) => of(`${year(m[1])}年级`, m[2])],
  [/(?<!\d)([1-9])(0[1-9]|[1-3]\d) ?班/g, (m) => of(`${year(m[1])}年级`, m[2])],
  [/([一二三四五六七八九])(\d{1,2}) ?班/g, (m) => of(`${year(m[1])}年级`, m[2])],
  // 八3有个男生: a Chinese year and a class in digits, without 班.
  [
    /(?<![一二三四五六七八九十百第\d周期拜])([一二三四五六七八九])(\d{1,2})(?=[有那这的男女]|[\s,]|个(?:娃|男|女|学))/g,
    (m) => of(`${year(m[1])}年级`, m[2]),
  ],
  [
    /(?<![一二三四五六七八九十第])([一二三四五六七八九])([一二三四五六七八九]) ?班/g,
    (m) => of(`${year(m[1])}年级`, m[2]),
  ],
  [
    /(?<![\d值换])第?(\d{1,4}|[一二三四五六七八九十]{1,3}) ?班(?![主车长会子组])/g,
    (m) => of(undefined, m[1]),
  ],
];

/** 五年纪二班: as the phone's keyboard gives it. */
const SLIP = /(?<=[1-9一二三四五六七八九])年[纪及]/gu;

/** Grade and class in a half-width text, as ledgers write them: `八年级`, `2班`. */
export function findGrades(typed: string): readonly FoundAt<Grade>[] {
  const text = typed.replace(SLIP, '年级');
  const kept: FoundAt<Grade>[] = [];
  for (const [pattern, read] of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      const value = read(match);
      if (value && !kept.some((one) => one.start < span.end && span.start < one.end))
        kept.push({ ...span, value });
    }
  }
  return join(
    kept.sort((a, b) => a.start - b.start),
    text,
  );
}

/** A word that is nothing but a class number as schools write it: 802 is class 2 of grade 8. */
export function bareClass(word: string): Grade | undefined {
  const match = /^([1-9])(0[1-9]|1\d)$/.exec(word);
  return match ? of(`${year(match[1])}年级`, match[2]) : undefined;
}

// 八年级, 2班: two pieces with nothing but a mark between them are one.
function join(found: readonly FoundAt<Grade>[], text: string): readonly FoundAt<Grade>[] {
  const joined: FoundAt<Grade>[] = [];
  for (const one of found) {
    const last = joined.at(-1);
    const near = last && /^[\s,、的]*$/.test(text.slice(last.end, one.start));
    if (!last || !near || last.value.className || one.value.grade) joined.push(one);
    else joined.splice(-1, 1, { start: last.start, end: one.end, value: { ...last.value, ...one.value } });
  }
  return joined;
}

function middle(match: RegExpExecArray): Grade | undefined {
  const number = (readNumeral(match[1] ?? '') ?? 0) + FIRST_MIDDLE_GRADE;
  return of(`${toNumeral(number)}年级`, match[2] ?? match[3]);
}

function year(written: string | undefined): string {
  return toNumeral(readNumeral(written ?? '') ?? 0);
}

function of(grade: string | undefined, written: string | undefined): Grade | undefined {
  const number = written === undefined ? undefined : readNumeral(written);
  if (grade === undefined && !number) return undefined;
  return defined({ grade, className: number ? `${number}班` : undefined });
}
