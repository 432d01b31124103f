import { PLAIN_SIGNS } from './traditional.ts';

// Zero-width and other invisible characters that phones and chat programs put into typed text.
const INVISIBLE = /(?!\n)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}]/gu;
const EMOJI = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20e3)+/gu;
const LONE_SURROGATE = /\p{Surrogate}/gu;
const ODD_SPACE = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]/g;

/**
 * The text without invisible characters and emoji, every kind of space one plain space, line ends `\n`.
 * Marks and width stay as typed.
 */
export function visibleText(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, '\n')
    .replace(ODD_SPACE, ' ')
    .replace(LONE_SURROGATE, '')
    .replace(EMOJI, ' ')
    .replace(INVISIBLE, '');
}

const MARKS: Readonly<Record<string, string>> = {
  '　': ' ',
  '。': '。',
  '【': '(',
  '】': ')',
  '〔': '(',
  '〕': ')',
  '［': '(',
  '］': ')',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '〜': '~',
  '～': '~',
  〇: '零',
};

const TO_PLAIN = new RegExp(
  `[\\uff01-\\uff5e\\u2e80-\\u2fdf\\uf900-\\ufaff　【】〔〕–—―−‐‑‒〜〇${[...PLAIN_SIGNS.keys()].join('')}]`,
  'g',
);

/**
 * Half-width digits, letters and marks for full-width ones, unified radicals for look-alike ones, plain characters for
 * the traditional ones of everyday words. Never changes the length, so that a place found in the result is the same place in the text.
 */
export function halfWidth(text: string): string {
  return text.replace(TO_PLAIN, (mark) => {
    const known = MARKS[mark] ?? PLAIN_SIGNS.get(mark);
    if (known !== undefined) return known;
    const plain = mark.normalize('NFKC');
    return plain.length === 1 ? plain : mark;
  });
}
