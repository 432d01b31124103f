import { defined } from '../kit/defined.ts';
import { type Labelled, labelFits, labelsOf } from './labels-of-count.ts';
import { byPlace, digitsIn, type NumberFound, numeralsIn, overlap, timesIn } from './numbers-in.ts';
import { trimMarks } from './said.ts';
import type { AnswerField } from './types.ts';
import { unitAt } from './units-of-count.ts';

/** The counts of a text by the name of their field, and the words that are none of it. */
export interface Counts {
  readonly values: Readonly<Record<string, number>>;
  /** What is left; `''` when the text holds nothing but the counts. */
  readonly words: string;
  /** One sentence when the numbers cannot be told apart or are absurd. */
  readonly problem?: string;
  /** Some number had the unit or the name of its field beside it. */
  readonly marked: boolean;
}

/** More than that is a slip of the finger in any county. */
const MOST = 1_000_000;

/**
 * Reads the numbers a duty asks for: those with a unit of one field only belong to it, then those with a field's
 * name in front or behind, the others in the order asked. 无缺牌 and 齐 are zeros.
 */
export function readCounts(fields: readonly AnswerField[], said: string): Counts {
  const text = withZeros(fields, said);
  const numbers = numbersOf(fields, text).map((found) => labelsOf(fields, text, found));
  const ours = numbers.filter((one) => !one.foreign);
  const odd = ours.find((one) => one.found.odd !== undefined || one.found.value > MOST);
  const { values, problem } = assign(fields, ours);
  const full = allThere(text) ? withAbsentOnes(fields, values) : values;
  return {
    values: full,
    words: wordsLeft(text, ours),
    marked: ours.some((one) => one.byUnit || one.named !== undefined),
    ...(odd === undefined ? defined({ problem }) : { problem: oddWords(odd.found) }),
  };
}

function numbersOf(fields: readonly AnswerField[], text: string): readonly NumberFound[] {
  const times = fields.some(({ unit }) => unit === '秒') ? timesIn(text) : [];
  const plain = digitsIn(text);
  const numerals = numeralsIn(
    text,
    (before, after) =>
      (/(?:^|[\s,，、。;；:：第])$/.test(before) ||
        fields.some(({ name }) => labelFits(runBefore(before), name))) &&
      (/^(?:$|[\s,，、。;；])/.test(after) || fields.some(({ unit }) => unitAt(unit, after) > 0)),
  );
  const rest = [...plain, ...numerals].filter((one) => !times.some((time) => overlap(time, one)));
  return [...times, ...rest].sort(byPlace);
}

const runBefore = (before: string): string => /[一-龥]{0,12}$/.exec(before)?.[0] ?? '';

// 无问题, 没有缺牌: a count of zero.
function withZeros(fields: readonly AnswerField[], said: string): string {
  return fields.reduce((text, { name }) => {
    const at = ['没有', '无', '未', '不'].map((no) => `${no}${name}`).find((one) => text.includes(one));
    return at === undefined ? text : text.replace(at, `${name}0`);
  }, said);
}

const ALL_THERE = /(?:^|[\s\d一-龥,，、。])(?:都|全部|均|已)?(?:齐全|齐|不缺|无缺|完好|全都有|都有)(?:了)?$/;
const allThere = (text: string): boolean => ALL_THERE.test(trimMarks(text)) && !/不齐|没齐|未齐/.test(text);

function withAbsentOnes(
  fields: readonly AnswerField[],
  values: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const absent = fields.filter(({ name, optional }) => optional === true && values[name] === undefined);
  return { ...values, ...Object.fromEntries(absent.map(({ name }) => [name, 0])) };
}

type Values = Readonly<Record<string, number>>;

function assign(
  fields: readonly AnswerField[],
  numbers: readonly Labelled[],
): { readonly values: Values; readonly problem?: string } {
  const values: Record<string, number> = {};
  const twice = (name: string, a: number, b: number) => `${name}写了两个数（${a}、${b}），请只写一个。`;
  for (const { found, named } of numbers.filter((one) => one.named !== undefined)) {
    const name = named ?? '';
    const before = values[name];
    if (before !== undefined) return { values, problem: twice(name, before, found.value) };
    values[name] = found.value;
  }
  const nameless = numbers.filter((one) => one.named === undefined);
  for (const { found, candidates, byUnit } of [
    ...nameless.filter((one) => one.byUnit),
    ...nameless.filter((one) => !one.byUnit),
  ]) {
    const open = candidates.find((name) => values[name] === undefined);
    if (open !== undefined) values[open] = found.value;
    else if (byUnit && candidates[0] !== undefined)
      return { values, problem: twice(candidates[0], values[candidates[0]] ?? 0, found.value) };
    else return { values, problem: tooMany(fields, numbers.length) };
  }
  return { values };
}

function tooMany(fields: readonly AnswerField[], count: number): string {
  if (fields.length === 0) return '这一项不用写数。';
  return `您写了${count}个数，这里只要${fields.length}个：${fields.map(({ name }) => name).join('、')}。`;
}

function oddWords({ odd, value }: NumberFound): string {
  if (odd === 'negative') return '数不能是负的。';
  if (odd === 'percent') return '请写数，不写百分比。';
  if (odd === 'fraction') return '请写整数。';
  return `${value}这个数太大了，请核对。`;
}

const FILLERS =
  /(?:总共|一共|共计|合计|共有|共|大约|大概|约|已|用时|耗时|时间|疏散|左右|其中|参加|参与|师生|学生|全校|全部|都|均|齐全|齐|不缺|人数|现有|实际|的|是|为|有|了|和|及|里|整)/g;

function wordsLeft(text: string, numbers: readonly Labelled[]): string {
  const signs = [...text];
  for (const { from, to } of numbers) signs.fill(' ', from, to);
  const left = signs.join('').replace(/ {2,}/g, ' ');
  return left.replace(FILLERS, '').replace(/[\s,，、。;；:：+/\-—()（）]/g, '') === '' ? '' : trimMarks(left);
}
