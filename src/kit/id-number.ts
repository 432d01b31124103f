import { isRealDate, type LocalDate } from './local-date.ts';

/** What is wrong with an ID number: 15-digit old form, length, date inside it, check digit. */
export type IdNumberFault = 'old' | 'length' | 'date' | 'check';

/** A citizen's ID number (GB 11643-1999) as read, or why it is none. */
export type ReadIdNumber =
  | { readonly ok: true; readonly number: string; readonly birth: LocalDate; readonly sex: '男' | '女' }
  | { readonly ok: false; readonly fault: IdNumberFault };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_SIGNS = '10X98765432';

/** The check sign of the first 17 digits: ISO 7064 MOD 11-2. */
export function idCheckSign(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  return CHECK_SIGNS.charAt(sum % 11);
}

/** Reads an ID number typed with half-width digits, blanks and dashes allowed, `x` in either case. */
export function readIdNumber(text: string): ReadIdNumber {
  const number = text.replace(/[\s-]/g, '').toUpperCase();
  if (/^\d{15}$/.test(number)) return { ok: false, fault: 'old' };
  if (!/^\d{17}[\dX]$/.test(number)) return { ok: false, fault: 'length' };
  const birth = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
  if (number.slice(6, 8) < '19' || !isRealDate(birth)) return { ok: false, fault: 'date' };
  if (idCheckSign(number) !== number.charAt(17)) return { ok: false, fault: 'check' };
  return { ok: true, number, birth, sex: Number(number.charAt(16)) % 2 === 1 ? '男' : '女' };
}

/** Whole years between birth and `on`. */
export function ageOn(birth: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4));
  return on.slice(5) < birth.slice(5) ? years - 1 : years;
}
