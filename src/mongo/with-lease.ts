import { setTimeout as sleep } from 'node:timers/promises';
import { LeaseLost } from './errors.ts';
import type { Leases } from './leases.ts';

/** Which lease to work under, as whom, and how long it lasts without a sign of life. */
export interface LeaseTerms {
  readonly name: string;
  readonly owner: string;
  readonly ms: number;
}

/**
 * Runs `work` under a lease that is renewed while it lasts and given back afterwards; undefined when somebody
 * else holds it. `signal` aborts with `LeaseLost` when the lease is gone or could not be renewed in time:
 * what checks it stops before doing harm.
 */
export async function withLease<R>(
  leases: Leases,
  { name, owner, ms }: LeaseTerms,
  work: (signal: AbortSignal) => Promise<R>,
): Promise<{ readonly result: R } | undefined> {
  const since = performance.now();
  if ((await leases.acquire(name, owner, ms)) === undefined) return undefined;
  const lost = new AbortController();
  const finished = new AbortController();
  const renewing = keepRenewing(leases, { name, owner, ms }, since, { lost, finished: finished.signal });
  try {
    return { result: await work(lost.signal) };
  } finally {
    finished.abort();
    await renewing;
    await leases.release(name, owner);
  }
}

async function keepRenewing(
  leases: Leases,
  { name, owner, ms }: LeaseTerms,
  since: number,
  { lost, finished }: { lost: AbortController; finished: AbortSignal },
): Promise<void> {
  let renewedAt = since;
  for (;;) {
    await sleep(ms / 3, undefined, { signal: finished, ref: false }).catch(() => undefined);
    if (finished.aborted) return;
    const asked = performance.now();
    // A failed question is no answer: the lease is ours until it runs out.
    const renewed = await leases.renew(name, owner, ms).catch(() => undefined);
    if (renewed === true) renewedAt = asked;
    if (renewed === false || performance.now() - renewedAt > ms) return lost.abort(new LeaseLost(name));
  }
}
