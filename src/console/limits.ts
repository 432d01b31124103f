import { type Bucket, createLimitsStore } from '../delivery/limits-store.ts';
import type { Mongo } from '../mongo/connect.ts';
import type { Sealer } from '../privacy/types.ts';

/** What is limited: codes asked for and sign-ins of one person, tries from one address. */
export type Limited = 'code' | 'person' | 'address';

const LIMITS: Readonly<Record<Limited, Omit<Bucket['limit'], 'scope'>>> = {
  code: { burst: 5, perMinute: 0.5 },
  person: { burst: 5, perMinute: 0.5 },
  // Wrong tries alone: an office is one address to us, and on a training day everybody comes at once.
  address: { burst: 20, perMinute: 10 },
};

/** Spacing limits that all instances share; whom they are about stands nowhere. */
export interface ConsoleLimits {
  /** Takes one: undefined when it is granted, else the seconds until the next one is. */
  take(what: Limited, of: string): Promise<number | undefined>;
  /** It was right after all: a try of somebody who may come in is none. */
  giveBack(what: Limited, of: string): Promise<void>;
}

/** Limits kept in this database. */
export function createConsoleLimits(mongo: Mongo, sealer: Sealer): ConsoleLimits {
  const store = createLimitsStore(mongo);
  const bucketOf = (what: Limited, of: string): Bucket => {
    const [hash] = sealer.hashes('console limit', of);
    return { key: `console:${what}:${hash?.h ?? ''}`, limit: { scope: 'address', ...LIMITS[what] } };
  };
  return {
    take: async (what, of) => {
      const { granted, waitMs } = await store.take(bucketOf(what, of), 1);
      return granted > 0 ? undefined : Math.ceil(waitMs / 1_000);
    },
    giveBack: (what, of) => store.giveBack(bucketOf(what, of)),
  };
}
