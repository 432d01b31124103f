import { halfWidth, visibleText } from '../kit/width.ts';
import { onlyDamage } from './damage.ts';
import {
  ALONE,
  CRY,
  DENIED,
  DEVICE,
  FAMILY,
  FAR,
  HAPPENING,
  MADE_UP,
  NOW,
  OFFICE,
  OVER_DENIED,
  PASSED_ON,
  QUOTED,
  SOMEBODY,
  STILL_ON,
  TALK,
  WHAT_NOW,
} from './emergency-phrases.ts';

/** Said outright that it is one: 突发 一个娃喊不答应. */
const DECLARED = /^[\s/@]*(?:上报|报)?突发(?:事件|情况)?[\s:,]+(?=\S{2})/;
const COMMAND = /^[\s/@]*(?:上报|报)?(?:隐患|突发)(?:上报)?/;

/**
 * The phrases that cry for help now, the first of them apart: 着火了, 有人溺水, 坠楼 … Lessons, drills, checks, broken
 * devices and denials are none; undefined for none. Missing one is worse than a false alarm, so plain cries win over doubt.
 */
export function emergencyIn(
  text: string,
): { readonly phrase: string; readonly phrases: readonly string[] } | undefined {
  const plain = halfWidth(visibleText(text)).replace(/，/g, ',').replace(QUOTED, ' ');
  if (isPassedOn(plain)) return undefined;
  const pieces = plain.split(/[。;；!！?？\n]+/).flatMap(piecesOf);
  const declared =
    DECLARED.test(plain) && !TALK.test(plain) ? [plain.replace(DECLARED, '').slice(0, LONGEST_CLAUSE)] : [];
  const phrases = [...pieces.flatMap(inClause), ...declared];
  const [phrase] = phrases;
  return phrase === undefined ? undefined : { phrase, phrases };
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

/** News for others to learn from cries for nobody, unless it goes on. */
function isPassedOn(plain: string): boolean {
  return PASSED_ON.test(plain) && FAR.test(plain) && !CRY.test(plain) && !NOW_HERE.test(plain);
}
const NOW_HERE = /刚刚|刚才|正在|现在|快来|赶紧来|救命/;

/** What is done to a child is heard however long ago: it may go on. */
const OF_A_CHILD = /性|奸|猥|摸|虐|侵|骚扰|打|欺|不想活|想死|自残|自杀|割/;

const PATTERNS = HAPPENING.map((pattern) => new RegExp(pattern, 'g'));

/** Everything in it that cries for help, of each pattern the first. */
function inClause(clause: string): readonly string[] {
  const said = clause.replace(COMMAND, '');
  const outright = CRY.test(said) || WHAT_NOW.test(said) || (SOMEBODY.test(said) && !MADE_UP.test(said));
  const cries = PATTERNS.flatMap((pattern) => {
    const found = [...said.matchAll(pattern)].find(
      ({ 0: phrase, index }) =>
        !denied(said, index, phrase) &&
        !hitsThing(said, phrase) &&
        !isFar(said, phrase) &&
        (outright || !onlyTalk(said, index, phrase)),
    );
    return found === undefined ? [] : [found[0]];
  });
  if (cries.length > 0) return cries;
  const alone = TALK.test(said) ? undefined : ALONE.exec(said)?.[0];
  return alone === undefined ? [] : [alone];
}

function denied(clause: string, at: number, phrase: string): boolean {
  // 没呼吸, 没心跳 are the cry itself.
  return (
    (DENIED.test(clause.slice(0, at)) && !phrase.startsWith('没')) ||
    OVER_DENIED.test(clause.slice(at + phrase.length))
  );
}

/** 护栏被车撞断了: a car that hit a thing, and nobody. */
function hitsThing(clause: string, phrase: string): boolean {
  return /[撞压碾挂剐]/.test(phrase) && onlyDamage(clause);
}

/** Told of another time or place: no cry, however it is told. */
function isFar(clause: string, phrase: string): boolean {
  return FAR.test(clause) && !STILL_ON.test(clause) && !CRY.test(clause) && !OF_A_CHILD.test(phrase);
}

function onlyTalk(clause: string, at: number, phrase: string): boolean {
  // What is done to a child is no less for having begun long ago.
  const said = OF_A_CHILD.test(phrase) ? clause.replace(/去年|前年|历史上|曾经/g, ' ') : clause;
  if (TALK.test(said) || DEVICE.test(clause) || FAMILY.test(clause)) return true;
  const near = clause.slice(Math.max(0, at - 14), at + phrase.length + 2);
  return OFFICE.test(clause) && !NOW.test(near);
}
