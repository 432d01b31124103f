import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startWecomGateway, type WecomGateway } from '../../../../src/sandbox/wecom/gateway.ts';
import { livedTime } from '../../../support/lived-time.ts';
import { BOT, FAST, type Instance, instance, opened, replied, sharedLease, text, until } from './setup.ts';

let gateway: WecomGateway;
let running: Instance[];

beforeEach(async () => {
  gateway = await startWecomGateway({ bots: [BOT] });
  running = [];
});

afterEach(async () => {
  await Promise.all(running.map((one) => one.stop()));
  await gateway.stop();
});

function start(
  ...given: Parameters<typeof instance> extends [unknown, ...infer Rest] ? Rest : never
): Instance {
  const made = instance(gateway, ...given);
  running.push(made);
  return made;
}

const reasons = (one: Instance) =>
  one.states.map(({ phase, reason }) => (reason ? `${phase} ${reason}` : phase));
const attempts = (count: number, ms?: number) =>
  until(`${count} attempts`, () => gateway.attempts.length >= count, ms);

describe('a connection', () => {
  it.each<[string, (gateway: WecomGateway) => void]>([
    ['is dropped', (broken) => broken.drop(BOT.botId)],
    ['is closed', (broken) => broken.close(BOT.botId, 1001)],
    ['falls silent', (broken) => broken.silence(BOT.botId)],
    [
      'gets no answer to pings',
      (broken) => {
        broken.faults.ignorePings = true;
        setTimeout(() => {
          broken.faults.ignorePings = false;
        }, 350);
      },
    ],
  ])('that %s comes back', async (_name, breakIt) => {
    const bot = start();
    await opened(bot);
    breakIt(gateway);
    await attempts(2);
    await opened(bot);
    gateway.callback(BOT.botId, text('M1'));
    await until('shown', () => gateway.shown.length === 1);
  });

  it('that was forgotten comes back at the first command, which is not lost', async () => {
    const bot = start();
    await opened(bot);
    gateway.unsubscribe(BOT.botId);
    gateway.callback(BOT.botId, text('M1'));
    await until('shown', () => gateway.shown.length === 1);
    expect(gateway.refusals).toContainEqual({ cmd: 'aibot_respond_msg', errcode: 846_609 });
    expect(gateway.attempts).toHaveLength(2);
  });

  it('that is not answered when it subscribes is given up', async () => {
    gateway.faults.ignoreSubscribe = true;
    const bot = start();
    await attempts(2);
    gateway.faults.ignoreSubscribe = false;
    await opened(bot);
  });

  it('that cannot be had is tried at growing distances', async () => {
    gateway.faults.refuseUpgrade = true;
    start({ timings: { letGoMs: 10_000 } });
    await attempts(6);
    const gaps = gateway.attempts.slice(1).map((at, n) => at - (gateway.attempts[n] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(FAST.attemptGapMs - 2);
    expect(gaps[4]).toBeGreaterThan(3 * (gaps[0] ?? 0));
  });

  it('with a wrong secret is refused, tried again slowly, and says so', async () => {
    gateway.faults.refuseCredentials = true;
    const bot = start();
    await until('refused', () => bot.socket.state().phase === 'refused');
    await sleep(FAST.refusedMs / 2);
    expect(gateway.attempts).toHaveLength(1);
    expect(bot.socket.state()).toMatchObject({ phase: 'refused', reason: 'bad-credentials', attempts: 1 });
    gateway.faults.refuseCredentials = false;
    await opened(bot);
    expect(gateway.attempts).toHaveLength(2);
  });

  it('tells its states in order', async () => {
    const bot = start();
    await opened(bot);
    gateway.drop(BOT.botId);
    await attempts(2);
    await opened(bot);
    await bot.stop();
    expect(reasons(bot)).toEqual([
      'connecting',
      'open',
      'connecting network',
      'connecting network',
      'open',
      'stopped',
    ]);
    expect(bot.socket.state().lastFrameAt).toBeGreaterThan(0);
  });

  it('is closed by stop after the answers in flight', async () => {
    const bot = start();
    await opened(bot);
    bot.answer = async () => {
      await sleep(100);
      return replied('好的');
    };
    gateway.callback(BOT.botId, text('M1'));
    await until('heard', () => bot.heard.length === 1);
    await bot.stop();
    expect(gateway.shown).toHaveLength(1);
    await sleep(200);
    expect(gateway.attempts).toHaveLength(1);
    expect(gateway.subscribed(BOT.botId)).toBe(0);
  });
});

describe('two instances', () => {
  it('hold one connection, and the second takes over when the first stops', async () => {
    const shared = sharedLease();
    const one = start({ lease: shared.lease('one') });
    await opened(one);
    const two = start({ lease: shared.lease('two') });
    await until('standing by', () => two.socket.state().phase === 'standing-by');
    expect(two.socket.state().reason).toBe('another-instance');
    expect(two.socket.channel.ready?.()).toBe(false);
    const sinceStop = livedTime();
    await one.stop();
    await opened(two);
    // 10 s in production, where everything is thirty times as slow.
    expect(sinceStop.ms()).toBeLessThan(10_000 / 30);
    expect(gateway.attempts).toHaveLength(2);
  });

  it('change over when the lease of the first runs out', async () => {
    const shared = sharedLease();
    const dead = shared.lease('dead');
    expect(await dead.acquire()).toBe(true);
    const sinceDeath = livedTime();
    const two = start({ lease: shared.lease('two') });
    await opened(two);
    expect(sinceDeath.ms()).toBeLessThan(10_000 / 30);
  });

  it('never hold two: who loses the lease closes at once', async () => {
    const shared = sharedLease();
    const one = start({ lease: shared.lease('one') });
    await opened(one);
    shared.give('two');
    await until('closed', () => gateway.subscribed(BOT.botId) === 0);
    expect(one.socket.state()).toMatchObject({ phase: 'standing-by' });
    const two = start({ lease: shared.lease('two') });
    await opened(two);
    await sleep(300);
    expect(one.states.filter(({ reason }) => reason === 'kicked')).toEqual([]);
    expect(gateway.attempts).toHaveLength(2);
  });

  it('close when nobody can tell who holds the lease', async () => {
    const shared = sharedLease();
    const lease = shared.lease('one');
    let away = false;
    const fails = <T>(work: () => Promise<T>) => (away ? Promise.reject(new Error('away')) : work());
    const one = start({
      lease: {
        acquire: () => fails(() => lease.acquire()),
        renew: () => fails(() => lease.renew()),
        release: () => fails(() => lease.release()),
      },
    });
    await opened(one);
    away = true;
    const sinceAway = livedTime();
    await until('closed', () => gateway.subscribed(BOT.botId) === 0);
    expect(sinceAway.ms()).toBeLessThan(FAST.leaseMs + 50);
    await until('said so', () => one.socket.state().reason === 'lease-unreachable');
    away = false;
    await opened(one);
  });

  it('start no war when a stranger takes the connection: the other one tries, then both cool down', async () => {
    const shared = sharedLease();
    const one = start({ lease: shared.lease('one'), timings: { coolDownMs: 3_000 } });
    await opened(one);
    const two = start({ lease: shared.lease('two'), timings: { coolDownMs: 3_000 } });
    await until('standing by', () => two.socket.state().phase === 'standing-by');
    gateway.kick(BOT.botId);
    await opened(two);
    expect(one.socket.state()).toMatchObject({ phase: 'standing-by', reason: 'kicked' });
    gateway.kick(BOT.botId);
    await sleep(1_500);
    expect(gateway.attempts).toHaveLength(2);
    expect(two.socket.state()).toMatchObject({ phase: 'standing-by', reason: 'kicked' });
  });

  it('come back after the cool-down, which doubles', async () => {
    const one = start({ timings: { coolDownMs: 200 } });
    await opened(one);
    for (const wait of [200, 400]) {
      const kickedAt = performance.now();
      gateway.kick(BOT.botId);
      await until('stood down', () => one.socket.state().reason === 'kicked');
      await opened(one);
      expect(performance.now() - kickedAt).toBeGreaterThanOrEqual(wait);
    }
  });
});
