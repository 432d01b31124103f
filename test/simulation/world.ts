import { setTimeout as sleep } from 'node:timers/promises';
import { ownMillisecond, shownText, signed, textBody } from '../support/dingtalk-client.ts';
import { APP } from '../support/outbound-program.ts';
import { DINGTALK, sayTo, startProgram, type TestProgram } from '../support/program.ts';
import { type Cloud, plain, type Seen, startCloud } from './cloud.ts';
import type { SimulatedCounty } from './county.ts';
import { type TestClock, testClock } from './test-clock.ts';

/** Who says something, in private or in a group. */
export interface Speaking {
  readonly platform: 'wecom' | 'dingtalk';
  readonly sender: string;
  readonly group?: string;
}

/** A delivery that was sent between two looks at the outbox, as the vendor got it. */
export interface Pushed {
  readonly seen: Seen;
  /** The program's word for what it is about; several when notices were merged. */
  readonly kinds: readonly string[];
}

/** The program, on any number of instances, in a county whose clock is moved by hand. */
export interface World {
  readonly clock: TestClock;
  readonly cloud: Cloud;
  readonly programs: readonly TestProgram[];
  /** Lets every instance look at its schedule now, and everything that follows from it arrive. */
  tick(): Promise<readonly Pushed[]>;
  /** Waits until nothing is left to send at this time. */
  settle(): Promise<readonly Pushed[]>;
  /** Somebody says something; resolves to the answer they read. */
  say(text: string, speaking: Speaking): Promise<string>;
  /** Lets one instance look at its schedule, and takes it away while it is at work. */
  stopOneAtWork(): Promise<void>;
  stop(): Promise<void>;
}

/** What a world is started with. */
export interface WorldOptions {
  readonly county: SimulatedCounty;
  readonly start: Date;
  readonly instances?: number;
}

const LOOK_MS = 8;
/** How far an instance gets with its work before it is stopped. */
const AT_WORK_MS = 40;
const PATIENCE_MS = 60_000;
/** Waits that end when the server's clock goes on, which does not stand still while the county's is moved. */
const SERVER_WAITS = ['rate', 'merge', 'retry'];

/** Starts clouds and instances. */
export async function startWorld({ county, start, instances = 1 }: WorldOptions): Promise<World> {
  const clock = testClock(start);
  const cloud = await startCloud(clock);
  const host = cloud.base.slice('http://'.length);
  const first = await startProgram({
    county: county.yaml,
    clock,
    env: {
      DINGTALK_API_BASE: cloud.base,
      DINGTALK_OAPI_BASE: cloud.base,
      DINGTALK_MEDIA_HOSTS: host,
      WECOM_API_BASE: cloud.base,
      WECOM_MEDIA_HOSTS: host,
      WECOM_CORP_ID: APP.corpId,
      WECOM_APP_SECRET: APP.secret,
      WECOM_APP_AGENT_ID: String(APP.agentId),
      WECOM_APP_TOKEN: APP.token,
      WECOM_APP_AES_KEY: APP.aesKey,
    },
  });
  const programs = [first];
  while (programs.length < instances) programs.push(await first.twin());
  const { db } = first.app.database.mongo;
  const deliveries = db.collection<Stored>('deliveries');
  let looked = 0;
  let turn = 0;

  const reconsider = (): Promise<unknown> => Promise.all(programs.map(({ app }) => app.outbox.reconsider()));
  /** Makes every sender look, without waking what waits for the county's clock once more. */
  const nudge = (): Promise<unknown> => Promise.all(programs.map(({ app }) => app.outbox.post([])));

  /** An hour goes by on the server: whatever waits for that goes on. */
  const letServerTimePass = async (): Promise<void> => {
    await db.collection('delivery-limits').deleteMany({});
    await deliveries.updateMany({ state: 'due', waiting: { $in: SERVER_WAITS }, claim: { $exists: false } }, [
      { $set: { wakeAt: { $min: ['$wakeAt', '$$NOW'] } } },
    ]);
  };

  /** Nothing is due, waits for the server's clock, is claimed by a sender or on its way. */
  const isQuiet = async (): Promise<boolean> => {
    const due = { state: 'due', wakeAt: { $lte: new Date(Date.now() + 1_000) } };
    const waiting = { state: 'due', waiting: { $in: SERVER_WAITS } };
    const claimed = { state: 'due', claim: { $exists: true } };
    const open = { $or: [{ state: 'sending' }, waiting, claimed, due] };
    return (await deliveries.findOne(open, { projection: { _id: 1 } })) === null;
  };

  const settle = async (): Promise<readonly Pushed[]> => {
    const until = performance.now() + PATIENCE_MS;
    await reconsider();
    while (!(await isQuiet())) {
      if (performance.now() > until) throw new Error(`The outbox does not come to rest: ${await openOnes()}`);
      await letServerTimePass();
      await nudge();
      await sleep(LOOK_MS);
    }
    return await pushedSince();
  };

  const openOnes = async (): Promise<string> => {
    const open = deliveries.find({ state: { $in: ['due', 'sending'] } });
    const shown = await open
      .project({ state: 1, waiting: 1, wakeAt: 1, code: 1, claim: 1 })
      .limit(5)
      .toArray();
    return JSON.stringify(shown);
  };

  /** What arrived since the last look, each message with the kinds of the notices in it. */
  const pushedSince = async (): Promise<readonly Pushed[]> => {
    const fresh = cloud.seen.slice(looked).filter((seen) => !cloud.wasAnswer(seen));
    looked = cloud.seen.length;
    if (fresh.length === 0) return [];
    const ids = [...new Set(fresh.map(({ platform, kind, to }) => `${platform}:${kind}:${to}`))];
    const sent = await deliveries
      .find({ target: { $in: ids }, createdAt: { $gte: new Date(clock.now().getTime() - 40 * 86_400_000) } })
      .project<Stored>({ kind: 1, target: 1, into: 1, endedAt: 1, state: 1, notice: 1 })
      .sort({ endedAt: 1 })
      .toArray();
    return fresh.map((seen) => ({ seen, kinds: kindsOf(seen, sent, told) }));
  };
  /** Deliveries that were matched with a message already. */
  const told = new Set<string>();

  const say = async (text: string, speaking: Speaking): Promise<string> => {
    const program = programs[turn++ % programs.length] ?? first;
    cloud.received(speaking.platform);
    if (speaking.platform === 'wecom')
      return plain((await sayTo(program.app.url, text, { ...speaking, at: clock.now() })) ?? '');
    return await sayByDingtalk(program.app.url, text, speaking, { clock, cloud });
  };

  return {
    clock,
    cloud,
    programs,
    settle,
    say,
    tick: async () => {
      await Promise.all(programs.map(({ app }) => app.tick()));
      return await settle();
    },
    stopOneAtWork: async () => {
      const last = programs.length > 1 ? programs.pop() : undefined;
      if (last === undefined) throw new Error('There would be nobody left.');
      const ticking = last.app.tick();
      await sleep(AT_WORK_MS);
      await Promise.all([ticking, last.stop()]);
    },
    stop: async () => {
      for (const program of programs.splice(0).reverse()) await program.stop();
      await cloud.close();
    },
  };
}

