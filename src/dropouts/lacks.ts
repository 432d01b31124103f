import type { Calendar } from '../calendar/types.ts';
import { isSamePerson } from '../casefiles/rights.ts';
import { standing } from '../casefiles/undo.ts';
import type { By } from '../kit/by.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { DropoutRules, RecognitionStep } from '../places/dropout-rules.ts';
import type { Cause, Decision, DecisionOf } from './decisions.ts';
import { stepsMissing } from './recognition.ts';
import { type StrikeOffWhat, type StruckCase, strikeOffLacks } from './strike-off.ts';
import { DROPOUT_MOVES, type DropoutMove, type DropoutState } from './transitions.ts';

/** Why a decision that the state allows is refused. */
export type Lack =
  | RecognitionStep
  | StrikeOffWhat
  /** Somebody else has to decide this one. */
  | 'other-person'
  | 'fewer-photos'
  | 'past-day'
  | 'code'
  | 'evidence'
  | 'until'
  | 'next-day'
  | 'ladder-step'
  | 'number'
  | 'placement'
  | 'enrolment'
  | 'place'
  | 'other-file'
  | 'cause'
  | 'changes';

/** What decisions are judged by, besides the case itself. */
export interface DecisionFacts {
  readonly rules: DropoutRules;
  readonly calendar: Calendar;
  readonly by: By;
  readonly accounts: readonly string[];
  /** The day of the message. */
  readonly today: LocalDate;
  /** Of a merger: the state of the other file, if it is there. */
  readonly other?: DropoutState | undefined;
}

/** A case as decisions are judged on it. */
export interface JudgedCase extends StruckCase {
  readonly no: string;
}

const MOST_PHOTOS = 3;
/** An exclusion that outlives every school is none. */
const LONGEST_DAYS = 10 * 366;

/** Everything that keeps the decision from being made now; nothing when it may be. */
export function lacksOf(file: JudgedCase, decision: Decision, facts: DecisionFacts): readonly Lack[] {
  const { move, on, photos = [] } = decision;
  const theirs = (by: By): boolean =>
    facts.accounts.includes(by.key) || (by.person !== undefined && by.person === facts.by.person);
  return [
    ...lack('other-person', isSamePerson(DROPOUT_MOVES[move].who, file.entries, theirs)),
    ...lack('fewer-photos', photos.length > MOST_PHOTOS),
    ...lack('past-day', on !== undefined && on > facts.today),
    ...ownLacks(file, decision, facts),
  ];
}

/** Moves that still wait for something that no words of their own could bring: a line for them would be refused. */
export function movesUnready(file: JudgedCase, facts: DecisionFacts): readonly DropoutMove[] {
  const { recognition } = facts.rules;
  const waits = (['checked', 'recognised'] as const).filter(
    (step) => stepsMissing(file.entries, recognition, step).length > 0,
  );
  return [
    ...waits,
    ...(undecided(file, facts.rules).length > 0 ? (['excluded'] as const) : []),
    ...(strikeOffLacks(file, facts).length > 0 ? (['closed'] as const) : []),
  ];
}

function lack<L extends Lack>(what: L, missing: boolean): readonly L[] {
  return missing ? [what] : [];
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

function ownLacks(file: JudgedCase, decision: Decision, facts: DecisionFacts): readonly Lack[] {
  const { rules, today } = facts;
  switch (decision.move) {
    case 'proposed':
      return [...causeLacks(decision, facts), ...askedCode(decision, rules)];
    case 'checked':
      return [
        ...stepsMissing(file.entries, rules.recognition, decision.move),
        ...causeLacks(decision, facts),
        ...askedCode(decision, rules),
      ];
    case 'recognised':
      return stepsMissing(file.entries, rules.recognition, decision.move);
    case 'excluded':
      return [...undecided(file, rules), ...exclusionLacks(decision, facts)];
    case 'visited':
      return lack('next-day', decision.nextOn !== undefined && decision.nextOn < today);
    case 'escalated':
      return ladderLacks(file, decision, rules);
    case 'returned':
      return [
        ...lack('placement', !rules.placements.includes(decision.placement)),
        ...lack('enrolment', decision.placement === '职教' && decision.enrolled !== true),
      ];
    case 'closed':
      return strikeOffLacks(file, facts);
    case 'transferring':
      return lack('place', isBlank(decision.place));
    case 'transferred':
      return lack('evidence', isBlank(decision.evidence));
    case 'merged':
      return lack('other-file', decision.into === file.no || !goesOn(facts.other));
    case 'amended':
      return lack('changes', Object.keys(decision.changes).length === 0);
    default:
      return [];
  }
}

const askedCode = ({ code }: { readonly code?: string }, rules: DropoutRules): readonly Lack[] =>
  lack('code', code !== undefined && !knows(rules, code));

/** That policy was mishandled, or that somebody overlooked a child, is for the bureau to say. */
function causeLacks({ cause }: { readonly cause?: Cause }, { by }: DecisionFacts): readonly Lack[] {
  const named = cause === '政策处置不当' || cause === '漏管';
  return lack('cause', named && !['bureau', 'admin'].includes(by.role));
}

const knows = ({ exclusions }: DropoutRules, code: string): boolean =>
  exclusions.some((one) => one.code === code);

/** Of a suspected child both answers, dropout or none, need the county's steps before them. */
function undecided(
  { state, entries }: JudgedCase,
  { recognition }: DropoutRules,
): readonly RecognitionStep[] {
  return ['suspected', 'leaving'].includes(state) ? stepsMissing(entries, recognition, 'recognised') : [];
}

function exclusionLacks(
  { code, evidence, until }: DecisionOf<'excluded'>,
  { rules, today }: DecisionFacts,
): readonly Lack[] {
  const rule = rules.exclusions.find((one) => one.code === code);
  const ends = rule?.ends === true;
  const wrong = until === undefined ? ends : until <= today || until > addDays(today, LONGEST_DAYS);
  return [
    ...lack('code', rule === undefined),
    ...lack('evidence', isBlank(evidence)),
    ...lack('until', wrong),
  ];
}

/** No step is left out; from the second on a document says it. */
function ladderLacks(
  { entries }: JudgedCase,
  { step, number }: DecisionOf<'escalated'>,
  { ladder }: DropoutRules,
): readonly Lack[] {
  const highest = Math.max(0, ...standing(entries).map(({ data }) => data?.step ?? 0));
  return [
    ...lack('ladder-step', ladder[step - 1] === undefined || step > highest + 1),
    ...lack('number', step > 1 && isBlank(number)),
  ];
}

function goesOn(state: DropoutState | undefined): boolean {
  return state !== undefined && (DROPOUT_MOVES.joined.from as readonly string[]).includes(state);
}
