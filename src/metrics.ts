import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { PlatformId } from './kit/platform-id.ts';

/** How a message that reached us ended. */
export type MessageOutcome = 'reply' | 'later' | 'nothing' | 'handshake' | 'poll' | 'ignored' | 'failed';

/** Everything this program counts. Labels are from small closed sets: never a person, a place or a text. */
export interface Metrics {
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
  /** The page for Prometheus. */
  page(): Promise<{ readonly type: string; readonly text: string }>;
}

/** A fresh registry; `process` adds the figures of the Node process (one registry per process should). */
export function createMetrics({ process = true }: { readonly process?: boolean } = {}): Metrics {
  const registry = new Registry();
  if (process) collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter<L>({ name: `sentinel_${name}`, help, labelNames: [...labelNames], registers: [registry] });

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
    message: (platform, outcome) => messages.inc({ platform, outcome }),
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
