import { randomUUID } from 'node:crypto';
import type { GatewayConnection } from './gateway-clients.ts';
import { fitsFrame, type GatewayAck, gatewayFrame } from './gateway-frames.ts';

/** SYSTEM pings and their answers. */
export interface Pings {
  /** Pings every connection, each with a word of its own. */
  send(connections: Iterable<GatewayConnection>): void;
  /** Takes the answer to a ping; false when it belongs to none. */
  settle(ack: GatewayAck): boolean;
}

/** Pings; an answer that does not echo its ping is complained about. */
export function createPings(now: () => number, complain: (what: string) => void): Pings {
  const sent = new Map<string, unknown>();
  return {
    send(connections) {
      for (const connection of connections) {
        const messageId = randomUUID();
        const data = { opaque: randomUUID() };
        sent.set(messageId, data);
        connection.send(gatewayFrame({ type: 'SYSTEM', topic: 'ping', messageId, time: now() }, data));
      }
    },
    settle(ack) {
      if (!sent.has(ack.messageId)) return false;
      if (!fitsFrame(ack, 'SYSTEM', sent.get(ack.messageId))) complain('answer to ping');
      return sent.delete(ack.messageId);
    },
  };
}
