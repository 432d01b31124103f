import { systemClock } from '../kit/clock.ts';
import type { Mongo } from '../mongo/connect.ts';
import { estimateServerTime } from '../mongo/server-time.ts';

const TRUSTED_MS = 10 * 60_000;

/** The database server's time as far as this machine can tell, without asking each time. */
export interface ServerClock {
  /** The server's time `ms` from now, good to a few milliseconds; rejects while the server was never reached. */
  in(ms: number): Promise<Date>;
}

/**
 * Leases follow the server's clock, but a plain insert cannot say `$$NOW`: so it uses this estimate. Asked for
 * once at first use, then again in the background every ten minutes.
 */
export function createServerClock(database: Pick<Mongo, 'db'>): ServerClock {
  let offset: Promise<number> | undefined;
  let askedAt = 0;

  const ask = async (): Promise<number> => (await estimateServerTime(database, systemClock.now)).offsetMs;

  const first = (): Promise<number> => {
    askedAt = performance.now();
    const asking = ask();
    asking.catch(() => {
      offset = undefined;
    });
    return asking;
  };

  const again = (): void => {
    askedAt = performance.now();
    ask().then(
      (fresh) => {
        offset = Promise.resolve(fresh);
      },
      // The old estimate serves until the next try.
      () => undefined,
    );
  };

  return {
    in: async (ms) => {
      offset ??= first();
      if (performance.now() - askedAt > TRUSTED_MS) again();
      return new Date(systemClock.now().getTime() + (await offset) + ms);
    },
  };
}
