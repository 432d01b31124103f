import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isAlive } from '../../src/mongo/embedded/alive.ts';
import { lastLine, PLATFORMS, type PlatformName, send } from '../journeys/talk.ts';
import { GROUPS, PEOPLE, WANGXI } from '../journeys/wangxi.ts';
import { nodeArgs } from '../support/built.ts';
import { DINGTALK, WECOM } from '../support/program.ts';

const KILLS = 4;
const CLIENTS = 4;
/** A killed instance's claim on a message lasts this long; then another run finishes the message. */
const CLAIM_MS = 15_000;
const READY_WITHIN_MS = 60_000;

interface Report {
  readonly id: string;
  readonly platform: PlatformName;
  readonly group: boolean;
  /** Of the first receipt. */
  number?: string;
}

let folder: string;
let url: string;
let env: NodeJS.ProcessEnv;
let program: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cs-kill-'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const countyFile = join(folder, 'county.yaml');
  await writeFile(countyFile, WANGXI);
  env = environment(port, countyFile);
});
afterAll(async () => {
  program?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
});

function environment(port: number, countyFile: string): NodeJS.ProcessEnv {
  const { TEST_MONGODB_URI: _uri, NODE_OPTIONS: _options, ...rest } = process.env;
  return {
    ...rest,
    PORT: String(port),
    MONGODB_URI: '',
    DATA_DIR: join(folder, 'data'),
    COUNTY_FILE: countyFile,
    LOG_LEVEL: 'error',
    WECOM_BOT_TOKEN: WECOM.token,
    WECOM_BOT_AES_KEY: WECOM.aesKey,
    WECOM_BOT_ID: WECOM.botId,
    WECOM_BOT_NAME: '校园哨兵',
    DINGTALK_CLIENT_ID: DINGTALK.robotCode,
    DINGTALK_CLIENT_SECRET: DINGTALK.secret,
    DINGTALK_CORP_ID: DINGTALK.corpId,
    // Late answers go nowhere: nothing listens there.
    WECOM_API_BASE: 'http://127.0.0.1:1',
    DINGTALK_API_BASE: 'http://127.0.0.1:1',
    DINGTALK_OAPI_BASE: 'http://127.0.0.1:1',
  };
}

async function start(): Promise<void> {
  const child = spawn(process.execPath, nodeArgs('src/main.ts'), { env, stdio: 'ignore' });
  program = child;
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until) {
    if (child.exitCode !== null) throw new Error(`the program ended with ${child.exitCode}`);
    const ready = await fetch(`${url}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ready) return;
    await sleep(50);
  }
  throw new Error('the program does not get ready');
}

/** The process that hosts the engine. */
async function hostPid(): Promise<number> {
  const note = JSON.parse(await readFile(join(folder, 'data', 'mongodb.json'), 'utf8')) as { pid: number };
  return note.pid;
}

async function gone(pid: number): Promise<boolean> {
  for (let n = 0; n < 100; n += 1) {
    if (!isAlive(pid)) return true;
    await sleep(50);
  }
  return false;
}

/** The number of a receipt; undefined when the program died under it, or promises one for later. */
async function tell({ id, platform, group }: Report): Promise<string | undefined> {
  const reply = await send(url, '报辍学 桐渡镇初级中学 疑似', {
    platform,
    id,
    sender: PEOPLE.tongdu[platform],
    ...(group ? { group: GROUPS.tongdu[platform] } : {}),
  }).catch(() => '');
  return /已登记 (K\d{2}-\d{4,}-[A-Z])/.exec(reply)?.[1];
}

describe('a program that is killed while reports stream in', () => {
  const reports: Report[] = [];
  const orphans: number[] = [];
  let streaming = true;
  let restarting: Promise<void> = Promise.resolve();

  async function stream(client: number): Promise<void> {
    for (let n = 0; streaming; n += 1) {
      const platform = PLATFORMS[n % 2] ?? 'wecom';
      const report: Report = { id: `kill-${client}-${n}`, platform, group: n % 3 === 0 };
      reports.push(report);
      const number = await tell(report);
      if (number === undefined) await restarting;
      else report.number = number;
    }
  }

  async function untilReceived(report: Report): Promise<void> {
    const until = performance.now() + CLAIM_MS + 10_000;
    while (report.number === undefined && performance.now() < until) {
      const number = await tell(report);
      if (number === undefined) await sleep(500);
      else report.number = number;
    }
  }

  async function killAndRestart(): Promise<void> {
    await sleep(200 + Math.random() * 1_200);
    const host = await hostPid();
    const dead = program && once(program, 'exit');
    restarting = Promise.resolve(dead).then(start);
    program?.kill('SIGKILL');
    await restarting;
    if (!(await gone(host))) orphans.push(host);
  }

  beforeAll(async () => {
    await start();
    const clients = Array.from({ length: CLIENTS }, (_, client) => stream(client));
    for (let n = 0; n < KILLS; n += 1) await killAndRestart();
    await sleep(300);
    streaming = false;
    await Promise.all(clients);
  }, 150_000);

  it('leaves no engine behind', () => {
    expect(orphans).toEqual([]);
  });

  it('keeps every report it gave a receipt for, under the same number, once', async () => {
    const received = reports.filter(({ number }) => number !== undefined);
    expect(received.length).toBeGreaterThan(KILLS * 5);
    const again: (string | undefined)[] = [];
    // One after the other: a busy machine promises answers instead of giving them.
    for (const report of received) again.push((await tell(report)) ?? (await tell(report)));
    expect(again).toEqual(received.map(({ number }) => number));
    expect(new Set(again).size).toBe(received.length);
  });

  it(
    'counts each report once, those included that were sent again because no receipt came',
    async () => {
      await Promise.all(reports.filter(({ number }) => number === undefined).map(untilReceived));
      const numbers = reports.map(({ number }) => number);
      expect(numbers).not.toContain(undefined);
      expect(new Set(numbers).size).toBe(reports.length);
      const ask = (text: string) => send(url, text, { platform: 'wecom', sender: PEOPLE.bureau.wecom });
      expect(lastLine(await ask('查 辍学'))).toBe(`合计 ${reports.length}`);
      expect(await ask(`个案 ${numbers[0] ?? ''}`)).toContain('桐渡镇初级中学');
    },
    CLAIM_MS + 30_000,
  );

  it('ends in order on a signal, and its engine with it', async () => {
    const host = await hostPid();
    const ended = program && once(program, 'exit');
    program?.kill('SIGTERM');
    expect((await ended)?.[0]).toBe(0);
    expect(await gone(host)).toBe(true);
    program = undefined;
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
