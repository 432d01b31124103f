import type { SocketLease, SocketTimings } from './config.ts';

/** The lease while we have it. */
export interface Hold {
  /** Given when the lease is lost, or may be: from that moment on another instance may connect. */
  readonly lost: AbortSignal;
  /** Gives it back, so that another instance need not wait for it to run out. */
  release(): Promise<void>;
}

/** Asks for the lease. `taken`: another instance has it. `unreachable`: nobody can tell. */
export async function takeHold(
  lease: SocketLease,
  timings: Pick<SocketTimings, 'leaseMs' | 'renewMs'>,
): Promise<Hold | 'taken' | 'unreachable'> {
  const askedAt = performance.now();
  try {
    if (!(await lease.acquire())) return 'taken';
  } catch {
    return 'unreachable';
  }
  return keepHold(lease, timings, askedAt);
}

/**
 * Renews until told otherwise. A grant counts from the moment it was asked for, so that a slow database, or a
 * process that slept, never makes two holders.
 */
function keepHold(
  lease: SocketLease,
  { leaseMs, renewMs }: Pick<SocketTimings, 'leaseMs' | 'renewMs'>,
  askedAt: number,
): Hold {
  const lost = new AbortController();
  let deadline: NodeJS.Timeout;

  const lose = (): void => {
    clearInterval(renewing);
    clearTimeout(deadline);
    lost.abort();
  };
  const countFrom = (asked: number): void => {
    clearTimeout(deadline);
    if (!lost.signal.aborted) deadline = setTimeout(lose, Math.max(0, asked + leaseMs - performance.now()));
  };
  const renew = async (): Promise<void> => {
    const asked = performance.now();
    try {
      if (await lease.renew()) countFrom(asked);
      else lose();
    } catch {
      // The database is away for a moment: the deadline decides.
    }
  };
  const renewing = setInterval(() => void renew(), renewMs);
  countFrom(askedAt);

  return {
    lost: lost.signal,
    release: async () => {
      lose();
      try {
        await lease.release();
      } catch {
        // It runs out by itself.
      }
    },
  };
}
