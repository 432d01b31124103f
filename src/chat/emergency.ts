import { halfWidth, visibleText } from '../kit/width.ts';
import {
  ALONE,
  CRY,
  DENIED,
  DEVICE,
  FAMILY,
  HAPPENING,
  MADE_UP,
  NOW,
  OFFICE,
  OVER_DENIED,
  SOMEBODY,
  TALK,
  WHAT_NOW,
} from './emergency-phrases.ts';

const COMMAND = /^[\s/@]*(?:上报|报)?(?:隐患|突发)(?:上报)?/;

/**
 * The phrase that cries for help now, if there is one: 着火了, 有人溺水, 坠楼 … Lessons, drills, checks, broken
 * devices and denials are none. Missing one is worse than a false alarm, so plain cries win over doubt.
 */
export function emergencyIn(text: string): { readonly phrase: string } | undefined {
  const plain = halfWidth(visibleText(text)).replace(/，/g, ',');
  for (const clause of plain.split(/[。;；!！?？\n]+/)) {
    for (const piece of piecesOf(clause)) {
      const phrase = inClause(piece);
      if (phrase !== undefined) return { phrase };
    }
  }
  return undefined;
}

// Far longer than anybody cries without a stop; no phrase is longer than the overlap.
const LONGEST_CLAUSE = 600;
const OVERLAP = 60;

/** A clause in pieces that are read in a moment: the time some phrases take grows with the square of the length. */
function piecesOf(clause: string): readonly string[] {
  if (clause.trim() === '') return [];
  if (clause.length <= LONGEST_CLAUSE) return [clause];
  const step = LONGEST_CLAUSE - OVERLAP;
  const count = Math.ceil((clause.length - OVERLAP) / step);
  return Array.from({ length: count }, (_, n) => clause.slice(n * step, n * step + LONGEST_CLAUSE));
}

const PATTERNS = HAPPENING.map((pattern) => new RegExp(pattern, 'g'));

function inClause(clause: string): string | undefined {
  const said = clause.replace(COMMAND, '');
  const outright = CRY.test(said) || WHAT_NOW.test(said) || (SOMEBODY.test(said) && !MADE_UP.test(said));
  for (const pattern of PATTERNS) {
    for (const match of said.matchAll(pattern)) {
      const phrase = match[0];
      if (!denied(said, match.index, phrase) && (outright || !onlyTalk(said, match.index, phrase)))
        return phrase;
    }
  }
  return TALK.test(said) ? undefined : ALONE.exec(said)?.[0];
}

function denied(clause: string, at: number, phrase: string): boolean {
  // 没呼吸, 没心跳 are the cry itself.
  return (
    (DENIED.test(clause.slice(0, at)) && !phrase.startsWith('没')) ||
    OVER_DENIED.test(clause.slice(at + phrase.length))
  );
}

function onlyTalk(clause: string, at: number, phrase: string): boolean {
  if (TALK.test(clause) || DEVICE.test(clause) || FAMILY.test(clause)) return true;
  const near = clause.slice(Math.max(0, at - 14), at + phrase.length + 2);
  return OFFICE.test(clause) && !NOW.test(near);
}
