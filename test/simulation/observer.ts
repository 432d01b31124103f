import type { Citizen, SimulatedCounty } from './county.ts';
import { dayOf, isWorked, plusDays, timeOf, weekOf } from './days.ts';
import type { Played } from './play.ts';
import { type Ask, asksIn, deadlineIn } from './reading.ts';
import type { Pushed } from './world.ts';

// What an onlooker sees who knows the etiquette and nothing of the program: messages on telephones.

/**
 * The daily message of duties and reminders, by the program's word for it. What somebody asked for themselves (明早) and
 * an officer's own list of units to telephone are personal tasks, which the etiquette does not count.
 */
const isRoutine = ({ kinds, seen: { text } }: Pushed): boolean =>
  kinds.some((kind) => /^(duty-due|reminder)/.test(kind)) &&
  !/^(按您说的|请打个电话|这些单位没有人绑定)/.test(text);
const isDigest = ({ kinds }: Pushed): boolean => kinds.some((kind) => /^digest/.test(kind));

const MOST_A_DAY = 1;
const MOST_A_WEEK = 3;
const HOURS = [
  ['10:00', '10:59'],
  ['16:00', '16:59'],
] as const;
const RANKING = /(排名|名次|倒数|末位|第[一二三1-3]名|最后一名|通报批评)/;

/** An onlooker of one county. */
export interface Observer {
  /** Everything that broke the etiquette, a sentence each. */
  broken(played: Played): readonly string[];
  /** The most routine messages that anybody got in a day and in a week. */
  busiest(played: Played): { readonly day: number; readonly week: number };
}

