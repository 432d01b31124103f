import { recognitionWords } from '../figures/recognition-words.ts';
import { type LocalDate, spokenDate } from '../kit/local-date.ts';
import type { FillDigest } from '../texts/digest-texts.ts';
import type { Attention } from './attention.ts';
import type { ByArea } from './by-area.ts';
import { changeWord, type Numbers } from './daily.ts';
import type { HazardFlow } from './weekly.ts';

/** Fewer than so many are not listed by name, not even in praise (users' rule). */
const LISTED_FROM = 5;
const MOST_CATEGORIES = 3;

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
  readonly next: readonly string[];
  readonly areas: ByArea;
}

/** The text of a monthly circular. */
export function monthlyText(fill: FillDigest, facts: MonthlyFacts): string {
  const { numbers, lastMonth, lastYear } = facts;
  return fill('monthly', {
    ...facts,
    change: lastMonth === undefined ? '' : changeWord(numbers.registered - lastMonth.registered),
    hazardChange: lastMonth === undefined ? '' : changeWord(numbers.hazards - lastMonth.hazards),
    yearChange: lastYear === undefined ? '' : changeWord(numbers.registered - lastYear.registered),
    inTime: listed(facts.inTime),
    selfFound: listed(facts.selfFound),
    categories: facts.categories.slice(0, MOST_CATEGORIES),
    named: facts.named.map((one) => fill('attention', { ...one, phone: false })),
    until: spokenDate(facts.until),
    recognised: recognitionWords(facts.recognition),
    missed: facts.recognition.missed,
  });
}

/** How many, and by name only where that points at nobody. */
function listed(names: readonly string[]): { readonly n: number; readonly names: string } {
  return { n: names.length, names: names.length >= LISTED_FROM ? names.join('、') : '' };
}
