import type { ChildFlow } from '../figures/flows.ts';
import type { LocalDate } from '../kit/local-date.ts';
import { spokenDate } from '../kit/local-date.ts';
import type { FillDigest } from '../texts/digest-texts.ts';
import type { Attention } from './attention.ts';
import type { ByArea } from './by-area.ts';
import { type Coming, comingWords } from './coming.ts';
import { changeWord, type DutyLine, type Numbers, shownCount } from './daily.ts';

/** One point of the four-week trend. */
export interface TrendPoint {
  readonly day: LocalDate;
  readonly registered: number;
  readonly hazards: number;
  /** Back and not struck off yet; absent of days on which that was not counted. */
  readonly back?: number;
}

/** What came and went with hazards. */
export interface HazardFlow {
  readonly newHazards: number;
  readonly closedHazards: number;
  readonly closedInTime: number;
}

/** What became of a leader's instructions. */
export interface DirectiveCounts {
  /** Given in the stretch. */
  readonly given: number;
  /** Those among them that are done. */
  readonly givenDone: number;
  readonly open: number;
  /** Days the oldest open one has waited. */
  readonly oldest: number;
}

/** Everything a weekly digest says. */
export interface WeeklyFacts {
  readonly tag: string;
  readonly place: string;
  readonly limits: { readonly days: number; readonly planDays: number };
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly cutOff: string;
  readonly numbers: Numbers;
  readonly duty?: DutyLine;
  /** A point a week, the oldest first, today's last: five of them. */
  readonly trend: readonly TrendPoint[];
  /** 期初＋新增…＝期末 of who is out of school, in the stretch; empty where it would give a small number away. */
  readonly balance: string;
  /** What units answered to what was due in the week, a line a duty. */
  readonly answered: readonly string[];
  readonly children: Readonly<Record<ChildFlow, ByArea>>;
  readonly hazards: HazardFlow;
  readonly attention: readonly Attention[];
  readonly directives: DirectiveCounts;
  /** Instructions of the week before. */
  readonly lastWeek: DirectiveCounts;
  /** What next week brings. */
  readonly next: readonly Coming[];
  readonly small: boolean;
  /** How often a family's address and phone were given out; 0 for who sees less than the county. */
  readonly contactsGiven: number;
  /** How often a child's whole file was read for a reason; 0 for who sees less than the county. */
  readonly fullViews: number;
  readonly outside: boolean;
}

const MOST_COORDINATED = 5;
const MOST_NEXT = 5;

/** The text of a weekly digest. */
export function weeklyText(fill: FillDigest, facts: WeeklyFacts): string {
  const { numbers, trend, small } = facts;
  const before = trend.at(-2);
  const people = (n: number): string => shownCount(n, small);
  return fill('weekly', {
    ...facts,
    from: spokenDate(facts.from),
    to: spokenDate(facts.to),
    registered: people(numbers.registered),
    suspected: people(numbers.suspected),
    lost: people(numbers.lost),
    change: small || before === undefined ? '' : changeWord(numbers.registered - before.registered),
    sentence: {
      registered: small || before === undefined ? '' : changeWords(numbers.registered - before.registered),
      hazards: before === undefined ? '' : changeWords(numbers.hazards - before.hazards),
    },
    registeredTrend: trend.map((point) => people(point.registered)).join('→'),
    backTrend: trend.map(({ back }) => (back === undefined ? '—' : people(back))).join('→'),
    hazardTrend: trend.map((point) => point.hazards).join('→'),
    coordinate: facts.attention
      .slice(0, MOST_COORDINATED)
      .map((one) => fill('attention', { ...one, phone: false })),
    next: comingWords(facts.next, MOST_NEXT),
  });
}

/** 减少2, 增加1, 持平. */
export function changeWords(difference: number): string {
  if (difference === 0) return '持平';
  return difference > 0 ? `增加${difference}` : `减少${-difference}`;
}
