import { type ReadIdNumber, readIdNumber } from '../../kit/id-number.ts';
import type { FoundAt } from './slate.ts';

// 18 signs in one run, or in groups as people copy them (6 8 4, 3 3 4 4 4), 15 signs, or a run that is nearly one.
const RUN = /(?<![0-9A-Za-z])\d{15,20}[Xx×*]?(?![0-9A-Za-z])/g;
const GROUPS = /(?<![0-9A-Za-z])\d{3,14}(?:[ -]\d{2,14}){1,5}[Xx]?(?![0-9A-Za-z])/g;

/** ID numbers in a half-width text, wrong ones with their fault. */
export function findIdNumbers(text: string): readonly FoundAt<ReadIdNumber>[] {
  const runs = [...text.matchAll(RUN)].map((match) => found(match.index, match[0].replace('×', 'X')));
  const groups = [...text.matchAll(GROUPS)].flatMap((match) => grouped(match.index, match[0]));
  return [...runs, ...groups].sort((a, b) => a.start - b.start);
}

function found(start: number, written: string): FoundAt<ReadIdNumber> {
  return { start, end: start + written.length, value: readIdNumber(written) };
}

// Neighbouring groups of digits that make 18 together; a right one wins over the first one.
function grouped(offset: number, text: string): readonly FoundAt<ReadIdNumber>[] {
  const parts = [...text.matchAll(/[\dXx]+/g)].map((match) => ({ at: match.index, text: match[0] }));
  const tries = parts.flatMap((first, from) =>
    parts.slice(from + 1).flatMap((last) => {
      const written = text.slice(first.at, last.at + last.text.length);
      return written.replace(/[ -]/g, '').length === 18 ? [found(offset + first.at, written)] : [];
    }),
  );
  const best = tries.find((one) => one.value.ok) ?? tries.find((one) => looksLikeOne(text, one, offset));
  return best ? [best] : [];
}

// Two phones or a phone and a date also make 18 digits: without a right check sign the birth date must fit.
function looksLikeOne(text: string, one: FoundAt<ReadIdNumber>, offset: number): boolean {
  const digits = text.slice(one.start - offset, one.end - offset).replace(/[ -]/g, '');
  return /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/.test(digits);
}
