import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { disconnectedEvent, sentCallback } from './gateway-callbacks.ts';
import {
  acceptance,
  type ClientFrame,
  clientFrame,
  commandBodies,
  refusal,
  type Verdict,
} from './gateway-frames.ts';
import { type AcceptedCommand, createGatewayRules } from './gateway-rules.ts';

/** How the simulated gateway may misbehave; each field can be changed at any time. */
export interface GatewayFaults {
  /** Every subscription is answered with 853000, and the socket left open, as the vendor does. */
  refuseCredentials: boolean;
  /** Subscriptions are not answered at all. */
  ignoreSubscribe: boolean;
  /** The connection is not even taken. */
  refuseUpgrade: boolean;
  /** Pings are not answered. */
  ignorePings: boolean;
  /** Answers to commands: at once, after so many milliseconds, or never (the command is carried out all the same). */
  acks: 'normal' | 'never' | { readonly afterMs: number };
  /** The answers to the next so many commands, as errcodes; 0: as usual. */
  nextErrors: number[];
}

/** One bot the gateway knows. */
export interface GatewayBot {
  readonly botId: string;
  readonly secret: string;
}

/** A simulated WeCom gateway for long connections. Times are milliseconds of the monotonic clock. */
export interface WecomGateway {
  /** `ws://127.0.0.1:PORT` */
  readonly url: string;
  readonly faults: GatewayFaults;
  /** When somebody tried to connect. */
  readonly attempts: readonly number[];
  /** What the gateway accepted, oldest first. */
  readonly shown: readonly AcceptedCommand[];
  /** Commands it refused. */
  readonly refusals: readonly { readonly cmd: string; readonly errcode: number }[];
  /** The secret-free number of connections that are subscribed for this bot: never more than 1. */
  subscribed(botId: string): number;
  /** Sends a message or an event to the bot; its req_id, or undefined when nobody is subscribed. */
  callback(botId: string, body: Readonly<Record<string, unknown>>): string | undefined;
  /** Sends these very characters on the live connection. */
  raw(botId: string, text: string): void;
  /** Cuts the connection without a word. */
  drop(botId: string): void;
  /** Closes it properly. */
  close(botId: string, code?: number): void;
  /** The socket stays open, and nothing is ever said or heard on it again. */
  silence(botId: string): void;
  /** Tells the connection that a newer one has taken its place. */
  kick(botId: string): void;
  /** The subscription is forgotten: pings are answered, commands get 846609. */
  unsubscribe(botId: string): void;
  /** The bytes behind a media id. */
  media(id: string): Buffer | undefined;
  stop(): Promise<void>;
}

/** What the simulated gateway is set up with. */
export interface WecomGatewayOptions {
  readonly bots: readonly GatewayBot[];
  /** 0 or none: any free port. */
  readonly port?: number;
  /** Messages per chat; the vendor's 30 and 1000 when not given. */
  readonly limits?: { readonly perMinute: number; readonly perHour: number };
}

/** One socket of a client. */
interface Line {
  readonly socket: WebSocket;
  botId?: string;
  silent: boolean;
  forgotten: boolean;
}

const USUAL_LIMITS = { perMinute: 30, perHour: 1_000 };

