import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type EntryDocument, entriesOf } from '../../src/inbox/entry-document.ts';
import type { Breakage } from '../../src/sandbox/dingtalk/gateway-clients.ts';
import type { OpeningTrouble } from '../../src/sandbox/dingtalk/gateway-tickets.ts';
import { PEOPLE, WANGXI } from '../journeys/wangxi.ts';
import { BOT, type Outbound, startOutbound, until } from '../support/outbound-program.ts';

/** In the suite; `STORM=1000` for the long one, about nine minutes. */
const DISCONNECTS = Number(process.env.STORM ?? 60);
const EACH = Math.ceil(DISCONNECTS / 2);
const WITHIN_MS = 60_000 + DISCONNECTS * 2_500;
/** Real, as in production: the least time between two attempts of one robot. */
const GAP_MS = 1_000;
/** Chats of WeCom take 30 messages a minute. */
const CHATS = 89;

/** Waits that would be too long for a storm: pings, silences, the growing pauses after failures. Never the gap. */
const TIMINGS = {
  wecomSocket: {
    ...{ longestBackoffMs: 1_000, coolDownMs: 1_000, longestCoolDownMs: 1_000, stableMs: 500 },
    ...{ connectMs: 1_000, pingMs: 100, ackMs: 200, repeatsMs: [500, 1_000, 2_000, 4_000] },
  },
  dingtalkStream: {
    ...{ longestMs: 1_000, refusedMs: 1_000, stableMs: 500, handshakeMs: 1_000 },
    ...{ pingMs: 100, silentMs: 400, quietMs: 900, drainMs: 500 },
  },
};

type Blow = (world: Outbound, n: number) => void;
const WECOM_BLOWS: readonly Blow[] = [
  ({ wecom }) => wecom.drop(BOT.botId),
  ({ wecom }) => wecom.close(BOT.botId, 1000),
  ({ wecom }) => wecom.close(BOT.botId, 1012),
  ({ wecom }) => wecom.kick(BOT.botId),
  ({ wecom }) => wecom.silence(BOT.botId),
  // Pings are still answered: only a command brings it to light.
  (world, n) => {
    world.wecom.unsubscribe(BOT.botId);
    report(world, 'wecom', `forgotten-${n}`);
  },
];
const BREAKAGES: readonly Breakage[] = ['disconnect', 'drop', 'close', 'zombie', 'freeze'];
const TROUBLES: readonly OpeningTrouble[] = [
  ...(['too-fast', 'down', 'page', 'cut'] as const),
  ...(['ticket', 'handshake', 'flap', 'refused'] as const),
];

let world: Outbound;
const brought = { wecom: new Set<string>(), dingtalk: new Set<string>() };
let serial = 0;

function report(to: Outbound, platform: 'wecom' | 'dingtalk', id: string): void {
  serial += 1;
  const text = `报隐患 桐渡镇中心小学 第${serial}处围墙裂缝`;
  const saying = { platform, sender: PEOPLE.tongdu[platform], group: `${platform}-${serial % CHATS}`, id };
  if (to.bring(text, saying)) brought[platform].add(id);
  // Every tenth comes twice at once, as it may on a broken line.
  if (serial % 10 === 0) to.bring(text, saying);
}

async function wecomStorm(): Promise<void> {
  let before = 0;
  const { wecom } = world;
  for (let n = 0; n < EACH; n += 1) {
    await until(
      'a new connection is subscribed',
      () => wecom.attempts.length > before && wecom.subscribed(BOT.botId) === 1,
    );
    before = wecom.attempts.length;
    wecom.faults.acks = n % 5 === 0 ? { afterMs: 50 } : 'normal';
    for (let times = 0; times < 3; times += 1) report(world, 'wecom', `wecom-${n}-${times}`);
    await sleep((n * 7) % 40);
    WECOM_BLOWS[n % WECOM_BLOWS.length]?.(world, n);
    if (n % 12 === 0) {
      wecom.faults.refuseUpgrade = true;
      setTimeout(() => {
        wecom.faults.refuseUpgrade = false;
      }, 1_200);
    }
  }
  wecom.faults.acks = 'normal';
}

