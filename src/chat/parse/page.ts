import { NUMERAL, readNumeral } from '../../kit/chinese-numerals.ts';
import type { FoundAt } from './slate.ts';

const PAGE = new RegExp(`第 ?(${NUMERAL}) ?页`, 'g');

/** 第2页: which page of a long answer is wanted. Text is half width. */
export function findPages(text: string): readonly FoundAt<number>[] {
  return [...text.matchAll(PAGE)].flatMap((match) => {
    const value = readNumeral(match[1] ?? '');
    return value ? [{ start: match.index, end: match.index + match[0].length, value }] : [];
  });
}
