import type { Fill } from './fill.ts';

interface DutyLine {
  title: string;
  expected: number;
  answered: number;
}

interface Numbers {
  registered: number;
  suspected: number;
  hazards: number;
  major: number;
  overdue: number;
}

interface HazardFlow {
  newHazards: number;
  closedHazards: number;
  closedInTime: number;
}

interface DirectiveCounts {
  given: number;
  givenDone: number;
  open: number;
  /** Days the oldest open one has waited. */
  oldest: number;
}

interface ByArea {
  total: string;
  rows: readonly { area: string; n: number }[];
  /** Some townships are not told apart. */
  hidden: boolean;
}

type Why = 'major-overdue' | 'lost-contact' | 'no-money' | 'other-office' | 'long-overdue' | 'silent';

/** Days within which the county wants hazards gone. */
interface Limits {
  days: number;
  planDays: number;
}

interface Daily {
  /** The county without 县, or the township. */
  place: string;
  limits: Limits;
  date: string;
  weekday: string;
  cutOff: string;
  rule: 'full' | 'short' | 'none';
  outside: boolean;
  registered: string;
  suspected: string;
  lost: string;
  hazards: number;
  major: number;
  overdue: number;
  duty: DutyLine | undefined;
  /** Emergencies; absent where there were none. */
  incidents: { total: number; unanswered: number } | undefined;
  attention: string;
  decision: string;
  decides: boolean;
}

interface Children<C> {
  reported: C;
  returned: C;
  relapsed: C;
  struckOff: C;
}

/** The texts of `templates/digests` with the data each is filled with. */
export interface DigestTexts {
  attention: { why: Why; name: string; days: number; money?: string; phone: boolean };
  decision: { why: Why; name: string; tag: string; question: boolean };
  morning: Daily & { change: string };
  evening: Daily & {
    returned: string;
    /** Empty where nobody was; it gives way where room is short. */
    struckOff: string;
    today: { newHazards: number; closedHazards: number };
    directives: { open: number; doneToday: number };
  };
  weekly: {
    place: string;
    limits: Limits;
    from: string;
    to: string;
    cutOff: string;
    sentence: { registered: string; hazards: string };
    registered: string;
    suspected: string;
    lost: string;
    change: string;
    numbers: Numbers;
    duty?: DutyLine;
    registeredTrend: string;
    hazardTrend: string;
    backTrend: string;
    /** 期初＋新增…＝期末; may be empty. */
    balance: string;
    answered: readonly string[];
    children: Children<ByArea>;
    hazards: HazardFlow;
    coordinate: readonly string[];
    lastWeek: DirectiveCounts;
    directives: DirectiveCounts;
    next: readonly string[];
    contactsGiven: number;
    fullViews: number;
    outside: boolean;
  };
  monthly: {
    county: string;
    month: string;
    cutOff: string;
    numbers: Numbers;
    change: string;
    yearChange: string;
    hazardChange: string;
    children: Children<number>;
    hazards: HazardFlow;
    /** What was well done, each only where there was any. */
    praise: readonly string[];
    longOverdue: number;
    limits: Limits & { basis?: string };
    categories: readonly { name: string; n: number }[];
    named: readonly string[];
    until: string;
    corrected: number;
    /** 上报14＝认定10＋不计入4 */
    recognised: string;
    recognition: { excluded: number };
    missed: number;
    next: readonly string[];
    areas: ByArea;
  };
  named: { month: string; on: string; sentence: string; until: string };
  'picture-note': { cutOff: string; outside: boolean; limits: Limits };
  term: {
    place: string;
    limits: Limits;
    term: string;
    cutOff: string;
    startRegistered: string;
    startHazards: number;
    registered: string;
    suspected: string;
    numbers: Numbers;
    balance: string;
    children: Children<ByArea>;
    hazards: HazardFlow;
    directives: DirectiveCounts;
    outside: boolean;
  };
}

/** Fills a text of `templates/digests`. */
export type FillDigest = Fill<DigestTexts>;
