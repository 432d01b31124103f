import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createOutbox } from '../../src/delivery/outbox.ts';
import type { Outbox } from '../../src/delivery/types.ts';
import { systemClock } from '../../src/kit/clock.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import type { Channel, RateLimit, SendOutcome } from '../../src/platforms/channel.ts';
import { testSealer } from '../support/test-sealer.ts';

/** What a sender process is told on its command line. */
export interface SenderTask {
  readonly uri: string;
  readonly dbName: string;
  readonly vendorUrl: string;
  readonly key: string;
}

/** Spacing limits of the fake channels: `burst + perMinute / 60` calls in any second. */
export const LIMIT: RateLimit = { scope: 'channel', burst: 20, perMinute: 12_000 };

const TIMEOUT_MS = 400;

/** The outbox under test: an idempotent channel for groups, one with batches that is not, one that is both. */
export function chaosOutbox(mongo: Mongo, { vendorUrl, key }: SenderTask): Outbox {
  const channel = (over: Pick<Channel, 'id' | 'platform' | 'idempotent' | 'batch'>): Channel => ({
    limits: [LIMIT],
    textBytes: 20_000,
    measure: (text) => Buffer.byteLength(text),
    reaches: () => true,
    timeoutMs: TIMEOUT_MS,
    ...over,
    send: async (addresses, { text }, uuid) => {
      const call = {
        channel: over.id,
        idempotent: over.idempotent,
        uuid,
        to: addresses.map(({ id }) => id),
        text,
      };
      const results = await callVendor(vendorUrl, call);
      return addresses.map((_, index) => results[index] ?? { outcome: 'unknown', code: 'no_result' });
    },
  });
  const webhook = channel({ id: 'dingtalk.webhook', platform: 'dingtalk', idempotent: true, batch: 1 });
  const person = channel({ id: 'dingtalk.person', platform: 'dingtalk', idempotent: false, batch: 20 });
  const app = channel({ id: 'wecom.app', platform: 'wecom', idempotent: true, batch: 10 });
  return createOutbox({
    mongo,
    sealer: testSealer(Buffer.from(key, 'hex')),
    clock: systemClock,
    timeZone: 'Asia/Shanghai',
    log: pino({ level: 'error' }, pino.destination(2)),
    owner: randomUUID(),
    routes: { dingtalk: { group: [webhook], person: [person] }, wecom: { person: [app] } },
    addressOf: async ({ kind, id }) => ({ kind, id }),
    mayGoOut: () => true,
    mergeMs: 300,
    leaseMs: 3_000,
    pollMs: 100,
    retries: { firstMs: 20, longestMs: 200, maxAttempts: 60 },
  });
}

async function callVendor(url: string, call: object): Promise<readonly SendOutcome[]> {
  const all = (outcome: SendOutcome): readonly SendOutcome[] => Array<SendOutcome>(50).fill(outcome);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(call),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 429) return all({ outcome: 'retry', afterMs: 0, code: '429' });
    const { results } = (await response.json()) as { results: readonly string[] };
    return results.map(outcomeOf);
  } catch {
    return all({ outcome: 'unknown', code: 'cut' });
  }
}

function outcomeOf(word: string): SendOutcome {
  if (word === 'sent') return { outcome: 'sent' };
  return word === 'retry'
    ? { outcome: 'retry', afterMs: 0, code: 'flow' }
    : { outcome: 'rejected', code: 'refused' };
}
