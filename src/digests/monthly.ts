import { recognitionWords } from '../figures/recognition-words.ts';
import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { FillDigest } from '../texts/digest-texts.ts';
import type { Attention } from './attention.ts';
import type { ByArea } from './by-area.ts';
import { type Coming, comingWords } from './coming.ts';
import { changeWord, type Numbers } from './daily.ts';
import type { Limits } from './limits.ts';
import type { HazardFlow } from './weekly.ts';

/** Fewer than so many are not listed by name, not even in praise (users' rule). */
const LISTED_FROM = 5;
const MOST_CATEGORIES = 3;
const MOST_NEXT = 12;

/** Everything a monthly circular says. */
export interface MonthlyFacts {
  readonly county: string;
  /** `2026年10月` */
  readonly month: string;
  readonly cutOff: string;
  readonly numbers: Numbers;
  readonly lastMonth?: { readonly registered: number; readonly hazards: number };
  /** A year before, where there were figures then. */
  readonly lastYear?: { readonly registered: number; readonly hazards: number };
  readonly hazards: HazardFlow;
  readonly children: {
    readonly reported: number;
    readonly returned: number;
    readonly relapsed: number;
    readonly struckOff: number;
  };
  /** What became of those who began to count in the month: 错报 and 漏报 among them. */
  readonly recognition: {
    readonly reported: number;
    readonly recognised: number;
    readonly excluded: number;
    readonly undecided: number;
    readonly missed: number;
  };
  /** Units that closed what they had in time, and schools that found hazards by themselves. */
  readonly inTime: readonly string[];
  readonly selfFound: readonly string[];
  /** Kinds of the month's hazards, the most frequent first. */
  readonly categories: readonly { readonly name: string; readonly n: number }[];
  /** Units with a major hazard past its time that were told so two workdays before. */
  readonly named: readonly Attention[];
  /** By when they have to be done. */
  readonly until: LocalDate;
  readonly corrected: number;
  readonly next: readonly Coming[];
  /** Ordinary hazards that have been past their time for weeks. */
  readonly longOverdue: number;
  readonly limits: Limits;
  readonly areas: ByArea;
}

/** The text of a monthly circular. */
export function monthlyText(fill: FillDigest, facts: MonthlyFacts): string {
  const { numbers, lastMonth, lastYear } = facts;
  const inTime = listed(facts.inTime);
  const selfFound = listed(facts.selfFound);
  return fill('monthly', {
    ...facts,
    change: lastMonth === undefined ? '' : changeWord(numbers.registered - lastMonth.registered),
    hazardChange: lastMonth === undefined ? '' : changeWord(numbers.hazards - lastMonth.hazards),
    yearChange: lastYear === undefined ? '' : changeWord(numbers.registered - lastYear.registered),
    praise: praiseWords(facts, inTime, selfFound),
    next: comingWords(facts.next, MOST_NEXT),
    categories: facts.categories.slice(0, MOST_CATEGORIES),
    named: facts.named.map((one) => fill('attention', { ...one, phone: false })),
    until: spokenDate(facts.until),
    recognised: recognitionWords(facts.recognition),
    missed: facts.recognition.missed,
  });
}

/** What was well done, each only where there was any. */
function praiseWords(
  { hazards }: Pick<MonthlyFacts, 'hazards'>,
  inTime: Listed,
  selfFound: Listed,
): readonly string[] {
  const named = ({ names }: Listed): string => (names === '' ? '' : `（${names}）`);
  return [
    ...(hazards.closedInTime > 0
      ? [`隐患按期销号${hazards.closedInTime}条（共销号${hazards.closedHazards}条）`]
      : []),
    ...(inTime.n > 0 ? [`全部按期的单位${inTime.n}个${named(inTime)}`] : []),
    ...(selfFound.n > 0 ? [`自查先发现隐患的学校${selfFound.n}所${named(selfFound)}`] : []),
  ];
}

interface Listed {
  readonly n: number;
  readonly names: string;
}

/** How many, and by name only where that points at nobody. */
function listed(names: readonly string[]): Listed {
  return { n: names.length, names: names.length >= LISTED_FROM ? names.join('、') : '' };
}
