import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../kit/clock.ts';
import {
  type Breakage,
  createGatewayConnection,
  type GatewayConnection,
} from './dingtalk-gateway-clients.ts';
import { createDeliveries, type Delivery, type Parcel } from './dingtalk-gateway-deliveries.ts';
import { fitsFrame, type GatewayAck, gatewayFrame, readAck } from './dingtalk-gateway-frames.ts';
import {
  type Admission,
  createTickets,
  type GatewayClient,
  type OpeningTrouble,
} from './dingtalk-gateway-tickets.ts';

/** How the gateway behaves. All times in milliseconds; the defaults are DingTalk's. */
export interface GatewayOptions {
  readonly client: GatewayClient;
  readonly clock: Clock;
  readonly ticketMs?: number;
  readonly redeliverMs?: number;
  readonly leaveMs?: number;
  /** Between two SYSTEM pings to every client; 0 for none. */
  readonly pingMs?: number;
  readonly oddTickets?: boolean;
  /** From 0 to 1, chooses the connection of a delivery. */
  readonly random?: () => number;
}

/** DingTalk's Stream gateway, simulated on this machine: several connections per client, each push to one of them. */
export interface DingtalkGateway {
  /** `http://127.0.0.1:PORT`: what a client takes for api.dingtalk.com. */
  readonly apiBase: string;
  /** Delivers a robot message, card callback or event, again and again until it is answered. */
  deliver(parcel: Parcel): Delivery;
  /** Sends a SYSTEM ping to every connection. */
  ping(): void;
  /** Lets one connection go bad (the oldest, unless `all`); how many were meant. */
  break(how: Breakage, which?: 'oldest' | 'all'): number;
  /** The next openings fail in these ways, one each. */
  spoil(...troubles: readonly OpeningTrouble[]): void;
  /** Connections now, those that are going included. */
  connections(): number;
  /** Deliveries that nobody answered yet. */
  waiting(): number;
  /** When each opening was asked for, by the monotonic clock. */
  readonly openings: readonly number[];
  /** What clients did against the protocol, in words without content. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
}

const PATH = '/v1.0/gateway/connections/open';
const MAX_FRAME = 256 * 1024;

/** Starts a gateway on a free port of the loopback interface. */
export async function createDingtalkGateway(options: GatewayOptions): Promise<DingtalkGateway> {
  const { clock, ticketMs = 90_000, redeliverMs = 60_000, leaveMs = 10_000, pingMs = 20_000 } = options;
  const { random = Math.random, oddTickets = false } = options;
  const connections = new Set<GatewayConnection>();
  const troubles: OpeningTrouble[] = [];
  const openings: number[] = [];
  const complaints: string[] = [];
  const pings = new Map<string, unknown>();
  const complain = (what: string): void => void complaints.push(what);
  const now = (): number => clock.now().getTime();

  const system = (topic: string, messageId: string, data: unknown) =>
    gatewayFrame({ type: 'SYSTEM', topic, messageId, time: now() }, data);

  const deliveries = createDeliveries({
    send(frame, subscription) {
      const able = [...connections].filter((each) => each.chosen() && each.topics.has(subscription));
      const chosen = able[Math.floor(random() * able.length)];
      chosen?.send(frame);
      return chosen !== undefined;
    },
    now,
    redeliverMs,
    complain,
  });

  const ponged = (ack: GatewayAck): boolean => {
    if (!pings.has(ack.messageId)) return false;
    if (!fitsFrame(ack, 'SYSTEM', pings.get(ack.messageId))) complain('answer to ping');
    return pings.delete(ack.messageId);
  };

  const onText = (text: string): void => {
    const ack = readAck(text);
    if (!ack) complain('not an answer');
    // An answer to what was answered before comes of a redelivery that crossed it: no offence.
    else if (!ponged(ack)) deliveries.settle(ack);
  };

  const letIn = (socket: WebSocket, { topics, trouble }: Admission): void => {
    const connection = createGatewayConnection(socket, {
      topics,
      leaveMs,
      disconnectFrame: () => system('disconnect', randomUUID(), { reason: 'connection is expired' }),
      onText,
      onEnd: () => connections.delete(connection),
    });
    connections.add(connection);
    if (trouble === 'flap') connection.break('close');
  };

  const server = createServer((request, response) => {
    if (request.method !== 'POST' || request.url !== PATH) return void response.writeHead(404).end();
    openings.push(performance.now());
    tickets.open(request, response).catch(() => response.destroy());
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME });
  const port = await listening(server);
  const tickets = createTickets({
    client: options.client,
    endpoint: () => `ws://127.0.0.1:${port}/connect`,
    ticketMs,
    oddTickets,
    nextTrouble: () => troubles.shift(),
    complain,
  });
  server.on('upgrade', (request: IncomingMessage, tcp: Duplex, head: Buffer) => {
    const admission = tickets.redeem(ticketIn(request));
    tcp.on('error', () => undefined);
    if (admission?.trouble === 'handshake') return void tcp.destroy();
    if (!admission) return void tcp.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\n\r\n');
    sockets.handleUpgrade(request, tcp, head, (socket) => letIn(socket, admission));
  });

  const ping = (): void => {
    for (const connection of connections) {
      const messageId = randomUUID();
      const data = { opaque: randomUUID() };
      pings.set(messageId, data);
      connection.send(system('ping', messageId, data));
    }
  };
  const pinging = pingMs > 0 ? setInterval(ping, pingMs).unref() : undefined;

  return {
    apiBase: `http://127.0.0.1:${port}`,
    deliver: (parcel) => deliveries.begin(parcel),
    ping,
    break(how, which = 'oldest') {
      const meant = [...connections].filter((each) => each.chosen());
      const broken = which === 'all' ? meant : meant.slice(0, 1);
      for (const connection of broken) connection.break(how);
      return broken.length;
    },
    spoil: (...more) => void troubles.push(...more),
    connections: () => connections.size,
    waiting: () => deliveries.waiting(),
    openings,
    complaints,
    close() {
      clearInterval(pinging);
      deliveries.stop();
      for (const socket of sockets.clients) socket.terminate();
      return closed(server);
    },
  };
}

function ticketIn(request: IncomingMessage): string {
  const url = new URL(request.url ?? '/', 'http://localhost');
  return url.pathname === '/connect' ? (url.searchParams.get('ticket') ?? '') : '';
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
