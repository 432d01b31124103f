import type { FoundAt } from './slate.ts';

const ROSTER = /(?<![0-9A-Za-z])\d{3}[ -]?\d{3}(?![0-9A-Za-z])/g;
const ASKED = /(?<![0-9A-Za-z])[A-Za-z]\d[A-Za-z]\d(?![0-9A-Za-z])/g;

/** Bind codes: 482913 (also 482 913), A7K3 in either case. Text is half width. */
export function findCodes(text: string): readonly FoundAt<string>[] {
  return [...text.matchAll(ROSTER), ...text.matchAll(ASKED)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    value: match[0].replace(/[ -]/g, '').toUpperCase(),
  }));
}
