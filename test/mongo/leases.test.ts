import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/kit/clock.ts';
import { createLeases, type Leases } from '../../src/mongo/leases.ts';
import { estimateServerTime, serverNow } from '../../src/mongo/server-time.ts';
import { withLease } from '../../src/mongo/with-lease.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';

let fresh: FreshDatabase;
let leases: Leases;
beforeAll(async () => {
  fresh = await freshDatabase();
  leases = createLeases(fresh.mongo);
});
afterAll(() => fresh.drop());

describe('createLeases', () => {
  it('gives a lease to one of many that ask at once', async () => {
    const owners = Array.from({ length: 10 }, (_, n) => `owner ${n}`);
    const given = await Promise.all(owners.map((owner) => leases.acquire('one', owner, 10_000)));
    expect(given.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('lasts by the time of the server', async () => {
    const lease = await leases.acquire('time', 'a', 10_000);
    const left = (lease?.until.getTime() ?? 0) - (await serverNow(fresh.mongo)).getTime();
    expect(left).toBeGreaterThan(8_000);
    expect(left).toBeLessThanOrEqual(10_000);
  });

  it('goes to the next when it has run out, with a higher term', async () => {
    const first = await leases.acquire('out', 'a', 800);
    expect(await leases.acquire('out', 'b', 10_000)).toBeUndefined();
    await sleep(850);
    const second = await leases.acquire('out', 'b', 10_000);
    expect([first?.term, second?.term]).toEqual([1, 2]);
    expect(await leases.renew('out', 'a', 10_000)).toBe(false);
  });

  it('is prolonged by its owner, asking again or renewing', async () => {
    const first = await leases.acquire('longer', 'a', 1_000);
    const again = await leases.acquire('longer', 'a', 60_000);
    expect(again?.term).toBe(first?.term);
    expect((again?.until.getTime() ?? 0) - (first?.until.getTime() ?? 0)).toBeGreaterThan(50_000);
    expect(await leases.renew('longer', 'a', 60_000)).toBe(true);
  });

  it('is free after its owner gave it back; nobody else can', async () => {
    await leases.acquire('back', 'a', 60_000);
    await leases.release('back', 'b');
    expect(await leases.acquire('back', 'b', 1_000)).toBeUndefined();
    await leases.release('back', 'a');
    expect(await leases.acquire('back', 'b', 1_000)).toMatchObject({ owner: 'b', term: 2 });
  });

  it('takes an owner that looks like a field for what it is', async () => {
    expect(await leases.acquire('odd', '$until', 1_000)).toMatchObject({ owner: '$until' });
  });
});

describe('withLease', () => {
  it('keeps the lease while the work lasts and gives it back', async () => {
    const terms = { name: 'work', owner: 'a', ms: 300 };
    const ran = await withLease(leases, terms, async (signal) => {
      await sleep(800);
      expect(await leases.acquire('work', 'b', 300)).toBeUndefined();
      return signal.aborted;
    });
    expect(ran).toEqual({ result: false });
    expect(await leases.acquire('work', 'b', 300)).toBeDefined();
  });

  it('does nothing when somebody else holds the lease', async () => {
    await leases.acquire('held', 'b', 60_000);
    expect(await withLease(leases, { name: 'held', owner: 'a', ms: 300 }, async () => 'ran')).toBeUndefined();
  });

  it('tells the work when the lease is lost', async () => {
    const reason = await withLease(leases, { name: 'lost', owner: 'a', ms: 300 }, async (signal) => {
      await fresh.mongo
        .collection<{ _id: string }>('leases')
        .updateOne({ _id: 'lost' }, { $set: { owner: 'b' } });
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      return signal.reason;
    });
    expect(reason?.result).toMatchObject({ code: 'mongo_lease_lost' });
  });

  it('gives the lease back when the work fails', async () => {
    const terms = { name: 'fails', owner: 'a', ms: 60_000 };
    await expect(withLease(leases, terms, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await leases.acquire('fails', 'b', 300)).toBeDefined();
  });
});

describe('estimateServerTime', () => {
  it('finds how far a wrong clock is off', async () => {
    const slow = () => new Date(systemClock.now().getTime() - 60_000);
    const { offsetMs, uncertaintyMs } = await estimateServerTime(fresh.mongo, slow);
    // The server's clock counts whole milliseconds.
    expect(Math.abs(offsetMs - 60_000)).toBeLessThanOrEqual(uncertaintyMs + 2);
  });
});
