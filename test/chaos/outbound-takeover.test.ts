import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { targetKey } from '../../src/delivery/targets.ts';
import type { TargetDocument } from '../../src/delivery/targets-store.ts';
import type { DeliveryView, Notice, Target } from '../../src/delivery/types.ts';
import { systemClock } from '../../src/kit/clock.ts';
import { GROUPS, PEOPLE, WANGXI } from '../journeys/wangxi.ts';
import { nodeArgs } from '../support/built.ts';
import { BOT, bringTo, newId, type Platforms, startPlatforms, until } from '../support/outbound-program.ts';
import { DATA_KEY, databaseUri, startProgram, type TestProgram } from '../support/program.ts';

const TAKE_OVER_MS = 10_000;
const READY_WITHIN_MS = 60_000;
/** Longer than an instance lets pass between two looks at who has the connection. */
const LOOKS_MS = 3_000;

let platforms: Platforms;
let folder: string;
const dbName = `test-${randomBytes(6).toString('hex')}`;
const children: ChildProcess[] = [];
const inside: TestProgram[] = [];

beforeAll(async () => {
  platforms = await startPlatforms({ clock: systemClock });
  folder = await mkdtemp(join(tmpdir(), 'cs-takeover-'));
  await writeFile(join(folder, 'county.yaml'), WANGXI);
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const program of inside) await program.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  await platforms.close();
});

