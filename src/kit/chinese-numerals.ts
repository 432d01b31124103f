const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  俩: 2,
  三: 3,
  仨: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };

/** What a whole number may be written with, as the inside of a regular expression: digits or Chinese numerals. */
export const NUMERAL = '(?:\\d{1,6}|[零〇一二两三四五六七八九十百千]{1,9})';

/**
 * Reads `12`, `十二`, `二十`, `一百零五`, `六百一` (610), `一千二` (1200), `二〇二六`: whole numbers below 10000. Undefined
 * for anything else.
 */
export function readNumeral(text: string): number | undefined {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  if (!/^[零〇一二两俩三仨四五六七八九十百千]+$/.test(text)) return undefined;
  return /[十百千]/.test(text) ? readUnits(text) : readDigits(text);
}

/** 一 … 九十九, as class and grade names are written. */
export function toNumeral(value: number): string {
  const names = '零一二三四五六七八九';
  const tens = Math.floor(value / 10);
  const ones = value % 10;
  if (tens === 0) return names.charAt(ones);
  return `${tens > 1 ? names.charAt(tens) : ''}十${ones > 0 ? names.charAt(ones) : ''}`;
}

function readDigits(text: string): number {
  return Number([...text].map((digit) => DIGITS[digit] ?? 0).join(''));
}

function readUnits(text: string): number | undefined {
  let total = 0;
  let pending: number | undefined;
  let lastUnit = 10_000;
  let afterZero = false;
  for (const sign of text) {
    const unit = UNITS[sign];
    if (unit === undefined) {
      if (pending !== undefined && pending !== 0) return undefined;
      afterZero = pending === 0;
      pending = DIGITS[sign] ?? 0;
    } else {
      if (unit >= lastUnit) return undefined;
      total += (pending || 1) * unit;
      pending = undefined;
      lastUnit = unit;
    }
  }
  return total + (pending ?? 0) * (afterZero ? 1 : lastPlace(lastUnit));
}

/** 六百一 is said for 六百一十, and 一千二 for 一千二百. */
const lastPlace = (unit: number): number => (unit === 100 || unit === 1000 ? unit / 10 : 1);
