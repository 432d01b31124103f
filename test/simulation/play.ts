import { inParallel } from '../../src/mongo/in-parallel.ts';
import type { Seen } from './cloud.ts';
import { type Conversation, converse } from './converse.ts';
import type { Citizen, SimulatedCounty } from './county.ts';
import { at, isWorked, plusDays } from './days.ts';
import { createDiary } from './diary.ts';
import { type Intention, type Officer, officerOf } from './officers.ts';
import { type Ask, asksIn, type Call, callsIn } from './reading.ts';
import type { Pushed, Speaking, World } from './world.ts';

/** What is played: which days, with whose luck, and what happens on the way. */
export interface Script {
  readonly county: SimulatedCounty;
  readonly seed: number;
  /** `YYYY-MM-DD`, both included. */
  readonly from: string;
  readonly to: string;
  /** Called once at each time of the day at which something is looked at, before it is. */
  readonly meanwhile?: (day: string, time: string) => Promise<void>;
  /** Hears of each day that is over: for people who watch a long run. */
  readonly progress?: (day: string, messages: number, answers: number) => void;
}

/** What happened. */
export interface Played {
  /** Everything the bot said unasked. */
  readonly pushed: readonly Pushed[];
  /** Everything people said, with the answers. */
  readonly conversations: readonly Conversation[];
  readonly officers: readonly Officer[];
}

/** When the instances look at their schedule. On the minute, as their own timers do, only not every minute. */
const WORKDAY_TIMES = [
  ...[
    '07:00',
    '07:30',
    '08:00',
    '08:10',
    '08:30',
    '09:00',
    '10:00',
    '10:10',
    '11:00',
    '12:00',
    '14:00',
    '15:00',
  ],
  ...['15:30', '16:00', '16:10', '17:00', '17:10', '18:00', '19:00', '20:30', '22:00'],
];
const OTHER_TIMES = ['03:20', '08:00', '08:10', '10:00', '15:00', '16:00', '17:10', '19:30', '21:00'];
const AT_ONCE = 8;
/** People who write within the same ten minutes write at once. */
const BUCKET_MS = 10 * 60_000;

/** Plays a span of time: the clock goes from one look to the next, and people write in between. */
export async function play(
  world: World,
  { county, seed, from, to, meanwhile, progress }: Script,
): Promise<Played> {
  const officers = county.people.map((citizen) => officerOf(citizen, seed));
  const byAccount = new Map(
    officers.flatMap((one) => accountsOf(one.citizen).map((key) => [key, one] as const)),
  );
  const diary = createDiary<Planned>();
  const calls = createCalls();
  const pushed: Pushed[] = [];
  const conversations: Conversation[] = [];

  const read = (news: readonly Pushed[]): void => {
    pushed.push(...news);
    for (const { seen } of news) {
      const officer = seen.kind === 'person' ? byAccount.get(`${seen.platform}:${seen.to}`) : undefined;
      if (officer !== undefined) readBy(officer, seen);
    }
  };

  const readBy = (officer: Officer, { text, at: when, platform }: Seen): void => {
    const asks = asksIn(text);
    for (const ask of asks) calls.asked(officer, ask, platform);
    for (const intention of officer.reads(asks, when))
      diary.note(intention.at, { officer, intention, platform });
    for (const call of callsIn(text)) {
      const then = officer.calls(when);
      if (then !== undefined) diary.note(then, { officer, call, platform });
    }
  };

  /** Somebody telephones, notes that they did, and whom they reached may answer. */
  const telephone = async ({ officer, call, platform }: PlannedCall): Promise<void> => {
    const speaking = speakingOf(county, officer.citizen, platform, 'private');
    if (speaking !== undefined) await world.say(`催报 已电话 ${call.unit} ${call.duty}`, speaking);
    const reached = calls.reached(call);
    const intention = reached?.officer.afterCall(reached.ask, world.clock.now());
    if (reached !== undefined && intention !== undefined)
      diary.note(intention.at, { officer: reached.officer, intention, platform: reached.platform });
  };

  const write = async ({ officer, intention, platform }: PlannedAnswer): Promise<void> => {
    const speaking = speakingOf(county, officer.citizen, platform, intention.where);
    if (speaking === undefined) return;
    const conversation = await converse(world, { citizen: officer.citizen, intention, speaking, seed });
    conversations.push(conversation);
    const { correction } = intention;
    if (correction !== undefined) diary.note(correction.at, { officer, intention: correction, platform });
  };

  /** Lets people write who want to before `until`. */
  const writeUntil = async (until: Date): Promise<void> => {
    for (let next = diary.first(); next !== undefined && next < until; next = diary.first()) {
      const end = new Date(Math.min(next.getTime() + BUCKET_MS, until.getTime()));
      if (next > world.clock.now()) world.clock.moveTo(next);
      await inParallel(diary.until(end), AT_ONCE, (plan) => ('call' in plan ? telephone(plan) : write(plan)));
      read(await world.settle());
    }
  };

  for (let day = from; day <= to; day = plusDays(day, 1)) {
    for (const time of isWorked(day) ? WORKDAY_TIMES : OTHER_TIMES) {
      const now = at(day, time);
      if (now < world.clock.now()) continue;
      await writeUntil(now);
      world.clock.moveTo(now);
      await meanwhile?.(day, time);
      read(await world.tick());
    }
    progress?.(day, pushed.length, conversations.length);
  }
  return { pushed, conversations, officers };
}

interface PlannedAnswer {
  readonly officer: Officer;
  readonly intention: Intention;
  readonly platform: 'wecom' | 'dingtalk';
}

interface PlannedCall {
  readonly officer: Officer;
  readonly call: Call;
  readonly platform: 'wecom' | 'dingtalk';
}

type Planned = PlannedAnswer | PlannedCall;

/** Who was asked what last, by unit: whom a call reaches. */
function createCalls() {
  const lastAsked = new Map<string, (Omit<PlannedAnswer, 'intention'> & { readonly ask: Ask })[]>();
  return {
    asked: (officer: Officer, ask: Ask, platform: PlannedAnswer['platform']): void => {
      const { school, township } = officer.citizen;
      const unit = school ?? township ?? '教育局';
      const before = lastAsked.get(unit) ?? [];
      lastAsked.set(unit, [{ officer, ask, platform }, ...before].slice(0, 20));
    },
    /** The one whose question names what the call is about. */
    reached: ({ unit, duty }: Call) =>
      lastAsked.get(unit)?.find(({ ask }) => ask.about.includes(duty)) ?? lastAsked.get(unit)?.[0],
  };
}

const accountsOf = ({ wecom, dingtalk }: Citizen): readonly string[] => [
  ...(wecom === undefined ? [] : [`wecom:${wecom}`]),
  ...(dingtalk === undefined ? [] : [`dingtalk:${dingtalk}`]),
];

/** In private, or in the nearest group there is: the school's, the township's, the bureau's. */
function speakingOf(
  { groups, schools }: SimulatedCounty,
  citizen: Citizen,
  platform: 'wecom' | 'dingtalk',
  where: Intention['where'],
): Speaking | undefined {
  const sender = citizen[platform];
  if (sender === undefined) return undefined;
  if (where === 'private') return { platform, sender };
  const township = citizen.township ?? schools.find(({ name }) => name === citizen.school)?.township;
  const group =
    groups.find(({ school }) => school !== undefined && school === citizen.school) ??
    groups.find((each) => each.township !== undefined && each.township === township) ??
    groups[0];
  const chat = group?.[platform]?.chat;
  return chat === undefined ? undefined : { platform, sender, group: chat };
}
