import { newestStanding } from '../casefiles/undo.ts';
import type { Cause } from '../dropouts/decisions.ts';
import { bucketOf, isOutOfSchool } from '../dropouts/states.ts';
import type { Between } from './balance.ts';
import type { CaseEvent } from './events.ts';

/** What became of the children of one area who began to count in a stretch: 上报＝认定＋不计入＋未定. */
export interface AreaRecognition {
  readonly areaId: string;
  readonly reported: number;
  readonly recognised: number;
  /** Reported, but a situation that does not count: 错报. */
  readonly excluded: number;
  readonly undecided: number;
  /** 漏报: found by an inspection, by comparing data or by a tip, not by those who see the child. */
  readonly missed: number;
  /** By who found it and by cause, with the words of the ledgers; UNSTATED where nobody said. */
  readonly finders: Readonly<Record<string, number>>;
  readonly causes: Readonly<Record<string, number>>;
  /** Each of them under one heading: not counted, by the cause, only found by others, else UNSTATED. */
  readonly explained: Readonly<Record<string, number>>;
}

/** A case as recognition is counted on it. */
export interface RecognisedCase {
  readonly areaId: string;
  readonly foundBy?: string;
  readonly cause?: Cause;
  readonly entries: readonly CaseEvent[];
}

/** What is printed where nobody said. */
export const UNSTATED = '未注明';

const NOT_COUNTED = '不计入';
const ONLY_FOUND = '督查等发现';
const BY_OTHERS = ['督查', '数据比对', '举报', '群众反映'];

/** The columns of every area in which any child began to count. */
export function recognitionBetween(
  cases: readonly RecognisedCase[],
  { from, to }: Between,
): readonly AreaRecognition[] {
  const areas = new Map<string, AreaRecognition>();
  for (const one of cases) {
    const entries = one.entries.slice(0, one.entries.findLastIndex(({ at }) => at <= to) + 1);
    const begun = entries.find((entry) => isOutOfSchool(entry.to));
    if (begun === undefined || begun.at <= from || isGone(entries)) continue;
    areas.set(one.areaId, withCase(areas.get(one.areaId) ?? none(one.areaId), one, answerOf(entries)));
  }
  return [...areas.values()].sort((a, b) => (a.areaId < b.areaId ? -1 : 1));
}

type Answer = 'recognised' | 'excluded' | 'undecided';

const isGone = (entries: readonly CaseEvent[]): boolean => {
  const state = entries.at(-1)?.to;
  return state !== undefined && ['withdrawn', 'merged'].includes(bucketOf(state));
};

/** The newest decision that stands; who is reported as gone again was recognised before. */
function answerOf(entries: readonly CaseEvent[]): Answer {
  const decided = newestStanding(entries, ['recognised', 'excluded'])?.kind;
  if (decided === 'recognised' || decided === 'excluded') return decided;
  return entries[0]?.to === 'relapsed' ? 'recognised' : 'undecided';
}

function none(areaId: string): AreaRecognition {
  const counts = { reported: 0, recognised: 0, excluded: 0, undecided: 0, missed: 0 };
  return { areaId, ...counts, finders: {}, causes: {}, explained: {} };
}

function withCase(area: AreaRecognition, one: RecognisedCase, answer: Answer): AreaRecognition {
  const { foundBy = UNSTATED, cause = UNSTATED } = one;
  const missed = BY_OTHERS.includes(foundBy);
  const unnamed = missed ? ONLY_FOUND : UNSTATED;
  const explanation = answer === 'excluded' ? NOT_COUNTED : (one.cause ?? unnamed);
  return {
    ...area,
    reported: area.reported + 1,
    [answer]: area[answer] + 1,
    missed: area.missed + Number(missed),
    explained: oneMore(area.explained, explanation),
    finders: oneMore(area.finders, foundBy),
    causes: oneMore(area.causes, cause),
  };
}

/** The columns of these areas together. */
export function totalRecognition(areas: readonly AreaRecognition[]): Omit<AreaRecognition, 'areaId'> {
  return areas.reduce<Omit<AreaRecognition, 'areaId'>>(plus, none(''));
}

function plus(a: Omit<AreaRecognition, 'areaId'>, b: AreaRecognition): Omit<AreaRecognition, 'areaId'> {
  return {
    reported: a.reported + b.reported,
    recognised: a.recognised + b.recognised,
    excluded: a.excluded + b.excluded,
    undecided: a.undecided + b.undecided,
    missed: a.missed + b.missed,
    finders: together(a.finders, b.finders),
    causes: together(a.causes, b.causes),
    explained: together(a.explained, b.explained),
  };
}

function together(a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>) {
  const words = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return Object.fromEntries(words.map((word) => [word, (a[word] ?? 0) + (b[word] ?? 0)]));
}

function oneMore(counts: Readonly<Record<string, number>>, word: string): Readonly<Record<string, number>> {
  return { ...counts, [word]: (counts[word] ?? 0) + 1 };
}
