import type { Logger } from 'pino';
import { toError } from '../errors.ts';
import type { Clock } from '../kit/clock.ts';
import { defined } from '../kit/defined.ts';
import { localDate } from '../kit/local-date.ts';
import { safeError } from '../log.ts';
import type { QuotasStore } from './quotas-store.ts';
import type { OutboxEvent, Priority, Quota, QuotaState } from './types.ts';

/** What DingTalk gives an organisation each month. */
export type QuotaLimits = Readonly<Record<Quota, number>>;

/** DingTalk's editions since 2025-11-19. */
export const DINGTALK_QUOTAS: Readonly<Record<'standard' | 'professional', QuotaLimits>> = {
  standard: { api: 5_000, message: 3_000 },
  professional: { api: 200_000, message: 50_000 },
};

/** The share of a quota that each priority may use up; the rest is kept for those above it. */
const SHARES: Readonly<Record<Exclude<Priority, 'emergency'>, number>> = {
  low: 0.8,
  normal: 0.95,
  high: 0.99,
};
const WARN_SHARE = 0.8;

/** Monthly quotas, spent by priority. An emergency is never refused: then the vendor decides. */
export interface Quotas {
  /** Books one call; undefined when this priority has no more of it. The result takes the booking back. */
  spend(quota: Quota, priority: Priority): Promise<(() => Promise<void>) | undefined>;
  /** Counts received messages; written together, soon. */
  countInbound(n: number): void;
  /** Resolves when all that was counted is written. */
  written(): Promise<void>;
  state(): Promise<readonly QuotaState[]>;
}

/** What quotas need. Months begin in the county's time zone. */
export interface QuotaParts {
  readonly store: QuotasStore;
  readonly limits: QuotaLimits;
  readonly clock: Clock;
  readonly timeZone: string;
  readonly log: Logger;
  readonly tell: (event: OutboxEvent) => void;
}

/** Quotas of one instance over the shared counts. */
export function createQuotas({ store, limits, clock, timeZone, log, tell }: QuotaParts): Quotas {
  const thisMonth = (): string => localDate(clock.now(), timeZone).slice(0, 7);
  let inbound = 0;
  let writing: Promise<void> | undefined;

  const book = async (quota: Quota, amount: number, upTo?: number): Promise<string | undefined> => {
    const month = thisMonth();
    const limit = limits[quota];
    const warnAt = Math.floor(limit * WARN_SHARE);
    const terms = { month, quota, amount, warnAt, ...defined({ upTo }) };
    const { granted, used, warn } = await store.book(terms);
    if (warn) tell({ kind: 'quota', quota, used, limit, month });
    return granted ? month : undefined;
  };

  const write = async (): Promise<void> => {
    while (inbound > 0) {
      const amount = inbound;
      inbound = 0;
      try {
        await book('message', amount);
      } catch (thrown) {
        inbound += amount;
        log.warn({ failure: safeError(toError(thrown)) }, 'counting received messages failed');
        return;
      }
    }
  };

  return {
    spend: async (quota, priority) => {
      const upTo = priority === 'emergency' ? undefined : Math.floor(limits[quota] * SHARES[priority]);
      const month = await book(quota, 1, upTo);
      return month === undefined ? undefined : () => store.cancel(month, quota, 1);
    },
    countInbound: (n) => {
      inbound += n;
      writing ??= write().finally(() => {
        writing = undefined;
      });
    },
    written: async () => {
      await writing;
    },
    state: async () => {
      const month = thisMonth();
      const used = await store.used(month);
      return (['api', 'message'] as const).map((quota) => ({
        quota,
        month,
        used: used[quota],
        limit: limits[quota],
      }));
    },
  };
}