/** An instance in a process of its own, which can be killed and frozen. WeCom only: DingTalk shares its load. */
async function spawnInstance(): Promise<ChildProcess> {
  const { TEST_MONGODB_URI: _uri, NODE_OPTIONS: _options, ...rest } = process.env;
  const env = {
    ...rest,
    ...platforms.env,
    PORT: '0',
    MONGODB_URI: databaseUri(dbName),
    DATA_DIR: folder,
    DATA_KEY,
    COUNTY_FILE: join(folder, 'county.yaml'),
    DINGTALK_MODE: '',
    LOG_LEVEL: 'error',
  };
  const child = spawn(process.execPath, nodeArgs('src/main.ts'), {
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  children.push(child);
  for await (const line of createInterface(child.stdout)) if (line.includes('/readyz')) break;
  return child;
}

/** An instance in this process. */
async function startInside(): Promise<TestProgram> {
  const program = await startProgram({ dbName, env: { ...platforms.env, DINGTALK_MODE: 'http' } });
  inside.push(program);
  return program;
}

const { attempts, shown } = {
  attempts: () => platforms.wecom.attempts,
  shown: () => platforms.wecom.shown,
};
const isSubscribed = (): boolean => platforms.wecom.subscribed(BOT.botId) === 1;

/** How long an answer takes here while nothing is wrong: a busy machine is not what the promise is about. */
let usualMs = 0;

/** The promise: an answer again within ten seconds, and what an answer takes on this machine. */
const expectPromptly = (ms: number): void => expect(ms).toBeLessThan(TAKE_OVER_MS + 4 * usualMs);

/** Asks for help until somebody answers; how long that took. */
async function answeredAfter(): Promise<number> {
  const start = performance.now();
  const asked: string[] = [];
  const streams = (): ReadonlySet<unknown> =>
    new Set(shown().map(({ body }) => (body as { stream?: { id: string } }).stream?.id));
  for (;;) {
    const id = newId();
    if (bringTo(platforms, '帮助', { platform: 'wecom', sender: PEOPLE.tongdu.wecom, id }) !== undefined)
      asked.push(Buffer.from(`wecom:${id}`).toString('base64url'));
    for (let looks = 0; looks < 20; looks += 1) {
      await sleep(25);
      if (asked.some((stream) => streams().has(stream))) return performance.now() - start;
    }
    if (performance.now() - start > 60_000) throw new Error('nobody answers any more');
  }
}

const pushed = (text: string) =>
  shown().filter(({ cmd, body }) => cmd === 'aibot_send_msg' && JSON.stringify(body).includes(text));

function notice(text: string, target: Target): Notice {
  return { id: newId(), kind: 'test', priority: 'emergency', title: '通知', text, targets: [target] };
}

/** The newest notice to the group, once it is no longer under way. */
async function lastView({ app }: TestProgram): Promise<DeliveryView | undefined> {
  for (;;) {
    const [view] = await app.outbox.list({ target: group, limit: 1 });
    if (view?.state !== 'sending') return view;
    await sleep(25);
  }
}

const group: Target = { platform: 'wecom', kind: 'group', id: GROUPS.tongdu.wecom };
const person: Target = { platform: 'wecom', kind: 'person', id: PEOPLE.tongdu.wecom };

/**
 * Whoever has sent to somebody lets go of them a moment later. One that dies in that moment keeps them to itself until
 * its lease of three minutes runs out, as it must: nobody else can tell that it does not send any more.
 */
async function letGoOf({ app }: TestProgram, target: Target): Promise<void> {
  const targets = app.database.mongo.collection<TargetDocument>('delivery-targets');
  while ((await targets.countDocuments({ _id: targetKey(target), holder: { $ne: null } })) > 0)
    await sleep(25);
}

/** A notice that found nobody connected is looked at every few seconds. */
const SHOWN_WITHIN_MS = 60_000;

describe('two instances and one WeCom robot', () => {
  let first: ChildProcess;
  let second: TestProgram;
  let third: ChildProcess;

  it('only one is connected, and stays so', async () => {
    first = await spawnInstance();
    await until('the first one is connected', isSubscribed, READY_WITHIN_MS);
    second = await startInside();
    usualMs = await answeredAfter();
    expect(usualMs).toBeLessThan(TAKE_OVER_MS);
    await sleep(LOOKS_MS);
    expect(attempts()).toHaveLength(1);
  }, 180_000);

  it('what is posted on the other one reaches group and person through the owner, once', async () => {
    const asked = shown().length;
    bringTo(platforms, '帮助', { platform: 'wecom', sender: PEOPLE.tongdu.wecom, group: group.id });
    await until('the group is answered', () => shown().length > asked);
    await second.app.outbox.post([notice('今日值班提醒', group), notice('请看隐患台账', person)]);
    await until('both are shown', () => pushed('今日值班提醒').length + pushed('请看隐患台账').length === 2);
    expect(pushed('今日值班提醒').map(({ chat }) => chat)).toEqual([group.id]);
    expect(pushed('请看隐患台账').map(({ chat }) => chat)).toEqual([person.id]);
    expect(await lastView(second)).toMatchObject({ state: 'sent', attempts: 0, channel: 'wecom.socket' });
  });

  it('is answered again within ten seconds of the owner’s sudden death, and notices wait meanwhile', async () => {
    // Dead before the notice is there: what a dying owner had begun to send would count as unknown, and stay so.
    await letGoOf(second, group);
    const gone = once(first, 'exit');
    first.kill('SIGKILL');
    await gone;
    await second.app.outbox.post([notice('交接中的提醒', group)]);
    expectPromptly(await answeredAfter());
    await until('the notice is shown', () => pushed('交接中的提醒').length > 0, SHOWN_WITHIN_MS);
    expect(await lastView(second)).toMatchObject({ state: 'sent', attempts: 0 });
  }, 180_000);

  it('is taken over at once when the owner is stopped', async () => {
    third = await spawnInstance();
    await sleep(LOOKS_MS);
    expect(attempts()).toHaveLength(2);
    const stopping = second.app.stop();
    expectPromptly(await answeredAfter());
    await stopping;
  }, 180_000);

  it('is taken over from an owner that sleeps, which does not fight for it when it wakes', async () => {
    const last = await startInside();
    third.kill('SIGSTOP');
    expectPromptly(await answeredAfter());
    const before = attempts().length;
    third.kill('SIGCONT');
    await sleep(LOOKS_MS);
    await answeredAfter();
    expect(attempts()).toHaveLength(before);
    expect(isSubscribed()).toBe(true);
    await last.app.outbox.post([notice('全部交接完毕', group)]);
    await until('it is shown', () => pushed('全部交接完毕').length > 0, SHOWN_WITHIN_MS);
    await sleep(1_000);
    expect(pushed('全部交接完毕')).toHaveLength(1);
  }, 180_000);

  it('never tries more than once a second', () => {
    const gaps = attempts()
      .slice(1)
      .map((at, n) => at - (attempts()[n] ?? 0));
    expect(gaps.filter((gap) => gap < 1_000)).toEqual([]);
  });
});
