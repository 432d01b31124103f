import { type Chance, chanceOf } from './chance.ts';
import type { Citizen } from './county.ts';
import { at, dayOf, isWorked, plusDays, timeOf } from './days.ts';
import { type Ask, withOwnNumbers } from './reading.ts';

/*
 * How officers behave. The numbers, and where they come from:
 *
 * - In the best-known deployment of a reporting platform of this kind 47.6 % of the units answered; there the
 *   reminder was a notice in a group, nobody was asked twice in private, and the answer was a form on a web page.
 *   A private message with the line to copy is answered far more often: people who answer text messages of an
 *   office do so in 75 to 85 cases of 100 at the first asking (ATTENTIVE), 70 of 100 of the others when asked again
 *   (AGAIN), and 90 of 100 of the rest when somebody telephones (BY_PHONE). These three are the model's own
 *   assumptions; they are the same for all kinds of duty and were set before the engine was run against them.
 * - NEVER: three in a hundred accounts belong to somebody who retired, moved or does not look. No text changes that.
 * - IN_GROUP: two in a hundred say everything in the group, whatever they are told.
 * - Half of what is read is read within the hour, a tenth after a day or more: DELAYS.
 * - One answer in ten is malformed at first (MALFORMED); nine of ten people then do what the error answer says (RETRY).
 */
const ATTENTIVE = { low: 0.75, high: 0.85 };
const AGAIN = 0.7;
const BY_PHONE = 0.9;
const NEVER = 0.03;
const IN_GROUP = 0.02;
const MALFORMED = 0.1;
const RETRY = 0.9;
const TOMORROW = 0.05;
const ELSEWHERE = 0.03;
/** Asked whether there are difficulties, a few say so. */
const DIFFICULTY = 0.03;
const TWICE = 0.03;
/** Something was found, or there is nothing to count: the other line that a message offers. */
const OTHER = 0.15;

/** Minutes until a message is read: the share of messages, and from how many to how many minutes. */
const DELAYS: readonly { readonly share: number; readonly from: number; readonly to: number }[] = [
  { share: 0.5, from: 2, to: 60 },
  { share: 0.25, from: 60, to: 300 },
  { share: 0.15, from: 300, to: 1_440 },
  { share: 0.1, from: 1_440, to: 4_320 },
];

/** What somebody sends, when, and how they go on when it was not understood. */
export interface Intention {
  readonly at: Date;
  readonly ask: Ask;
  readonly line: string;
  readonly where: 'private' | 'group';
  readonly perseveres: boolean;
  /** They send it a second time, corrected, at that time. */
  readonly correction?: Intention;
}

/** One person who is asked for things. */
export interface Officer {
  readonly citizen: Citizen;
  /** Never answers: whoever is asked through them alone stays silent. */
  readonly silent: boolean;
  /** What a message that came now makes them do, and when. */
  reads(asks: readonly Ask[], now: Date): readonly Intention[];
  /** What they send after somebody telephoned about it; nothing when they do not. */
  afterCall(ask: Ask, now: Date): Intention | undefined;
  /** Whether they make a call that they are asked to make, and when. */
  calls(now: Date): Date | undefined;
}

/** The officer of a citizen; the same seed gives the same behaviour. */
export function officerOf(citizen: Citizen, seed: number): Officer {
  const chance = chanceOf('officer', seed, citizen.name);
  const silent = chance.happens(NEVER);
  const where = chance.happens(IN_GROUP) ? 'group' : 'private';
  const attentive = ATTENTIVE.low + chance.next() * (ATTENTIVE.high - ATTENTIVE.low);
  /** How often they were asked since they last answered, by question. */
  const asked = new Map<string, number>();

  const intend = (ask: Ask, now: Date, again = false): Intention => {
    const when = reading(now, chance);
    asked.delete(ask.key);
    const line =
      again && chance.happens(DIFFICULTY) ? '有困难 这周人手不够' : lineFor(ask, chance, asked.size);
    const intention = { at: when, ask, line, where, perseveres: chance.happens(RETRY) } as const;
    if (!chance.happens(TWICE)) return intention;
    const later = awake(new Date(when.getTime() + chance.between(20, 240) * 60_000), chance);
    const correction = { ...intention, at: later, line: withOwnNumbers(ask.line, chance) };
    return { ...intention, correction };
  };

  return {
    citizen,
    silent,
    reads: (asks, now) =>
      asks.flatMap((ask): Intention[] => {
        const before = asked.get(ask.key) ?? 0;
        asked.set(ask.key, before + 1);
        if (silent || !chance.happens(before === 0 ? attentive : AGAIN)) return [];
        return [intend(ask, now, before > 0)];
      }),
    afterCall: (ask, now) => (silent || !chance.happens(BY_PHONE) ? undefined : intend(ask, now)),
    calls: (now) => (silent || !chance.happens(BY_PHONE) ? undefined : reading(now, chance)),
  };
}

/** What they type. A copied line with numbers of their own, mostly. */
function lineFor(ask: Ask, chance: Chance, others: number): string {
  const given = ask.others.length > 0 && chance.happens(OTHER) ? chance.pick(ask.others) : ask.line;
  const own = withOwnNumbers(given, chance);
  if (chance.happens(TOMORROW)) return '明早';
  if (chance.happens(ELSEWHERE) && /\d/.test(ask.line)) return '已在省平台报';
  if (!chance.happens(MALFORMED)) return sloppy(own, chance);
  return chance.pick([
    '收到',
    '都做完了',
    `${own}，请查收`,
    own.replaceAll(' ', '/'),
    others > 0 ? '报' : '好的',
  ]);
}

/** Full-width digits, no blanks, a full stop: what telephones make of a copied line. */
function sloppy(line: string, chance: Chance): string {
  const roll = chance.next();
  if (roll < 0.05) return `${line}。`;
  if (roll < 0.1) return line.replaceAll(' ', '，');
  if (roll < 0.13) return line.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)));
  return line;
}

function reading(now: Date, chance: Chance): Date {
  let roll = chance.next();
  const delay = DELAYS.find(({ share }) => {
    roll -= share;
    return roll < 0;
  });
  const { from, to } = delay ?? { from: 60, to: 300 };
  return awake(new Date(now.getTime() + chance.between(from, to) * 60_000), chance);
}

/** Nobody answers at night; on days off one in three does, the others on the next working morning. */
function awake(when: Date, chance: Chance): Date {
  const day = dayOf(when);
  const inDay = timeOf(when) >= '07:30' && timeOf(when) < '21:00';
  if (inDay && (isWorked(day) || chance.happens(1 / 3))) return when;
  let morning = inDay || timeOf(when) >= '21:00' ? plusDays(day, 1) : day;
  while (!isWorked(morning)) morning = plusDays(morning, 1);
  return new Date(at(morning, '07:40').getTime() + chance.between(0, 120) * 60_000);
}
