import { formatCaseNumber, readCaseNumber } from '../../kit/case-number.ts';
import { halfWidth, visibleText } from '../../kit/width.ts';
import type { FoundAt } from './slate.ts';

/** A case number as understood, or `wrong` when its check letter contradicts it. */
export type CaseNumberFound = FoundAt<string | 'wrong'>;

// With a kind letter: K26-0417-F, k417, K26 0417 F, Y1032. Or year and serial with the check letter: 26-0417-F.
const LETTERED = /(?<![0-9A-Za-z])[KYTJBkytjb][ -]?\d{1,2}[ -]\d{1,7}(?:[ -]?[A-Za-z])?(?![0-9A-Za-z])/g;
// B3 is a building more often than 督办.
const SHORT = /(?<![0-9A-Za-z])[KYTJkytj][ -]?\d{1,9}(?:[ -]?[A-Za-z])?(?![0-9A-Za-z])/g;
const KINDLESS = /(?<![0-9A-Za-z-])\d{2}-\d{3,7}(?:-?[A-Za-z])(?![0-9A-Za-z])/g;
const BARE = /^(?:\d{2}-)?\d{1,7}(?:号|号案|号个案)?$/;

/** Case numbers that cannot be anything else, in a half-width text. */
export function findCaseNumbers(text: string, year: number): readonly CaseNumberFound[] {
  const found: CaseNumberFound[] = [];
  for (const pattern of [LETTERED, SHORT, KINDLESS]) {
    for (const match of text.matchAll(pattern)) {
      const span = { start: match.index, end: match.index + match[0].length };
      const value = readOne(match[0], year);
      if (value !== undefined && !found.some((one) => overlap(one, span))) found.push({ ...span, value });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** A whole word of digits read as a case number: `417`, `26-0417`, `417号`. */
export function bareCaseNumber(word: string, year: number): string | 'wrong' | undefined {
  return BARE.test(word) ? readOne(word.replace(/\D+$/, ''), year) : undefined;
}

/** The full numbers quoted in a text, such as a receipt of ours, in order, each once. */
export function caseNumbersIn(text: string): readonly string[] {
  const numbers = halfWidth(visibleText(text)).matchAll(
    /(?<![0-9A-Za-z])[KYTJBkytjb]\d{2}-\d{4,7}-[A-Za-z](?![0-9A-Za-z])/g,
  );
  const read = [...numbers].map((match) => readOne(match[0], 0));
  return [...new Set(read.filter((no) => no !== undefined && no !== 'wrong'))] as string[];
}

// Without a kind nobody can know the check letter: the digits are handed on, `417` or `26-0417`.
function readOne(written: string, year: number): string | 'wrong' | undefined {
  const read = readCaseNumber(written);
  if (read === undefined) return undefined;
  if (!read.valid) return 'wrong';
  if (read.kind !== undefined) return formatCaseNumber(read.kind, read.year2 ?? year % 100, read.serial);
  return read.year2 === undefined
    ? String(read.serial)
    : `${read.year2}-${String(read.serial).padStart(4, '0')}`;
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}
