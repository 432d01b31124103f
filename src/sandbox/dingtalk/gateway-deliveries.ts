import { randomUUID } from 'node:crypto';
import { fitsFrame, type GatewayAck, type GatewayFrame, gatewayFrame } from './gateway-frames.ts';

/** Something that goes to one client and wants an answer. */
export interface Delivery {
  readonly messageId: string;
  /** Resolves with the client's answer; never when nobody answers. */
  readonly settled: Promise<GatewayAck>;
}

/** Something to deliver. */
export interface Parcel {
  readonly type: 'EVENT' | 'CALLBACK';
  readonly topic: string;
  readonly data: unknown;
}

/** Delivers, and delivers again what nobody answered. */
export interface Deliveries {
  begin(parcel: Parcel): Delivery;
  /** Takes a client's answer to a delivery; false when it belongs to none. */
  settle(ack: GatewayAck): boolean;
  /** How many are not answered. */
  waiting(): number;
  stop(): void;
}

/** What deliveries depend on. */
export interface DeliveryParts {
  /** Sends a frame to one client that takes it, if there is any. */
  readonly send: (frame: GatewayFrame, subscription: string) => void;
  readonly now: () => number;
  readonly redeliverMs: number;
  readonly complain: (what: string) => void;
}

interface Pending {
  readonly parcel: Parcel;
  readonly resolve: (ack: GatewayAck) => void;
  timer: NodeJS.Timeout;
}

/** An answer of 500, or none at all, brings the same frame again after `redeliverMs`. */
export function createDeliveries({ send, now, redeliverMs, complain }: DeliveryParts): Deliveries {
  const pending = new Map<string, Pending>();

  const attempt = (messageId: string, { type, topic, data }: Parcel): NodeJS.Timeout => {
    send(gatewayFrame({ type, topic, messageId, time: now() }, data), `${type} ${topic}`);
    const timer = setTimeout(() => again(messageId), redeliverMs);
    timer.unref();
    return timer;
  };

  const again = (messageId: string): void => {
    const entry = pending.get(messageId);
    if (entry) entry.timer = attempt(messageId, entry.parcel);
  };

  return {
    begin(parcel) {
      const messageId = randomUUID();
      const settled = new Promise<GatewayAck>((resolve) => {
        pending.set(messageId, { parcel, resolve, timer: attempt(messageId, parcel) });
      });
      return { messageId, settled };
    },
    settle(ack) {
      const entry = pending.get(ack.messageId);
      if (!entry) return false;
      if (!fitsFrame(ack, entry.parcel.type, entry.parcel.data)) complain(`answer to ${entry.parcel.type}`);
      if (ack.code === 500) return true;
      clearTimeout(entry.timer);
      pending.delete(ack.messageId);
      entry.resolve(ack);
      return true;
    },
    waiting: () => pending.size,
    stop() {
      for (const { timer } of pending.values()) clearTimeout(timer);
      pending.clear();
    },
  };
}
