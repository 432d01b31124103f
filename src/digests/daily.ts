import { type LocalDate, spokenDate, weekday } from '../kit/local-date.ts';
import type { FillDigest } from '../texts/digest-texts.ts';
import type { Attention } from './attention.ts';

/** The longest a daily digest may be, in characters. */
export const DAILY_LENGTH = 180;
const MOST_UNITS = 3;

/** A duty as a leader reads of it. */
export interface DutyLine {
  readonly title: string;
  readonly expected: number;
  readonly answered: number;
}

/** The figures at the cut-off; counts of children are those of the view. */
export interface Numbers {
  readonly registered: number;
  readonly suspected: number;
  readonly hazards: number;
  readonly major: number;
  readonly overdue: number;
  /** Children out of school whom nobody can reach. */
  readonly lost: number;
}

/** Everything a daily digest says, found out beforehand. */
export interface DailyFacts {
  readonly kind: 'morning' | 'evening';
  readonly tag: string;
  /** The county without 县, or the township. */
  readonly place: string;
  readonly limits: { readonly days: number; readonly planDays: number };
  readonly day: LocalDate;
  /** `08:00` */
  readonly cutOff: string;
  readonly numbers: Numbers;
  /** Children in `registered` a day before. */
  readonly before?: number;
  readonly duty?: DutyLine;
  readonly today: {
    readonly returned: number;
    readonly struckOff: number;
    readonly newHazards: number;
    readonly closedHazards: number;
  };
  /** Emergencies since the last cut-off; left out where there were none. */
  readonly incidents?: { readonly total: number; readonly unanswered: number };
  readonly attention: readonly Attention[];
  /** Units that were named in the reader's last two digests. */
  readonly named: ReadonlySet<string>;
  readonly directives: { readonly open: number; readonly doneToday: number };
  /** The reader may decide something; whether they already have is asked by the unit's name. */
  readonly decides: boolean;
  decided(name: string): boolean;
  /** Counts of children below five are not printed. */
  readonly small: boolean;
  /** 区外 is among what is counted. */
  readonly outside: boolean;
}

/** How much room a digest takes: the units it names, the length of a name, how much of the rule is spelled out. */
interface Room {
  readonly units: number;
  readonly name: number;
  readonly rule: 'full' | 'short' | 'none';
}

/** From everything to the least that still says what has to be said: a unit is worth more than what 超期 means. */
const ROOMS: readonly Room[] = [
  ...[MOST_UNITS, 2, 1].flatMap((units) => [
    { units, name: 16, rule: 'full' as const },
    { units, name: 16, rule: 'short' as const },
  ]),
  ...[10, 7].map((name) => ({ units: 1, name, rule: 'short' as const })),
  ...[7, 5].map((name) => ({ units: 1, name, rule: 'none' as const })),
];

/** The units a digest names: the first three, each with whether it is time to phone instead of asking again. */
export function unitsNamed({ attention, named }: Pick<DailyFacts, 'attention' | 'named'>) {
  return attention.slice(0, MOST_UNITS).map((one) => ({ ...one, phone: named.has(one.unit) }));
}

/** The text of a daily digest, at most `DAILY_LENGTH` characters: units at the end of the list give way first. */
export function dailyText(fill: FillDigest, facts: DailyFacts): string {
  let text = '';
  for (const room of ROOMS) {
    text = fill(facts.kind, modelOf(fill, facts, room));
    if ([...text].length <= DAILY_LENGTH) break;
  }
  return text;
}

function modelOf(fill: FillDigest, facts: DailyFacts, room: Room) {
  const { numbers, small, duty, day } = facts;
  const people = (n: number): string => shownCount(n, small);
  const units = unitsNamed(facts).slice(0, room.units);
  return {
    ...{ cutOff: facts.cutOff, today: facts.today, directives: facts.directives },
    ...{ rule: room.rule, outside: facts.outside },
    place: clipName(facts.place, room.name),
    limits: facts.limits,
    date: spokenDate(day),
    weekday: weekdayWord(day),
    registered: people(numbers.registered),
    suspected: people(numbers.suspected),
    lost: people(numbers.lost),
    returned: people(facts.today.returned),
    struckOff: facts.today.struckOff === 0 ? '' : people(facts.today.struckOff),
    change: small || facts.before === undefined ? '' : changeWord(numbers.registered - facts.before),
    ...{ hazards: numbers.hazards, major: numbers.major, overdue: numbers.overdue },
    duty: duty === undefined ? undefined : { ...duty, title: clipName(duty.title, room.name - 4) },
    // Where nothing else gives way, how many is said, and who answers them is asked in the chat.
    incidents: facts.incidents && {
      ...facts.incidents,
      unanswered: room.rule === 'none' ? 0 : facts.incidents.unanswered,
    },
    attention: units
      .map((one) => fill('attention', { ...one, name: clipName(one.name, room.name) }))
      .join('；'),
    decision: decisionText(fill, facts, room),
    decides: facts.decides,
  };
}

/** What only this reader can decide: about the first unit named that they have not decided about yet. */
function decisionText(fill: FillDigest, facts: DailyFacts, room: Room): string {
  if (!facts.decides) return '';
  const open = unitsNamed(facts).find(
    ({ why, name }) => why !== 'silent' && !facts.decided(clipName(name, room.name)) && !facts.decided(name),
  );
  if (open === undefined) return '';
  const question = room.rule !== 'none';
  return fill('decision', { why: open.why, name: clipName(open.name, room.name), tag: facts.tag, question });
}

/** A count of children as it may be forwarded. */
export function shownCount(n: number, small: boolean): string {
  return small && n > 0 && n < 5 ? '少于5' : String(n);
}

/** `-1`, `+2`, `持平`. */
export function changeWord(difference: number): string {
  if (difference === 0) return '持平';
  return difference > 0 ? `+${difference}` : String(difference);
}

/** The name, cut where it would take too much room. */
export function clipName(name: string, most: number): string {
  const signs = [...name];
  return signs.length <= most ? name : `${signs.slice(0, most - 1).join('')}…`;
}

/** 周一 … 周日. */
export function weekdayWord(day: LocalDate): string {
  return `周${'一二三四五六日'.charAt(weekday(day) - 1)}`;
}
