import { randomBytes } from 'node:crypto';
import { WebSocket } from 'ws';
import { BAD_CREDENTIALS, NOT_SUBSCRIBED } from '../errcodes.ts';
import type { CallbackPayload } from '../payload.ts';
import type { SocketTimings } from './config.ts';
import { type Frame, readFrame } from './frame.ts';
import { type Ack, createRequests } from './requests.ts';

/** Why a connection ended. `closed`: we did it. */
export type WireEnd =
  | 'closed'
  | 'network'
  | 'no-answer'
  | 'silent'
  | 'not-subscribed'
  | 'kicked'
  | 'bad-credentials'
  | 'subscribe-refused';

/** One connection, from the first packet to the last. It never comes back: the keeper opens another one. */
export interface Wire {
  /** Resolves when it is over, subscribed or not. */
  readonly ended: Promise<WireEnd>;
  /** Sends a command, on `reqId` or on a new one. Never throws. */
  request(cmd: string, body: object, reqId?: string): Promise<Ack>;
  /** Ends it at once. Commands without answer become `unanswered`. */
  end(reason: WireEnd): void;
}

/** Who is told what comes in. */
export interface WireEvents {
  /** Subscribed: commands may be sent. */
  onOpen(): void;
  onFrame(): void;
  onCallback(reqId: string, payload: CallbackPayload): void;
  onUnknown(reason: string): void;
}

/** Whom to connect as. */
export interface WirePlace {
  readonly url: string;
  readonly botId: string;
  readonly secret: string;
}

const MAX_FRAME = 1_024 * 1_024;
const MISSED_PINGS = 2;

/** Opens a connection and subscribes. Never throws; what goes wrong is in `ended`. */
export function openWire(place: WirePlace, timings: SocketTimings, events: WireEvents): Wire {
  const socket = new WebSocket(place.url, {
    handshakeTimeout: timings.connectMs,
    maxPayload: MAX_FRAME,
    perMessageDeflate: false,
    followRedirects: false,
  });
  let tellEnd: (reason: WireEnd) => void = () => {};
  const ended = new Promise<WireEnd>((resolve) => {
    tellEnd = resolve;
  });
  const requests = createRequests((frame) => write(socket, frame), timings.ackMs);
  let subscribing: NodeJS.Timeout | undefined;
  let pinging: NodeJS.Timeout | undefined;
  let over = false;

  const end = (reason: WireEnd): void => {
    if (over) return;
    over = true;
    clearTimeout(subscribing);
    clearInterval(pinging);
    requests.end();
    socket.terminate();
    tellEnd(reason);
  };

  const request: Wire['request'] = async (cmd, body, reqId = newReqId(cmd)) => {
    const ack = await requests.send(reqId, { cmd, headers: { req_id: reqId }, body });
    if (ack.kind === 'acked' && ack.errcode === NOT_SUBSCRIBED) end('not-subscribed');
    return ack;
  };

  const subscribe = async (): Promise<void> => {
    const ack = await request('aibot_subscribe', { bot_id: place.botId, secret: place.secret });
    if (over) return;
    if (ack.kind !== 'acked') return end('no-answer');
    if (ack.errcode === BAD_CREDENTIALS) return end('bad-credentials');
    if (ack.errcode !== 0) return end('subscribe-refused');
    clearTimeout(subscribing);
    pinging = keepAlive(requests.send, timings.pingMs, end);
    events.onOpen();
  };

  const hear = (frame: Frame): void => {
    events.onFrame();
    if (frame.type === 'unknown') events.onUnknown(frame.reason);
    else if (frame.type === 'callback') events.onCallback(frame.reqId, frame.payload);
    else if (!requests.settle(frame.reqId, frame)) events.onUnknown('answer to nothing');
  };

  subscribing = setTimeout(() => end('no-answer'), timings.connectMs);
  socket.on('open', () => void subscribe());
  socket.on('message', (data) => (over ? undefined : hear(readFrame(String(data)))));
  socket.on('close', () => end('network'));
  // The error may hold the address and headers; 'close' follows and says enough.
  socket.on('error', () => end('network'));
  return { ended, request, end };
}

/** Pings; two in a row without a good answer end the connection. */
function keepAlive(
  send: (reqId: string, frame: object) => Promise<Ack>,
  everyMs: number,
  end: (reason: WireEnd) => void,
): NodeJS.Timeout {
  let missed = 0;
  const ping = async (): Promise<void> => {
    missed += 1;
    const reqId = newReqId('ping');
    const ack = await send(reqId, { cmd: 'ping', headers: { req_id: reqId } });
    if (ack.kind === 'acked' && ack.errcode === NOT_SUBSCRIBED) end('not-subscribed');
    if (ack.kind === 'acked' && ack.errcode === 0) missed = 0;
  };
  return setInterval(() => {
    if (missed >= MISSED_PINGS) end('silent');
    else void ping();
  }, everyMs);
}

function write(socket: WebSocket, frame: object): boolean {
  if (socket.readyState !== WebSocket.OPEN) return false;
  socket.send(JSON.stringify(frame));
  return true;
}

const newReqId = (cmd: string): string => `${cmd}_${randomBytes(12).toString('hex')}`;
