import type { FoundAt } from './slate.ts';

const MOBILE = /(?<![0-9A-Za-z])(?:\+?(?:00)?86[ -]?)?(1[3-9]\d(?:[ -]?\d){8})(?![0-9])/g;
const LANDLINE = /(?<![0-9A-Za-z-])\(?(0\d{2,3})\)?[ -]?(\d{7,8}|\d{3,4}[ -]\d{4})(?![0-9-])/g;

/** Mobile and landline numbers in a half-width text; the value is digits only, without +86. */
export function findPhones(text: string): readonly FoundAt<string>[] {
  const mobile = [...text.matchAll(MOBILE)].map((match) => found(match, match[1] ?? ''));
  const landline = [...text.matchAll(LANDLINE)].map((match) => found(match, `${match[1]}${match[2]}`));
  return [
    ...mobile,
    ...landline.filter((one) => !mobile.some((m) => m.start < one.end && one.start < m.end)),
  ];
}

function found(match: RegExpExecArray, written: string): FoundAt<string> {
  return { start: match.index, end: match.index + match[0].length, value: written.replace(/\D/g, '') };
}