interface Stored {
  readonly _id: string;
  readonly kind: string;
  readonly target: string;
  readonly state: string;
  readonly into?: string;
  readonly endedAt?: Date;
  readonly waiting?: string;
  readonly wakeAt?: Date;
}

/** The kinds in the message: those of the oldest sent delivery to this target that has no message yet. */
function kindsOf(seen: Seen, sent: readonly Stored[], told: Set<string>): readonly string[] {
  const target = `${seen.platform}:${seen.kind}:${seen.to}`;
  const leader = sent.find((each) => each.target === target && each.state === 'sent' && !told.has(each._id));
  if (leader === undefined) return ['?'];
  told.add(leader._id);
  const members = sent.filter(({ into }) => into === leader._id);
  return [leader.kind, ...members.map(({ kind }) => kind)];
}

const LATE_LOOKS = 400;

/** A signed callback; an answer that comes later comes by the session, which is named after the chat. */
async function sayByDingtalk(
  url: string,
  text: string,
  { sender, group }: Speaking,
  { clock, cloud }: Pick<World, 'clock' | 'cloud'>,
): Promise<string> {
  const chat = group === undefined ? `person:${sender}` : `group:${group}`;
  const message = { text, sender, ...(group === undefined ? {} : { group }) };
  const sessionWebhook = `${cloud.base}/robot/sendBySession?session=${encodeURIComponent(chat)}`;
  const body = textBody(DINGTALK, message, clock.now(), { sessionWebhook });
  const before = cloud.seen.length;
  for (let tries = 0; ; tries += 1) {
    const { headers, body: sent } = signed(DINGTALK, body, ownMillisecond(clock.now()));
    const response = await fetch(`${url}/webhooks/dingtalk`, {
      method: 'POST',
      headers: { ...headers },
      body: sent,
    });
    if (response.status === 503 && tries < 20) continue;
    if (response.status !== 200) throw new Error(`status ${response.status}`);
    const shown = shownText(await response.text());
    if (shown !== '') return plain(shown);
    break;
  }
  for (let looks = 0; looks < LATE_LOOKS; looks += 1) {
    const late = cloud.seen
      .slice(before)
      .find((seen) => `${seen.kind}:${seen.to}` === chat && seen.bySession);
    if (late !== undefined) {
      cloud.isAnswer(late);
      return late.text;
    }
    await sleep(25);
  }
  throw new Error(`No answer to: ${text}`);
}