async function dingtalkStorm(): Promise<void> {
  const { dingtalk } = world;
  for (let n = 0; n < EACH; ) {
    await until('it is connected', () => dingtalk.connections() > 0);
    for (let times = 0; times < 3; times += 1) report(world, 'dingtalk', `dingtalk-${n}-${times}`);
    await sleep((n * 11) % 40);
    if (n % 6 === 0) dingtalk.spoil(TROUBLES[(n / 6) % TROUBLES.length] ?? 'down');
    const openings = dingtalk.openings.length;
    n += dingtalk.break(BREAKAGES[n % BREAKAGES.length] ?? 'drop', 'all');
    await until('it tries again', () => dingtalk.openings.length > openings);
  }
}

const inbox = () => entriesOf(world.program.app.database.mongo);
const isSettled = ({ answeredAt, late }: EntryDocument): boolean =>
  answeredAt !== undefined && late?.state !== 'due' && late?.state !== 'sending';

beforeAll(async () => {
  world = await startOutbound({
    county: WANGXI,
    timings: TIMINGS,
    wecomLimits: { perMinute: 1e6, perHour: 1e6 },
    dingtalk: { redeliverMs: 1_000, pingMs: 100, leaveMs: 300 },
  });
  await Promise.all([wecomStorm(), dingtalkStorm()]);
  await until('DingTalk is rid of everything', () => world.dingtalk.waiting() === 0);
  const over = performance.now() + 20_000;
  while (performance.now() < over && !(await inbox().find().toArray()).every(isSettled)) await sleep(200);
}, WITHIN_MS);
afterAll(() => world.stop());

/** For who watches the long storm. */
function tell(figures: object): void {
  if (process.env.STORM !== undefined) process.stderr.write(`${JSON.stringify(figures)}\n`);
}

const gapsOf = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((at, n) => at - (times[n] ?? 0));

describe(`${DISCONNECTS} forced disconnects with messages in flight`, () => {
  it('were that many, on both platforms', () => {
    expect(world.wecom.attempts.length).toBeGreaterThanOrEqual(EACH);
    expect(world.dingtalk.openings.length).toBeGreaterThanOrEqual(EACH);
  });

  it('lost nothing that was stored: every message was worked on to its end', async () => {
    const entries = await inbox().find().toArray();
    expect(entries.filter((entry) => !isSettled(entry))).toEqual([]);
    const onDingtalk = entries.flatMap(({ _id }) =>
      _id.startsWith('dingtalk:') ? [_id.slice('dingtalk:'.length)] : [],
    );
    // DingTalk brings again what nobody took; what a broken socket of WeCom's lost is lost.
    expect(new Set(onDingtalk)).toEqual(brought.dingtalk);
  });

  it('made nothing happen twice: one case for each message', async () => {
    const { db } = world.program.app.database.mongo;
    expect(await db.collection('hazards').countDocuments({})).toBe(await inbox().countDocuments({}));
  });

  it('had each message answered once, where an answer could be given', async () => {
    const stored = (await inbox().find().toArray()).map(({ _id }) => _id.split(':')[1] ?? '');
    const twice = stored.filter((id) => world.answersTo(id).length > 1);
    expect(twice).toEqual([]);
    // What a silent or forgetful connection of WeCom's swallowed may have been shown: it is said again for a minute
    // at most. DingTalk's answers do not go over the connection.
    const silent = stored.filter((id) => id.startsWith('dingtalk') && world.answersTo(id).length === 0);
    expect(silent).toEqual([]);
    tell({
      attempts: world.wecom.attempts.length,
      openings: world.dingtalk.openings.length,
      ...{ brought: brought.wecom.size + brought.dingtalk.size, stored: stored.length },
      unanswered: stored.filter((id) => world.answersTo(id).length === 0).length,
    });
  });

  it('were followed by at most one attempt a second and robot', () => {
    const early = (times: readonly number[]) => gapsOf(times).filter((gap) => gap < GAP_MS);
    expect(early(world.wecom.attempts)).toEqual([]);
    expect(early(world.dingtalk.openings)).toEqual([]);
  });

  it('broke no rule of either platform', () => {
    expect(world.dingtalk.complaints).toEqual([]);
    expect(world.vendor.refusals).toEqual([]);
  });
});
