/** Units of numbers, the largest first. */
const UNITS: readonly (readonly [string, number])[] = [
  ['亿', 100_000_000],
  ['万', 10_000],
  ['千', 1_000],
  ['百', 100],
  ['十', 10],
];
const DIGITS = '零一二三四五六七八九';
/** 100亿元: nothing in a county costs more. */
const MOST_FEN = 1_000_000_000_000;
const LONGEST = 24;

/**
 * Whole fen of an amount in yuan: 8000, 8,000元, 1.2万, 三千元, 3千5, 两万元, 8元5角, 5角. Undefined for what can be read
 * in two ways (七八千, 2万50) or in none. Text is half width with 元, 角 and 分 for every word of theirs.
 */
export function readFen(text: string): number | undefined {
  if (text.length > LONGEST) return undefined;
  const [whole, yuan, jiao, rest, fen] = PARTS.exec(text) ?? [];
  if (whole === undefined || whole === '') return undefined;
  const parts = [
    yuan === undefined ? undefined : partOf(yuan, 100),
    jiao === undefined ? undefined : partOf(jiao, 10, yuan),
    rest === undefined ? undefined : partOf(rest, unitOfRest({ yuan, jiao, fen }), yuan ?? jiao),
  ].filter((part) => part !== undefined);
  const told = [yuan, jiao, rest].filter((part) => part !== undefined).length;
  const sum = parts.reduce((all, part) => all + part, 0);
  return parts.length === told && sum <= MOST_FEN ? sum : undefined;
}

const PARTS = /^(?:([^元角分]+)元)?(?:([^元角分]+)角)?(?:([^元角分]+)(分)?)?$/;

/** What the last number counts: 2分, 8元5 and 3角5 in the next smaller coin, a number alone in yuan. */
function unitOfRest({ yuan, jiao, fen }: Readonly<Record<'yuan' | 'jiao' | 'fen', string | undefined>>) {
  if (fen !== undefined || jiao !== undefined) return 1;
  return yuan === undefined ? 100 : 10;
}

/** A part in fen; behind another part it is one digit, and that one whole. */
function partOf(text: string, unit: number, before?: string): number | undefined {
  if (before === undefined) return decimal(text, unit) ?? times(count(text), unit);
  const [, digit] = /^零?([1-9一二三四五六七八九])$/.exec(text) ?? [];
  return digit === undefined || before.includes('.') ? undefined : times(alone(digit), unit);
}

const times = (value: number | undefined, unit: number) => (value === undefined ? undefined : value * unit);

const DECIMAL = /^(\d{1,3}(?:,\d{3})+|\d+)\.(\d{1,8})([百千万亿]|[十百千]万)?$/;
/** 1.2万, 35.50: exact, and nothing where a part of a fen is left over. */
function decimal(text: string, unit: number): number | undefined {
  const [, whole, fraction, word = ''] = DECIMAL.exec(text) ?? [];
  if (whole === undefined || fraction === undefined) return undefined;
  const factor = [...word].reduce((all, sign) => all * (new Map(UNITS).get(sign) ?? 1), unit);
  const value = Number(whole.replaceAll(',', '') + fraction) * factor;
  const scale = 10 ** fraction.length;
  return Number.isSafeInteger(value) && value % scale === 0 ? value / scale : undefined;
}

/** `exact`: in front of a larger unit 三千五 cannot be 3500. */
function count(text: string, exact = false): number | undefined {
  const [sign, unit] = UNITS.find(([one]) => text.includes(one)) ?? [];
  if (sign === undefined || unit === undefined) return alone(text);
  const at = text.indexOf(sign);
  const left = ahead(text.slice(0, at), unit);
  const right = behind(text.slice(at + 1), unit, exact);
  return left === undefined || right === undefined || left === 0 ? undefined : left * unit + right;
}

function ahead(text: string, unit: number): number | undefined {
  if (unit >= 10_000) return count(text, true);
  const value = unit === 10 && text === '' ? 1 : alone(text);
  return value !== undefined && (value < 10 || unit === 1_000) ? value : undefined;
}

function behind(text: string, unit: number, exact: boolean): number | undefined {
  if (text === '') return 0;
  if (text.startsWith('零')) return below(count(text.slice(1), exact), unit / 10);
  if (UNITS.some(([one]) => text.includes(one))) return below(count(text, exact), unit);
  if (/^\d+$/.test(text) && text.length > 1)
    return text.length === Math.log10(unit) ? Number(text) : undefined;
  const digit = alone(text);
  return exact && unit > 10 ? undefined : times(digit === 0 ? undefined : digit, unit / 10);
}

const below = (value: number | undefined, most: number) =>
  value !== undefined && value > 0 && value < most ? value : undefined;

/** A number without any unit. Chinese digits side by side (七八千) are two. */
function alone(text: string): number | undefined {
  if (/^(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)$/.test(text)) return Number(text.replaceAll(',', ''));
  const digit = text.length === 1 ? DIGITS.indexOf(text.replace('两', '二')) : -1;
  return digit < 0 ? undefined : digit;
}