/** Watches the telephones of this county's people. */
export function createObserver(county: SimulatedCounty): Observer {
  const owners = new Map(
    county.people.flatMap((citizen) =>
      (['wecom', 'dingtalk'] as const).flatMap((platform) =>
        citizen[platform] === undefined ? [] : [[`${platform}:${citizen[platform]}`, citizen] as const],
      ),
    ),
  );
  const ownerOf = ({ seen }: Pushed): Citizen | undefined =>
    seen.kind === 'person' ? owners.get(`${seen.platform}:${seen.to}`) : undefined;
  const routine = ({ pushed }: Played): readonly (Pushed & { readonly citizen: Citizen })[] =>
    pushed.flatMap((each) => {
      const citizen = ownerOf(each);
      return citizen === undefined || !isRoutine(each) ? [] : [{ ...each, citizen }];
    });

  const counts = (played: Played, spanOf: (day: string) => string): ReadonlyMap<string, number> => {
    const found = new Map<string, number>();
    for (const { citizen, seen } of routine(played)) {
      const key = `${citizen.name} ${citizen.post} ${spanOf(dayOf(seen.at))}`;
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    return found;
  };

  const tooMany = (played: Played): readonly string[] => [
    ...over(
      counts(played, (day) => day),
      MOST_A_DAY,
      'a day',
    ),
    ...over(counts(played, weekOf), MOST_A_WEEK, 'a week from'),
  ];

  const atWrongTimes = (played: Played): readonly string[] =>
    routine(played).flatMap(({ citizen, seen, kinds }) => {
      const [day, time] = [dayOf(seen.at), timeOf(seen.at)];
      const isGood = isWorked(day) && HOURS.some(([first, last]) => time >= first && time <= last);
      return isGood ? [] : [`${citizen.name} was written to at ${day} ${time} (${kinds.join()})`];
    });

  const inGroups = ({ pushed }: Played): readonly string[] =>
    pushed
      .filter(({ seen }) => seen.kind === 'group')
      .flatMap(({ seen: { text, at: when, to } }) => {
        const named = [
          ...county.schools.map(({ name }) => name),
          ...county.people.map(({ name }) => name),
        ].filter((name) => text.includes(name));
        const names = named.map((name) => `${name} was named in ${to} on ${dayOf(when)}`);
        const time = timeOf(when);
        const isAwake = time >= '08:00' && time < '20:00' && isWorked(dayOf(when));
        return [
          ...names,
          ...(RANKING.test(text) ? [`a ranking in ${to} on ${dayOf(when)}: ${text}`] : []),
          ...(isAwake ? [] : [`${to} was written to at ${dayOf(when)} ${time}`]),
        ];
      });

  const inDigests = ({ pushed }: Played): readonly string[] =>
    pushed
      .filter(isDigest)
      .flatMap(({ seen: { text, at: when } }) =>
        /K\d{2}-\d{4}|测试[甲乙丙丁]/.test(text) || RANKING.test(text)
          ? [`the digest of ${dayOf(when)} cannot be forwarded: ${text}`]
          : [],
      );

  /** Nobody is asked after their unit answered; whoever is asked again is asked about difficulties. */
  const askedAgain = (played: Played): readonly string[] => {
    const rounds = roundsOf(played, routine(played));
    return [...rounds.values()].flatMap(({ id, unit, asked, answered }) => {
      const late = asked.filter(({ seen }) => answered !== undefined && seen.at > answered);
      const rude = asked.slice(1).filter(({ seen }) => !seen.text.includes('困难'));
      return [
        ...late.map(({ seen }) => `${unit} was asked ${id} on ${stamp(seen.at)}, after it had answered`),
        ...rude.map(({ seen }) => `${unit} was asked ${id} again on ${stamp(seen.at)} without 有困难吗`),
      ];
    });
  };

  return {
    broken: (played) => [
      ...tooMany(played),
      ...atWrongTimes(played),
      ...inGroups(played),
      ...inDigests(played),
      ...askedAgain(played),
    ],
    busiest: (played) => ({
      day: Math.max(0, ...counts(played, (day) => day).values()),
      week: Math.max(0, ...counts(played, weekOf).values()),
    }),
  };
}

const stamp = (when: Date): string => `${dayOf(when)} ${timeOf(when)}`;

const over = (found: ReadonlyMap<string, number>, most: number, span: string): readonly string[] =>
  [...found].filter(([, count]) => count > most).map(([key, count]) => `${count} messages ${span}: ${key}`);

/** One question to one unit, with one deadline. */
interface RoundSeen {
  readonly id: string;
  readonly unit: string;
  readonly asked: Pushed[];
  /** When the first receipt for it came. */
  answered?: Date;
}

const unitOf = ({ school, township }: Citizen): string => school ?? township ?? '局';

/** By unit, question and the deadline that the words name. */
function roundsOf(
  { conversations }: Played,
  routine: readonly (Pushed & { readonly citizen: Citizen })[],
): ReadonlyMap<string, RoundSeen> {
  const rounds = new Map<string, RoundSeen>();
  for (const each of routine) {
    for (const ask of asksIn(each.seen.text)) {
      const id = roundId(ask);
      if (id === undefined) continue;
      const unit = unitOf(each.citizen);
      const key = `${unit}|${id}`;
      const round = rounds.get(key) ?? { id, unit, asked: [] };
      round.asked.push(each);
      rounds.set(key, round);
    }
  }
  for (const { received, intention, citizen, at: when } of conversations) {
    const id = received ? roundId(intention.ask) : undefined;
    const round = id === undefined ? undefined : rounds.get(`${unitOf(citizen)}|${id}`);
    if (round !== undefined && round.answered === undefined) round.answered = when;
  }
  return rounds;
}

/** Questions without a deadline cannot be told from those of the time before. */
const roundId = ({ about, key }: Ask): string | undefined =>
  deadlineIn(about) === undefined ? undefined : key;

/** How long a notice may be put off and still counts for its round. */
const ROUND_DAYS = 10;

/**
 * What is wrong with the days on which these words were first read, when each round was to begin on one of `days`:
 * most readers (85 of 100) read them on the very day, the others (who had their message of the day already) within ten
 * days, nobody at another time.
 */
export function wrongDays(
  pushed: readonly Pushed[],
  words: string,
  days: readonly string[],
): readonly string[] {
  const readers = new Map<string, number>();
  for (const { seen } of pushed)
    if (seen.text.includes(words)) readers.set(dayOf(seen.at), (readers.get(dayOf(seen.at)) ?? 0) + 1);
  const roundOf = (day: string): string | undefined =>
    days.findLast((first) => first <= day && day <= plusDays(first, ROUND_DAYS));
  const stray = [...readers.keys()].filter((day) => roundOf(day) === undefined);
  const late = days.flatMap((day) => {
    const all = [...readers].filter(([read]) => roundOf(read) === day).reduce((sum, [, n]) => sum + n, 0);
    const onDay = readers.get(day) ?? 0;
    return all > 0 && onDay >= all * 0.85 ? [] : [`${day}: ${onDay} of ${all} readers read it that day`];
  });
  return [...stray.map((day) => `${day}: ${readers.get(day)} readers, and no round begins`), ...late];
}
