import type { Logger } from 'pino';
import type { Clock } from '../kit/clock.ts';
import type { RetryPolicy } from './backoff.ts';
import type { Compose } from './compose.ts';
import type { DeliverySeals } from './content-codec.ts';
import type { DeliveriesStore } from './deliveries-store.ts';
import type { Limits } from './limits.ts';
import type { Pace } from './pace.ts';
import type { Quotas } from './quotas.ts';
import type { TargetsStore } from './targets-store.ts';
import type { AddressOf, LoadFile, MayGoOut, MayHear, OutboxEvent, OutboxMetrics, Routes } from './types.ts';

/** What the steps of sending have in common. */
export interface SendingParts {
  readonly store: DeliveriesStore;
  readonly targets: TargetsStore;
  readonly limits: Limits;
  readonly quotas: Quotas;
  readonly pace: Pace;
  readonly seals: DeliverySeals;
  readonly routes: Routes;
  readonly addressOf: AddressOf;
  readonly mayHear: MayHear;
  readonly load: LoadFile;
  readonly mayGoOut: MayGoOut;
  readonly compose: Compose;
  readonly policy: RetryPolicy;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: OutboxMetrics;
  readonly tell: (event: OutboxEvent) => void;
  /** A new name for one piece of work, unique across instances. */
  readonly newToken: () => string;
  readonly random: () => number;
  /** How long a claim, a target's lease and a call may last. */
  readonly leaseMs: number;
}

/** One round: who claims, since when by this machine's monotonic clock, and the server's time at its beginning. */
export interface Round {
  readonly token: string;
  readonly since: number;
  readonly now: Date;
}
