import { type Bucket, createLimitsStore } from '../delivery/limits-store.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { Sealer } from '../privacy/types.ts';

/** What is limited: codes asked for and sign-ins of one person, tries from one address. */
export type Limited = 'code' | 'person' | 'address';

const LIMITS: Readonly<Record<Limited, Omit<Bucket['limit'], 'scope'>>> = {
  code: { burst: 5, perMinute: 0.5 },
  person: { burst: 5, perMinute: 0.5 },
  // An office is one address to us: a training day must fit.
  address: { burst: 20, perMinute: 10 },
};

/** Spacing limits that all instances share; whom they are about stands nowhere. */
export interface ConsoleLimits {
  /** Takes one: undefined when it is granted, else the seconds until the next one is. */
  take(what: Limited, of: string): Promise<number | undefined>;
}

/** Limits kept in this database. */
export function createConsoleLimits(mongo: Mongo, sealer: Sealer): ConsoleLimits {
  const store = createLimitsStore(mongo);
  return {
    take: async (what, of) => {
      const [hash] = sealer.hashes('console limit', of);
      const bucket = {
        key: `console:${what}:${hash?.h ?? ''}`,
        limit: { scope: 'address', ...LIMITS[what] } as const,
      };
      const { granted, waitMs } = await store.take(bucket, 1);
      return granted > 0 ? undefined : Math.ceil(waitMs / 1_000);
    },
  };
}
