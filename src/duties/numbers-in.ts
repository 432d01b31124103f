import { readNumeral } from '../kit/chinese-numerals.ts';
import { defined } from '../kit/defined.ts';

/** A number in a tidy text, with what stands beside it. */
export interface NumberFound {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** `time` was written as minutes and seconds: the value is seconds. */
  readonly shape: 'plain' | 'time';
  /** What is wrong with it as a count. */
  readonly odd?: 'negative' | 'fraction' | 'percent';
}

const CHINESE = '[零一二两三四五六七八九十百千]{1,9}';
const DIGITS = '\\d{1,6}';
const EITHER = `(?:${DIGITS}|${CHINESE})`;
// 一分钱, 十分满意 and 三分之一 are no minutes: numerals want seconds, 钟 or 半 behind them, or nothing at all.
const TIMES: readonly RegExp[] = [
  new RegExp(`(?<![\\d.])(${DIGITS}) ?(?:分钟|分|['′’‘]) ?(${EITHER}) ?(?:秒钟|秒|["″”“]|'')`, 'g'),
  new RegExp(`(${CHINESE})(?:分钟|分) ?(${EITHER}) ?秒钟?`, 'g'),
  new RegExp(
    `(?<![\\d.])(${DIGITS}) ?(?:分钟|分|['′’‘])(?: ?(${DIGITS})(?! ?[一-龥%\\d.])|(${CHINESE})(?![一-龥])|(半))?`,
    'g',
  ),
  new RegExp(`(${CHINESE})(?:分钟|分)(?:(半)|(${CHINESE})(?![一-龥]))`, 'g'),
  new RegExp(`(${CHINESE})分钟`, 'g'),
  new RegExp(`(?<![一-龥])(${CHINESE})分(?![一-龥])`, 'g'),
  /(?<![\d:]|[上下中]午|早上|晚上|于)(\d{1,3}):(\d{2})(?![\d:]|开始|进行|举行|组织|搞)/g,
];
const SECONDS: readonly RegExp[] = [
  new RegExp(`(${DIGITS}) ?(?:秒钟|秒|["″])`, 'g'),
  new RegExp(`(${CHINESE})秒钟?`, 'g'),
];

/** Durations: 2分10秒, 一分50秒, 1'58", 118秒, 用时两分十秒, 1分半, 2:10; none of them overlap. */
export function timesIn(text: string): readonly NumberFound[] {
  const found: NumberFound[] = [];
  for (const pattern of [...TIMES, ...SECONDS]) {
    for (const match of text.matchAll(pattern)) {
      const one = timeOf(match, SECONDS.includes(pattern));
      if (one !== undefined && !found.some((other) => overlap(other, one))) found.push(one);
    }
  }
  return found.sort(byPlace);
}

function timeOf(match: RegExpExecArray, secondsOnly: boolean): NumberFound | undefined {
  const [whole, first = '', ...rest] = match;
  const major = readNumeral(first);
  if (major === undefined) return undefined;
  const span = { start: match.index, end: match.index + whole.length, shape: 'time' as const };
  if (secondsOnly) return { ...span, value: major };
  const minor = rest.find((part) => part !== undefined);
  const seconds = minor === undefined ? 0 : minor === '半' ? 30 : readNumeral(minor);
  return seconds === undefined ? undefined : { ...span, value: major * 60 + seconds };
}

const PLAIN = /(-|负)?(?<![\d.])(\d+)(\.\d+)?( ?%)?/g;
// A day, a time of day or a long number is no count.
const NO_COUNT =
  /\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}[日号])?|\d{1,2}月(?:\d{1,2}[日号])?|(?<![\d第])\d{1,2}[日号](?!楼)|\d{1,2}(?::\d{2}(?!\d)|点\d{0,2})|第 ?\d{1,3}|\d{10,}/g;
const LONGEST_COUNT = 9;

/** Plain numbers in digits; days, times of day and numbers as long as a telephone's are left out. */
export function digitsIn(text: string): readonly NumberFound[] {
  const skipped = [...text.matchAll(NO_COUNT)].map(spanOf);
  return [...text.matchAll(PLAIN)]
    .filter((match) => (match[2] ?? '').length <= LONGEST_COUNT)
    .filter((match) => !skipped.some((one) => overlap(one, spanOf(match))))
    .map((match) => digitsOf(match, text));
}

function digitsOf(match: RegExpExecArray, text: string): NumberFound {
  const { start, end } = spanOf(match);
  const [, sign, whole] = match;
  // 应发-612 and 3-5 have a dash, no minus.
  const negative = sign === '负' || (sign === '-' && !/[\d一-龥]$/.test(text.slice(0, start)));
  const odd = negative ? 'negative' : oddPart(match);
  const from = sign === '-' && !negative ? start + 1 : start;
  return { start: from, end, value: Number(whole), shape: 'plain', ...defined({ odd }) };
}

function oddPart([, , , fraction, percent]: RegExpExecArray): NumberFound['odd'] {
  if (fraction !== undefined) return 'fraction';
  return percent === undefined ? undefined : 'percent';
}

const NUMERALS = new RegExp(CHINESE, 'g');

/** Numbers in Chinese numerals that the caller takes for numbers where they stand: 一切 is none. */
export function numeralsIn(
  text: string,
  isNumber: (before: string, after: string, written: string) => boolean,
): readonly NumberFound[] {
  return [...text.matchAll(NUMERALS)].flatMap((match) => {
    const span = spanOf(match);
    const value = readNumeral(match[0]);
    return value !== undefined && isNumber(text.slice(0, span.start), text.slice(span.end), match[0])
      ? [{ ...span, value, shape: 'plain' as const }]
      : [];
  });
}

interface Span {
  readonly start: number;
  readonly end: number;
}

const spanOf = (match: RegExpExecArray): Span => ({
  start: match.index,
  end: match.index + match[0].length,
});

/** Whether two stretches share a sign. */
export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
/** First come, first. */
export const byPlace = (a: Span, b: Span): number => a.start - b.start;
