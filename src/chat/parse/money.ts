import { readFen } from './amount.ts';
import { type FoundAt, SEPARATORS, type Span } from './slate.ts';

/** An amount in whole fen, or one that can be read in several ways or in none. */
export type Money = number | 'unclear';

/** Signs that stand for plainer ones, one for one: those of cheques, and what coins are called. */
const PLAIN: Readonly<Record<string, string>> = Object.fromEntries(
  [...'壹贰叁肆伍陆柒捌玖拾佰仟萬億圆块毛￥'].map((sign, at) => [
    sign,
    '一二三四五六七八九十百千万亿元元角¥'.charAt(at),
  ]),
);
const ODD = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'g');

/** 1.2w元, 3k块; without such a word a letter may be any unit. */
const LETTER = /(?<=\d)[wk](?=[元角])/gi;
const inWords = (letter: string): string => (/w/i.test(letter) ? '万' : '千');

const NUMERAL = '\\d零一二三四五六七八九两十百千万亿';
/** Also what makes a number uncertain: 几千, 3千多. A comma belongs to it only before three digits. */
const SIGN = `(?:[${NUMERAL}]|(?<=\\d)(?:\\.(?=\\d)|,(?=\\d{3}(?!\\d)))|[几数](?=[十百千万亿元角])|(?<=[${NUMERAL}])[多余来几](?=[千万亿元]|[^一-龥]|$))`;
const END = `(?=$|[${SEPARATORS}\\]:])`;
const COIN = `[元角](?:零?[1-9一二三四五六七八九](?:分|(?=角)|${END}))?`;
const ONE = `${SIGN}+(?:${COIN})*`;
const AMOUNT = new RegExp(`${ONE}(?: ?[-~到至]+ ?${ONE}(?![\\d月日号年\\-/.]))?`, 'g');

const ABOUT_BEFORE =
  /(?:(?<![节制合公])约|大概|(?<![附就最])近|将近|超过?|不到|不足|至少|最多|最少|[低高多少]于|负|上|\.|(?<![\d一-龥])-) ?$/;
const ABOUT_BEHIND = /^(?: ?(?:左右|上下|以内|以上|以下|不等|每)|[多余来](?![一-龥])|\/[年月天日人次个]|\d)/;
// 1,8000元: grouped by nobody's rule, or two numbers.
const GROUP_BEFORE = /(?<![\d\-/.])\d{1,3},$/;
// 万一 and 千万 are words.
const TOLD = /[元角]|^[^百千万亿]+[千万亿]/;
const MARK = /(?:¥|人民币) ?$/;

/**
 * Amounts of money in a half-width text: 8000元, 1.2万, 三千, 两万块, 5毛. A number without such a word is one only where
 * `named` says so of its place (资金8000); 3千人 and 三块玻璃 are none.
 */
export function findMoney(text: string, named: (start: number) => boolean): readonly FoundAt<Money>[] {
  const plain = text.replace(ODD, (sign) => PLAIN[sign] ?? sign).replace(LETTER, inWords);
  return [...plain.matchAll(AMOUNT)].flatMap((match) => {
    const span = spanOf(plain, match);
    const byName = named(span.start);
    const told = byName || span.start < match.index || TOLD.test(match[0]);
    if (!told || /[A-Za-z第]/.test(plain.charAt(span.start - 1))) return [];
    if (isUncertain(plain, span) || (byName && /[a-z]/i.test(plain.charAt(span.end))))
      return [{ ...span, value: 'unclear' as const }];
    return endsThere(text, plain, span) ? [{ ...span, value: readFen(match[0]) ?? 'unclear' }] : [];
  });
}

/** The amount with what only says that it is money: ¥8000, 8000元整. */
function spanOf(plain: string, { index, 0: amount }: RegExpExecArray): Span {
  const mark = MARK.exec(plain.slice(Math.max(0, index - 4), index))?.[0] ?? '';
  const end = index + amount.length;
  const tail = /[元角]$/.test(amount) ? /^(?:钱|整|人民币)/.exec(plain.slice(end, end + 3))?.[0] : undefined;
  return { start: index - mark.length, end: end + (tail ?? '').length };
}

function isUncertain(plain: string, { start, end }: Span): boolean {
  const before = plain.slice(Math.max(0, start - 6), start);
  return (
    ABOUT_BEFORE.test(before) || GROUP_BEFORE.test(before) || ABOUT_BEHIND.test(plain.slice(end, end + 4))
  );
}

const ENDS = new RegExp(`^${END}`);
/** What follows makes another thing of many a number: 3千人, 一块黑板, 三角, 一元论. */
function endsThere(text: string, plain: string, { start, end }: Span): boolean {
  const last = text.charAt(end - 1);
  if (/^[一二三四五六七八九两十]角$/.test(text.slice(start, end))) return false;
  if (/^.元$/.test(plain.slice(start, end)) && /[旦宵素件器里论次]/.test(plain.charAt(end))) return false;
  return /[元圆角分钱整币]/.test(last) || ENDS.test(plain.slice(end, end + 1));
}
