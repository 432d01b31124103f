import { defined } from '../kit/defined.ts';
import { assign } from './assign-counts.ts';
import { type Labelled, labelFits, labelsOf } from './labels-of-count.ts';
import { byPlace, digitsIn, type NumberFound, numeralsIn, overlap, timesIn } from './numbers-in.ts';
import { withoutFillers } from './parts-of-count.ts';
import { trimMarks } from './said.ts';
import type { AnswerField, AnswerSpec } from './types.ts';
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

/** What a duty counts, and which number holds another one. */
export type CountSpec = Pick<AnswerSpec, 'fields' | 'atMost'>;

/**
 * Reads the numbers a duty asks for: those with a unit of one field only belong to it, then those with a field's
 * name in front or behind, the others in the order asked. 无缺牌 and 齐 are zeros, 未实到4 is what is left of all.
 */
export function readCounts(spec: CountSpec, said: string): Counts {
  // 1,200 is one number, 612,605 are two unless that makes no sense.
  const [likely = said, other] = JOINED.test(said) ? [joined(said), said] : [said, joinedLong(said)];
  const counts = countsIn(spec, likely);
  if (counts.problem === undefined || other === undefined || other === likely) return counts;
  const again = countsIn(spec, other);
  return again.problem === undefined ? again : counts;
}

const JOINED = /(?<![\d,])[1-9]\d?,\d{3}(?![\d,])/;
const joined = (text: string): string => text.replace(/(?<![\d,])([1-9]\d?),(\d{3})(?![\d,])/g, '$1$2');
const joinedLong = (text: string): string => text.replace(/(?<![\d,])([1-9]\d{2}),(\d{3})(?![\d,])/g, '$1$2');

function countsIn(spec: CountSpec, said: string): Counts {
  const { fields } = spec;
  const text = withZeros(fields, said);
  const found = numbersOf(fields, text);
  const numbers = found.map((one, at) =>
    labelsOf(fields, text, { found: one, since: found[at - 1]?.end ?? 0 }),
  );
  const ours = numbers.filter((one) => !one.foreign && !isRate(text, one));
  const odd = ours.find((one) => one.found.odd !== undefined || one.found.value > MOST);
  const { values, problem, used } = assign(spec, ours);
  const full = allThere(text) ? withAbsentOnes(fields, values) : values;
  return {
    values: nothingElse(text) ? withRest(fields, full) : full,
    words: wordsLeft(text, used),
    marked: used.some((one) => one.byUnit || one.named !== undefined),
    ...(odd === undefined ? defined({ problem }) : { problem: oddWords(odd.found) }),
  };
}

/** 回收率98% beside the numbers says nothing new. */
const isRate = (text: string, { found }: Labelled): boolean =>
  /率(?:为|是|达到?)?[\s:：]*$/.test(text.slice(0, found.start));

function numbersOf(fields: readonly AnswerField[], text: string): readonly NumberFound[] {
  const times = fields.some(({ unit }) => unit === '秒') ? timesIn(text) : [];
  const plain = digitsIn(text);
  const numerals = numeralsIn(text, (before, after, written) => {
    const unit = fields.some((field) => unitAt(field.unit, after) > 0);
    if (unit && (/[十百千]/.test(written) || SAYS_HOW_MANY.test(before)) && !/第$/.test(before)) return true;
    return (
      (/(?:^|[\s,，、。;；:：第])$/.test(before) ||
        fields.some(({ name }) => labelFits(runBefore(before), name))) &&
      (/^(?:$|[\s,，、。;；])/.test(after) || unit)
    );
  });
  const rest = [...plain, ...numerals].filter((one) => !times.some((time) => overlap(time, one)));
  return [...times, ...rest].sort(byPlace);
}

const SAYS_HOW_MANY = /[有是了共差缺到收发来只约为]$/;
const runBefore = (before: string): string => /[一-龥]{0,12}$/.exec(before)?.[0] ?? '';

const NO = ['没有发现', '未发现', '没有', '没得', '无', '未', '不', '没'];
// 未实到4 is a number of its own.
const NO_NUMBER = '(?![\\s:：]{0,2}(?:[\\d一二两三四五六七八九十]|学生|孩子|的))';

// 无问题, 没有缺牌, 疑似无: a count of zero. 疑似辍学 is what 疑似 is short for.
function withZeros(fields: readonly AnswerField[], said: string): string {
  const text = fields.some(({ name }) => name === '疑似')
    ? said.replace(/疑似(?:辍学|失学)(?:的?(?:学生|人数|孩子))?/g, '疑似')
    : said;
  return fields.reduce((read, { name, unit }) => {
    const none = new RegExp(
      `(?:${NO.join('|')})${name}${NO_NUMBER}|${name}(?:都|的|是|为)?(?:没有|没得|无|零)(?![一-龥])`,
    );
    return read.replace(none, `${name}0${unit === '秒' ? '' : unit} `).trimEnd();
  }, text);
}

const ALL_THERE = /(?:^|[\s\d一-龥,，、。])(?:都|全部|均|已)?(?:齐全|齐|不缺|无缺|完好|全都有|都有)(?:了)?$/;
const allThere = (text: string): boolean => ALL_THERE.test(trimMarks(text)) && !/不齐|没齐|未齐/.test(text);
const NOTHING_ELSE =
  /(?:其余|其他|其它|别的|另外)(?:[两二三几]?项)?(?:都|均|全)?(?:是|为|报)?(?:0|零|无|没有|没得)(?:了)?$/;
const nothingElse = (text: string): boolean => NOTHING_ELSE.test(trimMarks(text));

type Values = Readonly<Record<string, number>>;

const withAbsentOnes = (fields: readonly AnswerField[], values: Values): Values =>
  withRest(
    fields.filter(({ optional }) => optional === true),
    values,
  );

function withRest(fields: readonly AnswerField[], values: Values): Values {
  const absent = fields.filter(({ name }) => values[name] === undefined);
  return { ...values, ...Object.fromEntries(absent.map(({ name }) => [name, 0])) };
}

function oddWords({ odd, value }: NumberFound): string {
  if (odd === 'negative') return '数不能是负的。';
  if (odd === 'percent') return '请写数，不写百分比。';
  if (odd === 'fraction') return '请写整数。';
  return `${value}这个数太大了，请核对。`;
}

function wordsLeft(text: string, numbers: readonly Labelled[]): string {
  const signs = [...text];
  for (const { from, to } of numbers) signs.fill(' ', from, to);
  const left = signs.join('').replace(/ {2,}/g, ' ');
  return withoutFillers(left) === '' ? '' : trimMarks(left);
}
