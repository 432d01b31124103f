import { defined } from './defined.ts';

/** What a number is about: K 辍学 (控辍), Y 隐患, T 突发事件, P 批示, J 检查, B 督办. */
export type CaseKind = 'K' | 'Y' | 'T' | 'P' | 'J' | 'B';

/** A case number as somebody wrote it; what they left out is absent. */
export interface WrittenCaseNumber {
  readonly kind?: CaseKind;
  /** The year's last two digits. */
  readonly year2?: number;
  readonly serial: number;
  readonly check?: string;
  /**
   * `false`: kind, year and check letter are all there and the letter is wrong, or the letter is none of ours.
   * `true`: nothing written contradicts; a short form has nothing to contradict with.
   */
  readonly valid: boolean;
}

// Without O, I and L, which are read as 0 and 1; 23 letters, so that the sum below is taken modulo a prime:
// one wrong digit, two neighbours swapped or another kind always give another letter.
const ALPHABET = 'ABCDEFGHJKMNPQRSTUVWXYZ';
const FIRST_WEIGHT = 7;
const WEIGHT_STEP = 12;
const KIND_OFFSET: Readonly<Record<CaseKind, number>> = { K: 10, Y: 6, T: 11, P: 0, J: 3, B: 15 };

/** `K26-0417-F`: kind, year (0-99), serial of four digits or, past 9999, as many as it needs, check letter. */
export function formatCaseNumber(kind: CaseKind, year2: number, serial: number): string {
  const year = String(year2).padStart(2, '0');
  const digits = String(serial).padStart(4, '0');
  return `${kind}${year}-${digits}-${checkLetter(kind, year + digits)}`;
}

/**
 * Reads `K26-0417-F` however it was typed: `k417`, `417`, `K26-417`, `K260417F`, full width, lower case, any dash,
 * O and I for 0 and 1. Undefined for anything else. Digits alone are read too, and `11-12` as year and serial:
 * whether a date or a code was meant is for the caller to know.
 */
export function readCaseNumber(text: string): WrittenCaseNumber | undefined {
  const match = PATTERN.exec(tidy(text));
  if (match === null) return undefined;
  const [, kindLetter, dashedYear, dashedSerial, run, letter] = match;
  const { year, digits } = dashedSerial ? { year: dashedYear, digits: dashedSerial } : splitRun(run ?? '');
  if (Number(digits) === 0) return undefined;
  const kind = kindLetter as CaseKind | undefined;
  return {
    ...defined({ kind }),
    ...(year === undefined ? {} : { year2: Number(year) }),
    serial: Number(digits),
    ...defined({ check: letter }),
    valid: agrees(kind, year, digits, letter),
  };
}

const PATTERN = /^([KYTPJB])?-?(?:(\d{2})-(\d{1,7})|(\d{1,9}))(?:-?([A-Z]))?$/;
const MARKS_AROUND = /^[\s#№【[(《<“"'：:]+|[\s】\])》>”"'。，,.;；!！?？、]+$/g;
const DASHES = /[\s\u00ad‐‑‒–—―−─ー一~_·・.]+/g;

function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .replace(MARKS_AROUND, '')
    .replace(DASHES, '-')
    .replace(/-+/g, '-')
    .replace(/(?<=\d)[OIL]+|[OIL]+(?=\d)/g, (letters) => letters.replaceAll('O', '0').replace(/[IL]/g, '1'));
}

// Six digits and more can only be year and serial: a serial is written with four digits at least.
function splitRun(run: string): { year: string | undefined; digits: string } {
  return run.length < 6 ? { year: undefined, digits: run } : { year: run.slice(0, 2), digits: run.slice(2) };
}

function agrees(kind?: CaseKind, year?: string, digits?: string, letter?: string): boolean {
  if (letter === undefined) return true;
  if (!ALPHABET.includes(letter)) return false;
  if (kind === undefined || year === undefined || digits === undefined) return true;
  return checkLetter(kind, year + digits.padStart(4, '0')) === letter;
}

function checkLetter(kind: CaseKind, digits: string): string {
  let sum = KIND_OFFSET[kind];
  let weight = FIRST_WEIGHT;
  for (let at = digits.length - 1; at >= 0; at -= 1) {
    sum += weight * Number(digits[at]);
    weight = (weight * WEIGHT_STEP) % ALPHABET.length;
  }
  return ALPHABET.charAt(sum % ALPHABET.length);
}