/** Starts a gateway on this machine's loopback address. */
export async function startWecomGateway(options: WecomGatewayOptions): Promise<WecomGateway> {
  const faults: GatewayFaults = {
    refuseCredentials: false,
    ignoreSubscribe: false,
    refuseUpgrade: false,
    ignorePings: false,
    acks: 'normal',
    nextErrors: [],
  };
  const rules = createGatewayRules(options.limits ?? USUAL_LIMITS);
  const lines = new Map<string, Line>();
  const attempts: number[] = [];
  const refusals: { cmd: string; errcode: number }[] = [];

  const http = createServer((_request, response) => response.writeHead(404).end());
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 2 * 1_024 * 1_024 });
  http.on('upgrade', (request, socket, head) => {
    attempts.push(performance.now());
    if (faults.refuseUpgrade)
      return socket.end('HTTP/1.1 503 Service Unavailable\r\nConnection: close\r\n\r\n');
    return sockets.handleUpgrade(request, socket, head, (opened) => attach(opened));
  });

  const attach = (socket: WebSocket): void => {
    const line: Line = { socket, silent: false, forgotten: false };
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      if (line.botId !== undefined && lines.get(line.botId) === line) lines.delete(line.botId);
    });
    socket.on('message', (data, isBinary) => {
      if (isBinary) return socket.close(1003);
      return line.silent ? undefined : hear(line, String(data));
    });
  };

  const hear = (line: Line, text: string): void => {
    const frame = readFrame(text);
    const verdict = frame && decide(line, frame);
    if (frame === undefined) line.socket.close(1007);
    if (frame === undefined || verdict === undefined) return;
    if (verdict.errcode !== 0) refusals.push({ cmd: frame.cmd, errcode: verdict.errcode });
    const ack = (): void => say(line, { headers: frame.headers, ...verdict });
    if (frame.cmd === 'aibot_subscribe' || frame.cmd === 'ping' || faults.acks === 'normal') ack();
    else if (faults.acks !== 'never') setTimeout(ack, faults.acks.afterMs).unref();
  };

  const decide = (line: Line, frame: ClientFrame): Verdict | undefined => {
    if (frame.cmd === 'aibot_subscribe') return faults.ignoreSubscribe ? undefined : subscribe(line, frame);
    if (frame.cmd === 'ping') return faults.ignorePings ? undefined : ping(line);
    return judge(line, frame);
  };

  const judge = (line: Line, frame: ClientFrame): Verdict => {
    if (line.botId === undefined || line.forgotten) return NOT_SUBSCRIBED;
    const planned = faults.nextErrors.shift();
    return planned === undefined || planned === 0 ? rules.judge(frame) : refusal(planned, 'as planned');
  };

  const subscribe = (line: Line, frame: ClientFrame): Verdict => {
    const read = commandBodies.subscribe.safeParse(frame.body);
    const bot = options.bots.find(
      (one) => read.success && one.botId === read.data.bot_id && one.secret === read.data.secret,
    );
    if (!bot || faults.refuseCredentials) return refusal(853_000, 'invalid bot_id or secret');
    const before = lines.get(bot.botId);
    line.botId = bot.botId;
    line.forgotten = false;
    lines.set(bot.botId, line);
    if (before && before !== line) replace(before);
    return acceptance();
  };

  const ping = (line: Line): Verdict => (line.botId === undefined ? NOT_SUBSCRIBED : acceptance());

  /** The vendor says so first and closes seconds to minutes later. */
  const replace = (line: Line): void => {
    if (line.silent) return;
    say(line, disconnectedEvent());
    setTimeout(() => line.socket.terminate(), 2_000).unref();
  };

  const send = (botId: string, body: Readonly<Record<string, unknown>>): string | undefined => {
    const line = lines.get(botId);
    if (!line) return undefined;
    const reqId = randomBytes(12).toString('base64url');
    rules.sent(reqId, sentCallback(body));
    const isEvent = body.msgtype === 'event';
    const cmd = isEvent ? 'aibot_event_callback' : 'aibot_msg_callback';
    say(line, { cmd, headers: { req_id: reqId }, body });
    return reqId;
  };

  await once(http.listen(options.port ?? 0, '127.0.0.1'), 'listening');
  return {
    url: `ws://127.0.0.1:${portOf(http.address())}`,
    faults,
    attempts,
    refusals,
    shown: rules.shown,
    subscribed: (botId) =>
      [...sockets.clients].filter((socket) => lines.get(botId)?.socket === socket).length,
    callback: send,
    raw: (botId, text) => lines.get(botId)?.socket.send(text),
    drop: (botId) => lines.get(botId)?.socket.terminate(),
    close: (botId, code = 1000) => lines.get(botId)?.socket.close(code),
    silence: (botId) => {
      const line = lines.get(botId);
      if (line) line.silent = true;
    },
    kick: (botId) => {
      const line = lines.get(botId);
      lines.delete(botId);
      if (line) replace(line);
    },
    unsubscribe: (botId) => {
      const line = lines.get(botId);
      if (line) line.forgotten = true;
    },
    media: rules.uploads.media,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      http.close();
      http.closeAllConnections();
      await once(http, 'close');
    },
  };
}

const NOT_SUBSCRIBED = refusal(846_609, 'aibot websocket not subscribed');

function say({ socket, silent }: Line, frame: object): void {
  if (!silent && socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame));
}

function readFrame(text: string): ClientFrame | undefined {
  try {
    return clientFrame.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function portOf(address: ReturnType<ReturnType<typeof createServer>['address']>): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
