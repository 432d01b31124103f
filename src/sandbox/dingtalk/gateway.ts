import { randomUUID } from 'node:crypto';
import type { WebSocket } from 'ws';
import type { Clock } from '../../kit/clock.ts';
import { type Breakage, createGatewayConnection, type GatewayConnection } from './gateway-clients.ts';
import { createDeliveries, type Delivery, type Parcel } from './gateway-deliveries.ts';
import { gatewayFrame, readAck } from './gateway-frames.ts';
import { createPings } from './gateway-pings.ts';
import { startGatewayServer } from './gateway-server.ts';
import { type Admission, createTickets, type GatewayClient, type OpeningTrouble } from './gateway-tickets.ts';

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

/** Starts a gateway on a free port of the loopback interface. */
export async function createDingtalkGateway(options: GatewayOptions): Promise<DingtalkGateway> {
  const { clock, ticketMs = 90_000, redeliverMs = 60_000, leaveMs = 10_000, pingMs = 20_000 } = options;
  const { random = Math.random, oddTickets = false } = options;
  const connections = new Set<GatewayConnection>();
  const troubles: OpeningTrouble[] = [];
  const openings: number[] = [];
  const complaints: string[] = [];
  const complain = (what: string): void => void complaints.push(what);
  const now = (): number => clock.now().getTime();
  const pings = createPings(now, complain);

  const deliveries = createDeliveries({
    send(frame, subscription) {
      const able = [...connections].filter((each) => each.chosen() && each.topics.has(subscription));
      able[Math.floor(random() * able.length)]?.send(frame);
    },
    now,
    redeliverMs,
    complain,
  });

  const onText = (text: string): void => {
    const ack = readAck(text);
    if (!ack) complain('not an answer');
    // An answer to what was answered before comes of a redelivery that crossed it: no offence.
    else if (!pings.settle(ack)) deliveries.settle(ack);
  };
  const disconnectFrame = () =>
    gatewayFrame(
      { type: 'SYSTEM', topic: 'disconnect', messageId: randomUUID(), time: now() },
      { reason: 'connection is expired' },
    );
  const letIn = (socket: WebSocket, { topics, trouble }: Admission): void => {
    const onEnd = (): unknown => connections.delete(connection);
    const connection = createGatewayConnection(socket, { topics, leaveMs, disconnectFrame, onText, onEnd });
    connections.add(connection);
    if (trouble === 'flap') connection.break('close');
  };

  const server = await startGatewayServer({
    onOpening: () => void openings.push(performance.now()),
    letIn,
    tickets: (port) =>
      createTickets({
        client: options.client,
        endpoint: `ws://127.0.0.1:${port}/connect`,
        ticketMs,
        oddTickets,
        nextTrouble: () => troubles.shift(),
        complain,
      }),
  });
  const ping = (): void => pings.send(connections);
  const pinging = pingMs > 0 ? setInterval(ping, pingMs).unref() : undefined;

  return {
    apiBase: `http://127.0.0.1:${server.port}`,
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
      return server.close();
    },
  };
}
