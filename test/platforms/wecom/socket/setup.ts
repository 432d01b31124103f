import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import type { IncomingMessage } from '../../../../src/chat/message.ts';
import { systemClock } from '../../../../src/kit/clock.ts';
import type { ConnectionState } from '../../../../src/platforms/connection.ts';
import type { Answer } from '../../../../src/platforms/platform.ts';
import type { SocketLease, SocketTimings } from '../../../../src/platforms/wecom/socket/config.ts';
import { createWecomSocket, type WecomSocket } from '../../../../src/platforms/wecom/socket/socket.ts';
import type { WecomGateway } from '../../../../src/sandbox/wecom/gateway.ts';

export const BOT = { botId: 'AIBOT1', secret: 'secret-of-the-robot' };

/** Everything thirty times as fast. */
export const FAST: SocketTimings = {
  leaseMs: 200,
  renewMs: 50,
  standByMs: 60,
  connectMs: 300,
  pingMs: 60,
  ackMs: 150,
  attemptGapMs: 30,
  backoffMs: 30,
  longestBackoffMs: 500,
  stableMs: 300,
  coolDownMs: 600,
  longestCoolDownMs: 5_000,
  refusedMs: 600,
  letGoMs: 150,
  drainMs: 300,
  secondTriesMs: [0, 50, 100, 200, 400],
  repeatsMs: [60, 120, 240],
};

/** A lease in memory that runs out like a real one. */
export function sharedLease(ms = FAST.leaseMs) {
  let owner: string | undefined;
  let until = 0;
  const lease = (name: string): SocketLease => ({
    acquire: async () => {
      const free = owner === undefined || owner === name || performance.now() >= until;
      if (free) {
        owner = name;
        until = performance.now() + ms;
      }
      return free;
    },
    renew: async () => {
      if (owner !== name) return false;
      until = performance.now() + ms;
      return true;
    },
    release: async () => {
      if (owner === name) owner = undefined;
    },
  });
  return {
    lease,
    owner: () => owner,
    give: (name: string) => {
      owner = name;
      until = performance.now() + ms;
    },
  };
}

export interface Instance {
  readonly socket: WecomSocket;
  readonly heard: IncomingMessage[];
  readonly ignored: string[];
  readonly states: ConnectionState[];
  readonly log: string[];
  answer: (message: IncomingMessage) => Promise<Answer> | Answer;
  stop(): Promise<void>;
}

export const replied = (text: string, stream = 'S1'): Answer => ({ kind: 'reply', text, stream });

/** An instance that answers "好的" unless told otherwise; everything in flight is stopped by `stop`. */
export function instance(
  gateway: WecomGateway,
  given: {
    readonly lease?: SocketLease;
    readonly timings?: Partial<SocketTimings>;
    readonly secret?: string;
    readonly hasSpoken?: () => boolean;
    readonly apiBase?: string;
  } = {},
): Instance {
  const log: string[] = [];
  const socket = createWecomSocket(
    {
      ...BOT,
      secret: given.secret ?? BOT.secret,
      botName: '校园哨兵',
      socketUrl: gateway.url,
      mediaHosts: ['127.0.0.1'],
      ...(given.apiBase === undefined ? {} : { apiBase: given.apiBase }),
    },
    {
      clock: systemClock,
      log: pino({ level: 'debug' }, { write: (line: string) => void log.push(line) }),
      lease: given.lease ?? sharedLease().lease('only'),
      hasSpoken: given.hasSpoken ?? (() => true),
      timings: { ...FAST, ...given.timings },
    },
  );
  const made: Instance = {
    socket,
    heard: [],
    ignored: [],
    states: [],
    log,
    answer: () => replied('好的'),
    stop: () => socket.stop(),
  };
  socket.start({
    onMessage: async (message) => {
      made.heard.push(message);
      return await made.answer(message);
    },
    onIgnored: (reason) => void made.ignored.push(reason),
    onState: (state) => void made.states.push(state),
  });
  return made;
}

/** Waits until it is so; a failing wait fails the test with its title. */
export async function until(what: string, isSo: () => boolean, ms = 5_000): Promise<void> {
  const end = performance.now() + ms;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`it never came about: ${what}`);
    await sleep(5);
  }
}

export const opened = (one: Instance): Promise<void> =>
  until('the connection is open', () => one.socket.state().phase === 'open');

export const group = {
  aibotid: 'AIBOT1',
  chatid: 'wrCHAT1',
  chattype: 'group',
  from: { userid: 'zhangsan' },
};
export const single = { aibotid: 'AIBOT1', chattype: 'single', from: { userid: 'lisi' } };
export const text = (msgid: string, content = '@校园哨兵 帮助', where: object = group) => ({
  ...where,
  msgid,
  msgtype: 'text',
  text: { content },
});
export const event = (msgid: string, eventtype: string, more: object = {}, where: object = single) => ({
  ...where,
  msgid,
  create_time: 1_700_000_000,
  msgtype: 'event',
  event: { eventtype, ...more },
});
