import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { IncomingMessage } from '../../../../src/chat/message.ts';
import { startWecomGateway, type WecomGateway } from '../../../../src/sandbox/wecom/gateway.ts';
import { BOT, FAST, type Instance, instance, replied, sharedLease, text, until } from './setup.ts';

/** Every way a connection ends, the gentle and the rude. */
const BLOWS: readonly ((gateway: WecomGateway) => void)[] = [
  (gateway) => gateway.drop(BOT.botId),
  (gateway) => gateway.close(BOT.botId, 1000),
  (gateway) => gateway.close(BOT.botId, 1001),
  (gateway) => gateway.close(BOT.botId, 1012),
  // Pings are still answered: only a command brings it to light.
  (gateway) => {
    gateway.unsubscribe(BOT.botId);
    speak(gateway, 10_000 + 3 * gateway.attempts.length);
  },
  (gateway) => gateway.kick(BOT.botId),
  (gateway) => gateway.silence(BOT.botId),
];
const DISCONNECTS = 200;

/** The inbox's part: whoever is first handles the message, everybody gives the same reply. */
function inbox() {
  const handled = new Map<string, number>();
  const replies = new Map<string, string>();
  return {
    handled,
    answer: async (message: IncomingMessage) => {
      if (!replies.has(message.id)) {
        replies.set(message.id, `已登记 ${message.id}`);
        handled.set(message.id, (handled.get(message.id) ?? 0) + 1);
      }
      await sleep(Math.random() * 10);
      return replied(replies.get(message.id) ?? '', `S-${message.id}`);
    },
  };
}

const RESPOND = 'https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=';
const responses: unknown[] = [];

/** The vendor's HTTP side: takes the one answer to a response URL. */
function takeResponses(): void {
  nock('https://qyapi.weixin.qq.com')
    .persist()
    .post(/^\/cgi-bin\/aibot\/response/)
    .reply((_uri, body) => {
      responses.push(body);
      return [200, { errcode: 0, errmsg: 'ok' }];
    });
}

/** Three messages, each chat with its own limit; every tenth message comes twice. */
function speak(gateway: WecomGateway, from: number): void {
  for (let n = from; n < from + 3; n += 1) {
    const chat = { chatid: `wr${n % 97}`, chattype: 'group', from: { userid: 'z' } };
    const body = { ...text(`M${n}`, '@校园哨兵 登记', chat), response_url: `${RESPOND}M${n}` };
    gateway.callback(BOT.botId, body);
    if (n % 10 === 0) gateway.callback(BOT.botId, body);
  }
}

const isFresh = (gateway: WecomGateway, before: number): boolean =>
  gateway.attempts.length > before && gateway.subscribed(BOT.botId) === 1;

/** How often each message was answered, as people in the chats see it. */
function answersOf(gateway: WecomGateway): Map<string, number> {
  const times = new Map<string, number>();
  for (const body of [...gateway.shown.map((one) => one.body), ...responses]) {
    for (const [, id = ''] of JSON.stringify(body).matchAll(/已登记 (M\d+)/g))
      times.set(id, (times.get(id) ?? 0) + 1);
  }
  return times;
}

describe(`${DISCONNECTS} broken connections with messages in flight`, () => {
  const store = inbox();
  let gateway: WecomGateway;
  let bots: Instance[] = [];

  beforeAll(async () => {
    gateway = await startWecomGateway({ bots: [BOT], limits: { perMinute: 1e6, perHour: 1e6 } });
    takeResponses();
    const shared = sharedLease();
    const timings = { coolDownMs: 30, longestCoolDownMs: 60, longestBackoffMs: 60, pingMs: 15, ackMs: 60 };
    bots = ['one', 'two'].map((name) => instance(gateway, { lease: shared.lease(name), timings }));
    for (const bot of bots) bot.answer = store.answer;
    let before = 0;
    for (let n = 0; n < DISCONNECTS; n += 1) {
      await until('a new connection is subscribed', () => isFresh(gateway, before));
      before = gateway.attempts.length;
      gateway.faults.acks = n % 5 === 0 ? { afterMs: 20 } : 'normal';
      speak(gateway, 3 * n);
      await sleep(Math.random() * 12);
      BLOWS[n % BLOWS.length]?.(gateway);
    }
    gateway.faults.acks = 'normal';
    await sleep(1_000);
  }, 100_000);

  afterAll(async () => {
    await Promise.all(bots.map((bot) => bot.stop()));
    await gateway.stop();
    nock.cleanAll();
  });

  it('were many', () => {
    expect(gateway.attempts.length).toBeGreaterThanOrEqual(DISCONNECTS);
    expect(store.handled.size).toBeGreaterThan(DISCONNECTS);
  });

  it('made nothing happen twice, nor left anything heard unhandled', () => {
    const heard = new Set(bots.flatMap((bot) => bot.heard.map((message) => message.id)));
    expect(store.handled.size).toBe(heard.size);
    expect([...store.handled.values()].filter((times) => times !== 1)).toEqual([]);
  });

  it('were followed by one attempt at a time, never too soon', () => {
    const gaps = gateway.attempts.slice(1).map((at, n) => at - (gateway.attempts[n] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(FAST.attemptGapMs - 5);
  });

  it('showed no answer twice, but for messages that came twice', () => {
    const twice = [...answersOf(gateway)].filter(
      ([id, times]) => times > 1 && Number(id.slice(1)) % 10 !== 0,
    );
    expect(twice).toEqual([]);
  });

  it('cost only answers of which nobody can know', () => {
    const answers = answersOf(gateway);
    const missing = [...store.handled.keys()].filter((id) => !answers.has(id));
    // Silence swallows what was written into it, and here it comes faster than anything can be said again.
    expect(missing.length).toBeLessThan(store.handled.size / 5);
  });
});
