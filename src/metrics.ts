import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { RelayState } from './casefiles/relay-store.ts';
import type { OutboxMetrics, OutboxStats } from './delivery/types.ts';
import { createJobMetrics, type WatchedJobMetrics } from './jobs/metrics.ts';
import type { PlatformId } from './kit/platform-id.ts';
import type { ConnectionPhase, ConnectionState } from './platforms/connection.ts';

/** How a message that reached us ended. */
export type MessageOutcome = 'reply' | 'later' | 'nothing' | 'handshake' | 'poll' | 'ignored' | 'failed';

/** Everything this program counts. Labels are from small closed sets: never a person, a place or a text. */
export interface Metrics extends WatchedJobMetrics {
  /** A request from a platform that was authentic, and how it ended. */
  message(platform: PlatformId, outcome: MessageOutcome): void;
  /** An authentic request that asked for nothing of us (`reason` is a word of the adapter's own). */
  ignored(platform: PlatformId, reason: string): void;
  /** A request turned away (`reason` is a word of the adapter's own). */
  refusal(platform: PlatformId, status: number, reason: string): void;
  /** Seconds from the last byte of a message to its answer. */
  replySeconds(platform: PlatformId, seconds: number): void;
  /** A late answer and how it went. */
  late(platform: PlatformId, outcome: string): void;
  /** One sweep of the inbox. */
  sweep(counts: { readonly rerun: number; readonly sentLate: number; readonly unknown: number }): void;
  /** The state of a platform's long connection; told on every change. */
  connection(platform: PlatformId, state: Pick<ConnectionState, 'phase'>): void;
  /** How deliveries go; for the outbox. */
  readonly outbox: OutboxMetrics;
  /** What lies in the outbox, asked whenever the page is; while it cannot tell, those figures are missing. */
  watchOutbox(stats: () => Promise<OutboxStats>): void;
  /** What is left to follow from entries of files, asked whenever the page is. */
  watchFollowUps(state: () => Promise<readonly RelayState[]>): void;
  /** The page for Prometheus. */
  page(): Promise<{ readonly type: string; readonly text: string }>;
}

/** What a person said, as opposed to handshakes, polls and the like. */
const HEARD: ReadonlySet<MessageOutcome> = new Set(['reply', 'later', 'nothing', 'failed']);

/** A fresh registry that says its `version`; `process` adds the figures of the Node process (one registry per process should). */
export function createMetrics({
  process = true,
  version,
}: {
  readonly process?: boolean;
  readonly version?: string;
} = {}): Metrics {
  const registry = new Registry();
  if (version !== undefined) buildGauge(registry, version);
  if (process) collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter<L>({ name: `sentinel_${name}`, help, labelNames: [...labelNames], registers: [registry] });

  const heard = heardGauge(registry);
  const messages = counter('messages_total', 'Authentic requests of the platforms', ['platform', 'outcome']);
  const ignored = counter('ignored_total', 'Authentic requests without work', ['platform', 'reason']);
  const refusals = counter('refusals_total', 'Requests turned away', ['platform', 'status', 'reason']);
  const late = counter('late_answers_total', 'Late answers', ['platform', 'outcome']);
  const sweeps = counter('inbox_sweeps_total', 'Sweeps of the inbox', []);
  const swept = counter('inbox_swept_total', 'Entries finished by sweeps', ['outcome']);
  const replySeconds = new Histogram({
    name: 'sentinel_reply_seconds',
    help: 'From the last byte of a message to its answer',
    labelNames: ['platform'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 2.5, 5],
    registers: [registry],
  });

  return {
    connection: connectionGauge(registry),
    ...outboxMetrics(registry),
    watchFollowUps: (state) => watchFollowUps(registry, state),
    ...createJobMetrics(registry),
    message: (platform, outcome) => {
      messages.inc({ platform, outcome });
      if (HEARD.has(outcome)) heard(platform);
    },
    ignored: (platform, reason) => ignored.inc({ platform, reason }),
    refusal: (platform, status, reason) => refusals.inc({ platform, status: String(status), reason }),
    replySeconds: (platform, seconds) => replySeconds.observe({ platform }, seconds),
    late: (platform, outcome) => late.inc({ platform, outcome }),
    sweep(counts) {
      sweeps.inc();
      for (const [outcome, count] of Object.entries(counts)) swept.inc({ outcome }, count);
    },
    page: async () => ({ type: registry.contentType, text: await registry.metrics() }),
  };
}

/** Which program this is, as others say it: always 1. */
function buildGauge(registry: Registry, version: string): void {
  new Gauge({
    name: 'sentinel_build_info',
    help: '1, with the version of the program',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version }, 1);
}

const PHASES: readonly ConnectionPhase[] = ['stopped', 'standing-by', 'connecting', 'open', 'refused'];

/** One figure per phase, 1 for the one it is in: so that "not open for five minutes" can be asked. */
function connectionGauge(registry: Registry): Metrics['connection'] {
  const gauge = new Gauge({
    name: 'sentinel_connection',
    help: '1 for the phase that the long connection of this instance is in',
    labelNames: ['platform', 'phase'],
    registers: [registry],
  });
  return (platform, { phase }) => {
    for (const one of PHASES) gauge.set({ platform, phase: one }, one === phase ? 1 : 0);
  };
}

/** Seconds since something was said on a platform, by the monotonic clock; missing before the first time. */
function heardGauge(registry: Registry): (platform: PlatformId) => void {
  const last = new Map<PlatformId, number>();
  new Gauge({
    name: 'sentinel_last_message_age_seconds',
    help: 'Since this instance last took a message of the platform in',
    labelNames: ['platform'],
    registers: [registry],
    collect() {
      for (const [platform, at] of last) this.set({ platform }, (performance.now() - at) / 1_000);
    },
  });
  return (platform) => void last.set(platform, performance.now());
}

function outboxMetrics(registry: Registry): Pick<Metrics, 'outbox' | 'watchOutbox'> {
  const registers = [registry];
  const calls = new Counter({
    name: 'sentinel_sends_total',
    help: 'Copies handed to a channel, and how that went',
    labelNames: ['channel', 'outcome'],
    registers,
  });
  const settled = new Counter({
    name: 'sentinel_deliveries_settled_total',
    help: 'Deliveries that came to an end',
    labelNames: ['state'],
    registers,
  });
  return {
    outbox: {
      outcome: (channel, outcome) => calls.inc({ channel, outcome }),
      settled: (state) => settled.inc({ state }),
    },
    watchOutbox: (stats) => watchOutbox(registry, stats),
  };
}

function watchFollowUps(registry: Registry, state: () => Promise<readonly RelayState[]>): void {
  new Gauge({
    name: 'sentinel_follow_ups',
    help: 'Files from which something still has to follow, and those of them that failed before',
    labelNames: ['collection', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { collection, pending, failing } of await state().catch(() => [])) {
        this.set({ collection, state: 'pending' }, pending);
        this.set({ collection, state: 'failing' }, failing);
      }
    },
  });
}

const WATCHED = ['due', 'sending', 'unknown', 'dead', 'gone'] as const;

function watchOutbox(registry: Registry, stats: () => Promise<OutboxStats>): void {
  new Gauge({
    name: 'sentinel_deliveries',
    help: 'Deliveries in the outbox of all instances, by state; resent ones are left out',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      this.reset();
      const counts = await stats().catch(() => undefined);
      if (counts === undefined) return;
      for (const state of WATCHED) this.set({ state }, counts[state]);
    },
  });
}
