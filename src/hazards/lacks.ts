import { isSamePerson } from '../casefiles/rights.ts';
import type { By } from '../kit/by.ts';
import { addDays, type LocalDate } from '../kit/local-date.ts';
import type { HazardRules } from '../places/hazard-rules.ts';
import type { Decision } from './decisions.ts';
import { type HeadedHazard, peopleOf } from './heads.ts';
import type { HazardLevel } from './level.ts';
import { LISTING_LACK_WORDS, type ListingLack, listingLacks } from './listing-lacks.ts';
import { REWARD_LACK_WORDS, type RewardLack, rewardLacks } from './reward.ts';
import { HAZARD_MOVES, type HazardMove } from './transitions.ts';

/** Why a decision that the state allows is refused. */
export type Lack =
  /** Somebody else has to decide this one. */
  | 'other-person'
  /** Who rectifies and who follows up are two people. */
  | 'same-two'
  | 'two-people'
  | 'fewer-photos'
  | 'past-day'
  | 'deadline'
  | 'major-deadline'
  | 'measure'
  | 'unit'
  | 'same-file'
  | 'other-file'
  | 'other-place'
  | 'lesser-file'
  | 'why'
  | ListingLack
  | RewardLack;

/** What is missing, as people are told. */
export const LACK_WORDS: Readonly<Record<Lack, string>> = {
  'other-person': '这一步须换一个人办：上报的、整改的不验收，督办的不代整改',
  'same-two': '整改人和跟踪督办人应是两个人',
  'two-people': '还没有分派整改人和跟踪督办人',
  'fewer-photos': '照片最多三张',
  'past-day': '日期在今天以后',
  deadline: '期限应在今天以后、两年以内',
  'major-deadline': '重大隐患的整改方案要写明期限',
  measure: '没有写明措施',
  unit: '没有写明转给哪个部门',
  'same-file': '两个编号是同一件',
  'other-file': '并入的那一件已经结束或已并入别的，并不进去',
  'other-place': '两件不在同一个地方，请当地的同志核对后再并',
  'lesser-file': '重大隐患不并入一般隐患，请反过来并',
  why: '没有写明哪里还不行',
  ...LISTING_LACK_WORDS,
  ...REWARD_LACK_WORDS,
};

/** What decisions are judged by, besides the hazard itself. */
export interface DecisionFacts {
  readonly rules: HazardRules;
  readonly by: By;
  readonly accounts: readonly string[];
  /** The day of the message. */
  readonly today: LocalDate;
  /** Of a merger: the one that it is to go on in, if it is there. */
  readonly other?: OtherHazard | undefined;
}

/** The other one of a merger. */
export interface OtherHazard {
  readonly no: string;
  readonly open: boolean;
  readonly level: HazardLevel;
  readonly placeId: string;
}

/** A hazard as decisions are judged on it. */
export interface JudgedHazard extends HeadedHazard {
  readonly no: string;
  readonly level: HazardLevel;
  readonly placeId: string;
  readonly entries: readonly (HeadedHazard['entries'][number] & { readonly by: By })[];
}

const MOST_PHOTOS = 3;
const LONGEST_DAYS = 731;
const JUDGING: readonly HazardMove[] = ['accepted', 'rejected', 'closed', 'rechecked', 'merged'];
/** Who reported the same thing reported it. */
const NOT_BY_REPORTERS: readonly HazardMove[] = ['accepted', 'rejected', 'closed', 'rechecked'];
const DOING: readonly HazardMove[] = ['planned', 'submitted'];

/** Everything that keeps the decision from being made now; nothing when it may be. */
export function lacksOf(file: JudgedHazard, decision: Decision, facts: DecisionFacts): readonly Lack[] {
  const { move, on, photos = [] } = decision;
  return [
    ...lack('other-person', needsAnother(file, move, facts)),
    ...lack('fewer-photos', photos.length > MOST_PHOTOS),
    ...lack('past-day', on !== undefined && on > facts.today),
    ...ownLacks(file, decision, facts),
    ...listingLacks(file, decision, facts.today),
    ...rewardLacks(file, decision),
  ];
}

/** Whether this person is the wrong one: who rectifies judges nothing of it, who follows up rectifies nothing. */
export function needsAnother(
  file: Pick<JudgedHazard, 'entries'>,
  move: HazardMove,
  { by, accounts }: Pick<DecisionFacts, 'by' | 'accounts'>,
): boolean {
  const theirs = (one: Pick<By, 'key' | 'person'>): boolean =>
    accounts.includes(one.key) || (one.person !== undefined && one.person === by.person);
  const { rectifier, supervisor } = peopleOf(file);
  const isOne = (id: string | undefined): boolean => id !== undefined && id === by.person;
  const others = file.entries.flatMap(({ data }) => data?.reporter ?? []);
  return (
    (NOT_BY_REPORTERS.includes(move) && others.some(theirs)) ||
    isSamePerson(HAZARD_MOVES[move].who, file.entries, theirs) ||
    (JUDGING.includes(move) && isOne(rectifier?.id)) ||
    (DOING.includes(move) && isOne(supervisor?.id))
  );
}

function lack(what: Lack, missing: boolean): readonly Lack[] {
  return missing ? [what] : [];
}

const isBlank = (text: string | undefined): boolean => text === undefined || text.trim() === '';

function ownLacks(file: JudgedHazard, decision: Decision, { today, other }: DecisionFacts): readonly Lack[] {
  switch (decision.move) {
    case 'assigned':
      return [
        ...lack('same-two', decision.rectifier.id === decision.supervisor.id),
        ...lack('deadline', isNoDeadline(decision.until, today)),
      ];
    case 'planned':
      return [
        ...lack('measure', isBlank(decision.measure)),
        ...lack('deadline', isNoDeadline(decision.until, today)),
        ...lack('major-deadline', file.level === '重大' && decision.until === undefined),
      ];
    case 'referred':
      return lack('unit', isBlank(decision.unit));
    case 'rejected':
    case 'reopened':
    case 'overruled':
      return lack('why', isBlank(decision.words));
    case 'accepted':
    case 'closed':
      return lack('two-people', Object.keys(peopleOf(file)).length < 2);
    case 'seconded':
      return [...mergerLacks(file, other), ...lack('other-place', other?.placeId !== file.placeId)];
    case 'merged':
      return mergerLacks(file, other);
    default:
      return [];
  }
}

function mergerLacks(file: JudgedHazard, other: OtherHazard | undefined): readonly Lack[] {
  return [
    ...lack('same-file', other?.no === file.no),
    ...lack('other-file', other?.open !== true),
    ...lack('lesser-file', file.level === '重大' && other?.level === '一般'),
  ];
}

const isNoDeadline = (until: LocalDate | undefined, today: LocalDate): boolean =>
  until !== undefined && (until < today || until > addDays(today, LONGEST_DAYS));
