import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { toError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { safeError } from '../log.ts';
import type { Mongo } from '../mongo/connect.ts';
import { inParallel } from '../mongo/in-parallel.ts';
import { serverNow } from '../mongo/server-time.ts';
import type { Sealer } from '../privacy/types.ts';
import { DEFAULT_RETRIES, type RetryPolicy } from './backoff.ts';
import { type Compose, composeBlocks } from './compose.ts';
import { createDeliverySeals } from './content-codec.ts';
import { createDeliveriesStore } from './deliveries-store.ts';
import { createInspectStore } from './inspect-store.ts';
import { createLimits } from './limits.ts';
import { createLimitsStore } from './limits-store.ts';
import { createPace } from './pace.ts';
import type { SendingParts } from './parts.ts';
import { deliveriesFor } from './post.ts';
import { createQuotas, DINGTALK_QUOTAS, type QuotaLimits } from './quotas.ts';
import { createQuotasStore } from './quotas-store.ts';
import { createRecall } from './recall.ts';
import { createRecallStore } from './recall-store.ts';
import { resend } from './resend.ts';
import { takeRound } from './round.ts';
import { createSender } from './sender.ts';
import { targetKey } from './targets.ts';
import { createTargetsStore } from './targets-store.ts';
import type {
  AddressOf,
  LoadFile,
  MayGoOut,
  MayHear,
  Outbox,
  OutboxEvent,
  OutboxMetrics,
  Routes,
} from './types.ts';

/** What an outbox is made of. */
export interface OutboxParts {
  readonly mongo: Mongo;
  readonly sealer: Sealer;
  readonly clock: Clock;
  /** The county's time zone: its months are the months of the quotas. */
  readonly timeZone: string;
  readonly log: Logger;
  /** Unique to this run of this instance. */
  readonly owner: string;
  /** The channels of each platform, best first. */
  readonly routes: Routes;
  readonly addressOf: AddressOf;
  readonly mayGoOut: MayGoOut;
  /** Everybody may when absent. */
  readonly mayHear?: MayHear;
  /** Asked before each round: whether `mayGoOut` says something else than before, so that what rests looks again. */
  readonly restChanged?: () => Promise<boolean>;
  /** Fetches pictures and files; without it notices go out without. */
  readonly load?: LoadFile;
  /** Hears what somebody should know; its failures are logged. */
  readonly tell?: (event: OutboxEvent) => void | Promise<void>;
  readonly metrics?: OutboxMetrics;
  readonly compose?: Compose;
  readonly quotas?: QuotaLimits;
  readonly retries?: Partial<RetryPolicy>;
  /** How long a mergeable notice waits for company. */
  readonly mergeMs?: number;
  /** How long a claim lasts; longer than the slowest channel by far. */
  readonly leaseMs?: number;
  readonly pollMs?: number;
  /** Calls under way at once. */
  readonly lanes?: number;
  readonly random?: () => number;
}

const TARGETS_AT_ONCE = 80;
// Below what the group commit lets wait.
const INSERTS_AT_ONCE = 1_000;
const SILENT: OutboxMetrics = { outcome: () => undefined, settled: () => undefined };

/** The outbox of one instance; any number of them may share a database. Throws when a channel is slower than a lease. */
export function createOutbox(given: OutboxParts): Outbox {
  const { mongo, clock, log, mergeMs = 60_000, pollMs = 1_000, lanes = 16 } = given;
  const parts = sendingParts(given);
  const { store, targets, quotas, seals } = parts;
  const inspect = createInspectStore(mongo);
  const take = async () => {
    if (await given.restChanged?.()) await store.wake(['quiet']);
    return await takeRound(parts);
  };
  const sender = createSender({ take, log, lanes, pollMs });

  return {
    post: async (notices) => {
      const now = await serverNow(mongo);
      const all = notices.flatMap((notice) => deliveriesFor(notice, { seals, clock, now, mergeMs }));
      await inParallel(all, INSERTS_AT_ONCE, (delivery) => store.insert(delivery));
      sender.nudge();
    },
    start: sender.start,
    stop: async () => {
      await sender.stop();
      // Else whoever goes on would wait for leases that nobody holds any more.
      await parts.targets.released();
      await quotas.written();
    },
    round: sender.round,
    contacted: async (target) => {
      const key = targetKey(target);
      await targets.back(key);
      await store.wake(['channel', 'retry'], key);
      sender.nudge();
    },
    reconsider: async () => {
      await store.wake(['time', 'quiet', 'merge']);
      sender.nudge();
    },
    countInbound: quotas.countInbound,
    quotas: quotas.state,
    list: inspect.list,
    resend: async (id, by) => {
      const resent = await resend({ store, inspect, targets, seals, clock }, id, by);
      sender.nudge();
      return resent;
    },
    recallDue: createRecall({ ...parts, store: createRecallStore(mongo) }),
    stats: inspect.stats,
    states: inspect.states,
  };
}

function sendingParts(given: OutboxParts): SendingParts {
  const { mongo, clock, timeZone, log, owner, routes, leaseMs = 60_000, metrics = SILENT } = given;
  refuseSlowChannels(routes, leaseMs);
  const tell = teller(given);
  const quotaStore = createQuotasStore(mongo);
  const limits = given.quotas ?? DINGTALK_QUOTAS.standard;
  return {
    store: createDeliveriesStore(mongo),
    targets: createTargetsStore(mongo),
    limits: createLimits(createLimitsStore(mongo)),
    quotas: createQuotas({ store: quotaStore, limits, clock, timeZone, log, tell }),
    pace: createPace(TARGETS_AT_ONCE),
    seals: createDeliverySeals(given.sealer),
    routes,
    addressOf: given.addressOf,
    mayHear: given.mayHear ?? (async () => true),
    load: given.load ?? (async () => undefined),
    mayGoOut: given.mayGoOut,
    compose: given.compose ?? composeBlocks,
    policy: { ...DEFAULT_RETRIES, ...given.retries },
    clock,
    log,
    metrics,
    tell,
    newToken: () => `${owner}:${randomUUID()}`,
    random: given.random ?? Math.random,
    leaseMs,
  };
}

function teller({ tell, log }: OutboxParts): (event: OutboxEvent) => void {
  const complain = (thrown: unknown): void =>
    log.error({ failure: safeError(toError(thrown)) }, 'telling an outbox event failed');
  return (event) => {
    Promise.resolve(event)
      .then(async (told) => await tell?.(told))
      .catch(complain);
  };
}

function refuseSlowChannels(routes: Routes, leaseMs: number): void {
  const channels = Object.values(routes).flatMap((kinds) => Object.values(kinds).flat());
  const slow = channels.find(({ timeoutMs }) => timeoutMs * 2 > leaseMs);
  if (slow !== undefined) throw new Error(`The channel ${slow.id} may take longer than half a lease.`);
}
