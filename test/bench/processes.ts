import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readNote } from '../../src/mongo/embedded/place.ts';
import { DINGTALK, WECOM } from '../support/program.ts';
import type { Outcome, Task } from './client.ts';
import { COUNTY } from './county.ts';

/** A server that is measured: where it listens, and the process whose time is counted. */
export interface Server {
  readonly port: number;
  readonly pid: number;
  stop(): Promise<void>;
}

/** The program as users start it, and the process of its database engine. */
export interface Program extends Server {
  readonly enginePid: number;
  readonly engineUri: string;
}

const READY_WITHIN_MS = 120_000;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** `node src/run.js main` with an empty database of its own; with BENCH_PROFILE a CPU profile is left in that folder. */
export async function startProgram(): Promise<Program> {
  const folder = await mkdtemp(join(tmpdir(), 'cs-bench-'));
  const port = await freePort();
  const countyFile = join(folder, 'county.yaml');
  await writeFile(countyFile, COUNTY);
  const { NODE_OPTIONS: _options, ...own } = process.env;
  const profile = process.env.BENCH_PROFILE;
  const args = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child = spawn(process.execPath, [...args, 'src/run.js', 'main'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...own,
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
      WECOM_API_BASE: 'http://127.0.0.1:1',
      DINGTALK_API_BASE: 'http://127.0.0.1:1',
      DINGTALK_OAPI_BASE: 'http://127.0.0.1:1',
    },
  });
  await untilReady(port, child);
  const note = await readNote(join(folder, 'data', 'mongodb.json'));
  if (note?.pid === undefined || note.uri === undefined || child.pid === undefined)
    throw new Error('no engine was started');
  return {
    port,
    pid: child.pid,
    enginePid: note.pid,
    engineUri: note.uri,
    stop: async () => {
      await ended(child);
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}

async function untilReady(port: number, child: ChildProcess): Promise<void> {
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until && child.exitCode === null) {
    const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then(
      ({ status }) => status === 200,
      () => false,
    );
    if (ready) return;
    await sleep(100);
  }
  throw new Error('the program does not get ready');
}

/** One of the servers it is measured beside. */
export async function startServer(kind: 'bare' | 'crypto' | 'naive', engineUri: string): Promise<Server> {
  const child = fork(new URL('./servers.ts', import.meta.url), [kind], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, BENCH_MONGODB_URI: engineUri },
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return { port, pid: child.pid ?? 0, stop: () => ended(child) };
}

/** A client in a process of its own: it asks as many at once as it is told. */
export interface Client {
  run(task: Task): Promise<Outcome>;
  stop(): Promise<void>;
}

/** Starts the client. */
export function startClient(): Client {
  const child = fork(new URL('./client.ts', import.meta.url), { execArgv: ['--import', 'tsx'] });
  return {
    run: async (task) => {
      child.send(task);
      const [outcome] = (await once(child, 'message')) as [Outcome];
      return outcome;
    },
    stop: () => ended(child),
  };
}

const TICKS_PER_SECOND = 100;

/** Processor seconds that a process has used so far, children of its own not counted. */
export async function processorSeconds(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Memory that a process holds now, in MiB. */
export async function residentMiB(pid: number): Promise<number> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(text)?.[1] ?? 0) / 1024;
}
