import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Notice } from '../../src/delivery/types.ts';
import type { SlotContext, SlotJob } from '../../src/jobs/job.ts';
import type { Run } from '../../src/jobs/runs-store.ts';
import type { Mongo } from '../../src/mongo/connect.ts';
import { createLeases } from '../../src/mongo/leases.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { at, hourly, instances, shown } from './scheduled.ts';

const LEASE = 'slot-jobs';

let database: FreshDatabase;
let running: ReturnType<typeof instances> | undefined;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(async () => {
  await running?.stop();
  running = undefined;
  await database.drop();
});

function begin(jobs: readonly SlotJob[], more: Parameters<typeof instances>[2] = {}) {
  running = instances(database.mongo, jobs, more);
  return running;
}

/** Every run document as `job slot state attempts`. */
async function runs(): Promise<readonly string[]> {
  const found = await database.mongo.collection<Run>('runs').find().sort({ slot: 1, job: 1 }).toArray();
  return found.map(({ job, slot, state, attempts }) => `${job} ${shown(slot)} ${state} ${attempts}`);
}

describe('slots of one instance', () => {
  it('runs none of the days before the first start, then each one once', async () => {
    const seen: string[] = [];
    const { go, tick } = begin([hourly('a', ({ slot }) => seen.push(shown(slot)))]);
    await tick();
    expect(seen).toEqual([]);
    await go('2026-11-12 08:00');
    await go('2026-11-12 08:01');
    await go('2026-11-12 09:30');
    expect(seen).toEqual(['11-12 08:00', '11-12 09:00']);
  });

  it('runs a slot of the very minute of the first start', async () => {
    const seen: string[] = [];
    const { tick } = begin([hourly('a', ({ slot }) => seen.push(shown(slot)))], {
      start: '2026-11-12 08:00',
    });
    await tick();
    expect(seen).toEqual(['11-12 08:00']);
  });

  it('catches up the newest missed slot, whose work begins where the last one ended', async () => {
    const seen: (string | undefined)[] = [];
    const { go } = begin([hourly('a', ({ slot, since }) => seen.push(shown(slot), since && shown(since)))]);
    await go('2026-11-12 07:30');
    await go('2026-11-12 08:00');
    await go('2026-11-12 11:20');
    expect(seen).toEqual(['11-12 08:00', undefined, '11-12 11:00', '11-12 08:00']);
    expect(await runs()).toEqual(['a 11-12 08:00 done 1', 'a 11-12 10:00 skipped 0', 'a 11-12 11:00 done 1']);
  });

  it('lets go what is older than its grace', async () => {
    const seen: string[] = [];
    const job = hourly('a', ({ slot }) => seen.push(shown(slot)), {
      schedule: '0 8 * * *',
      graceMinutes: 60,
    });
    const { go, tick } = begin([job]);
    await tick();
    await go('2026-11-12 09:01');
    expect([seen, await runs()]).toEqual([[], []]);
    await go('2026-11-13 09:00');
    expect(seen).toEqual(['11-13 08:00']);
  });

  it('runs what is due in order of its slots, then of the list, each after the one before', async () => {
    const order: string[] = [];
    const slow = (name: string) => async () => {
      order.push(`${name} begins`);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`${name} ends`);
    };
    const { go, tick } = begin([
      hourly('digest', slow('digest'), { schedule: '10 8 * * *' }),
      hourly('snapshot', slow('snapshot'), { schedule: '0 8 * * *' }),
      hourly('after', slow('after'), { schedule: '0 8 * * *' }),
    ]);
    await tick();
    await go('2026-11-12 08:30');
    expect(order).toEqual(
      ['snapshot', 'after', 'digest'].flatMap((name) => [`${name} begins`, `${name} ends`]),
    );
  });

  it('posts what has to be told before the run counts as done', async () => {
    const notice = { id: 'told', kind: 'test', priority: 'low', title: '', text: '', targets: [] } as Notice;
    const states: string[] = [];
    const { go, tick } = begin([hourly('a', () => [notice])], {
      post: async () => void states.push(...(await runs())),
    });
    await tick();
    await go('2026-11-12 08:00');
    expect(states).toEqual(['a 11-12 08:00 running 1']);
    expect(await runs()).toEqual(['a 11-12 08:00 done 1']);
  });

  it('tries again a run whose notices the outbox did not take', async () => {
    const notice = { id: 'told', kind: 'test', priority: 'low', title: '', text: '', targets: [] } as Notice;
    let refused = 0;
    const { go, tick } = begin([hourly('a', () => [notice])], {
      post: async () => {
        if (refused++ === 0) throw new Error('away');
      },
    });
    await tick();
    await go('2026-11-12 08:00');
    expect(await runs()).toEqual(['a 11-12 08:00 failed 1']);
    await go('2026-11-12 08:01');
    expect([refused, await runs()]).toEqual([2, ['a 11-12 08:00 done 2']]);
  });

  it.each<[string, readonly Partial<SlotJob>[]]>([
    ['two jobs of one name', [{ name: 'a' }, { name: 'a' }]],
    ['a name that would not do as a label', [{ name: '夜间清理' }]],
    ['a schedule that is none', [{ schedule: 'every day' }]],
    ['a schedule with seconds', [{ schedule: '0 0 8 * * *' }]],
  ])('refuses %s', (_what, jobs) => {
    expect(() => begin(jobs.map((job) => hourly('b', () => undefined, job)))).toThrow();
  });
});

describe('a clock that is moved', () => {
  it('back, then on again, runs nothing a second time', async () => {
    const seen: string[] = [];
    const { go, tick } = begin([hourly('a', ({ slot }) => seen.push(shown(slot)))]);
    await tick();
    for (const time of ['08:00', '09:00', '08:00', '08:30', '09:00', '09:59', '10:00'])
      await go(`2026-11-12 ${time}`);
    expect(seen).toEqual(['11-12 08:00', '11-12 09:00', '11-12 10:00']);
  });

  it('back from a far future goes on where it had been', async () => {
    const seen: string[] = [];
    const { go, tick } = begin([hourly('a', ({ slot }) => seen.push(shown(slot)))]);
    await tick();
    await go('2026-11-12 08:00');
    await go('2027-06-01 12:10');
    await go('2026-11-12 09:00');
    expect(seen).toEqual(['11-12 08:00', '06-01 12:00', '11-12 09:00']);
  });

  it('back to before the first start starts anew there', async () => {
    const seen: string[] = [];
    const { go, tick } = begin([hourly('a', ({ slot }) => seen.push(shown(slot)))]);
    await tick();
    await go('2026-09-01 10:30');
    await go('2026-09-01 11:05');
    expect(seen).toEqual(['09-01 11:00']);
  });

  // Five million minutes lie between: who looks at each of them does not end within the patience of a test.
  it('forward by years runs the newest slot alone, at once', async () => {
    const seen: string[] = [];
    const job = hourly('a', ({ slot }) => seen.push(shown(slot)), { schedule: '* * * * *', graceMinutes: 5 });
    const { go, tick } = begin([job]);
    await tick();
    await go('2036-11-12 08:00');
    expect(seen).toEqual(['11-12 07:30', '11-12 08:00']);
    expect(await runs()).toHaveLength(2 + 5);
  });
});

describe('a job that fails', () => {
  const failing = (name: string, times: number, seen: string[]) =>
    hourly(name, ({ slot }) => {
      seen.push(shown(slot));
      if (seen.length <= times) throw new TypeError('13812345678');
    });

  it('is tried again, ever later, and keeps no other one from running', async () => {
    const seen: string[] = [];
    const other: string[] = [];
    const { go, tick, all } = begin([
      failing('a', 2, seen),
      hourly('b', ({ slot }) => other.push(shown(slot))),
    ]);
    await tick();
    for (const minute of ['00', '01', '02', '03', '04']) await go(`2026-11-12 08:${minute}`);
    expect([seen.length, other.length]).toEqual([3, 1]);
    expect(all[0]?.outcomes).toEqual(['a failed', 'b done', 'a failed', 'a done']);
    expect(await runs()).toEqual(['a 11-12 08:00 done 3', 'b 11-12 08:00 done 1']);
    const lines = all[0]?.lines.join('') ?? '';
    expect(lines).toContain('TypeError');
    expect(lines + JSON.stringify(await database.mongo.collection('runs').find().toArray())).not.toContain(
      '13812345678',
    );
  });

  it('is given up after five tries, and its next slot runs and does its work too', async () => {
    const sinces: (Date | undefined)[] = [];
    let fails = true;
    const job = hourly('a', ({ since }) => {
      sinces.push(since);
      if (fails) throw new Error('no');
    });
    const { go, tick, all } = begin([job]);
    await tick();
    fails = false;
    await go('2026-11-12 08:00');
    fails = true;
    for (let minute = 0; minute < 60; minute += 1)
      await go(`2026-11-12 09:${String(minute).padStart(2, '0')}`);
    expect(await runs()).toEqual(['a 11-12 08:00 done 1', 'a 11-12 09:00 given-up 5']);
    fails = false;
    await go('2026-11-12 10:00');
    expect(await runs()).toContain('a 11-12 10:00 done 1');
    expect(sinces.at(-1)).toEqual(at('2026-11-12 08:00'));
    expect(all[0]?.outcomes.filter((outcome) => outcome === 'a given-up')).toHaveLength(1);
  });

  it('is cut off when it takes too long, whether it listens or not', async () => {
    let signal: AbortSignal | undefined;
    const other: string[] = [];
    const { go, tick } = begin(
      [
        hourly('a', (context) => {
          signal = context.signal;
          return new Promise(() => undefined);
        }),
        hourly('b', ({ slot }) => other.push(shown(slot))),
      ],
      { limitMs: 50 },
    );
    await tick();
    await go('2026-11-12 08:00');
    expect(signal?.aborted).toBe(true);
    expect(await runs()).toEqual(['a 11-12 08:00 failed 1', 'b 11-12 08:00 done 1']);
    expect(other).toHaveLength(1);
  });
});

describe('several instances', () => {
  it.each([2, 4])('%d of them run each slot once over two hundred ticks', async (count) => {
    const counted = new Map<string, number>();
    let inside = 0;
    let most = 0;
    const job = (name: string, schedule: string) =>
      hourly(
        name,
        async ({ slot }) => {
          inside += 1;
          most = Math.max(most, inside);
          await new Promise((resolve) => setImmediate(resolve));
          counted.set(`${name} ${shown(slot)}`, (counted.get(`${name} ${shown(slot)}`) ?? 0) + 1);
          inside -= 1;
        },
        { schedule },
      );
    const { go, tick, all } = begin([job('a', '*/3 * * * *'), job('b', '*/5 8-10 * * *')], {
      count,
      start: '2026-11-12 07:59',
    });
    await tick();
    const first = at('2026-11-12 08:00').getTime();
    for (let minute = 0; minute < 200; minute += 1) {
      const time = shown(new Date(first + minute * 60_000));
      await go(`2026-${time}`);
    }
    const slots = [...counted.keys()];
    expect(slots.filter((slot) => slot.startsWith('a'))).toHaveLength(67);
    expect(slots.filter((slot) => slot.startsWith('b'))).toHaveLength(36);
    expect([...counted.values()].every((times) => times === 1)).toBe(true);
    expect(most).toBe(1);
    expect(all.flatMap(({ outcomes }) => outcomes)).toHaveLength(slots.length);
  });

  it('take over, under the same slot, what an instance left when it died', async () => {
    const seen: string[] = [];
    const clockwork = begin([
      hourly('a', ({ slot, since }) => seen.push(`${shown(slot)} ${since && shown(since)}`)),
    ]);
    await clockwork.tick();
    await clockwork.go('2026-11-12 08:00');
    // What is left of an instance that was killed in the middle: its lease, not renewed, and its open run.
    await createLeases(database.mongo).acquire(LEASE, 'the dead', 600);
    const left: Run = {
      ...{ _id: `a:${at('2026-11-12 09:00').toISOString()}`, job: 'a', slot: at('2026-11-12 09:00') },
      ...{ state: 'running', attempts: 1, owner: 'the dead', since: at('2026-11-12 08:00') },
    };
    await database.mongo.collection<Run>('runs').insertOne(left);
    await clockwork.go('2026-11-12 09:01');
    expect(await runs()).toContain('a 11-12 09:00 running 1');
    await new Promise((resolve) => setTimeout(resolve, 700));
    await clockwork.go('2026-11-12 10:00');
    expect(await runs()).toEqual(['a 11-12 08:00 done 1', 'a 11-12 09:00 done 2', 'a 11-12 10:00 done 1']);
    expect(seen.slice(1)).toEqual(['11-12 09:00 11-12 08:00', '11-12 10:00 11-12 09:00']);
  });

  it('believe no end of a run that was taken over meanwhile', async () => {
    let entered = 0;
    const letGo: (() => void)[] = [];
    const signals: AbortSignal[] = [];
    const job = hourly('a', async ({ signal }: SlotContext) => {
      signals.push(signal);
      entered += 1;
      if (entered === 1) await new Promise<void>((resolve) => letGo.push(resolve));
    });
    const { clock, tick, all } = begin([job], { count: 2, leaseMs: 150 });
    const [slow, quick] = all.map(({ scheduler }) => scheduler);
    await tick();
    clock.set(at('2026-11-12 08:00'));
    const hanging = slow?.tick();
    while (entered === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // The lease ends under its feet, as after a long silence between it and the database.
    const gone = { $set: { owner: 'nobody', until: new Date(0) } };
    await database.mongo.collection<{ _id: string }>('leases').updateOne({ _id: LEASE }, gone);
    await quick?.tick();
    expect(await runs()).toEqual(['a 11-12 08:00 done 2']);
    letGo[0]?.();
    await hanging;
    expect(await runs()).toEqual(['a 11-12 08:00 done 2']);
    expect(all.map(({ outcomes }) => outcomes)).toEqual([[], ['a done']]);
  });
});

describe('start and stop', () => {
  it('ticks at once, and leaves what it broke off to whoever comes next', async () => {
    let context: SlotContext | undefined;
    const job = hourly('a', async (given) => {
      context ??= given;
      await new Promise((resolve, reject) => {
        if (given !== context) resolve(undefined);
        given.signal.addEventListener('abort', () => reject(new Error('stopped')));
      });
    });
    const first = begin([job], { start: '2026-11-12 08:00' });
    await first.all[0]?.scheduler.start();
    while (context === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    await first.stop();
    expect(context.signal.aborted).toBe(true);
    expect(await runs()).toEqual(['a 11-12 08:00 running 1']);
    const second = begin([job], { start: '2026-11-12 08:03' });
    await second.tick();
    expect(await runs()).toEqual(['a 11-12 08:00 done 2']);
  });

  it('does nothing after the stop', async () => {
    const { go, stop } = begin([hourly('a', () => undefined)]);
    await go('2026-11-12 07:59');
    await stop();
    await go('2026-11-12 08:00');
    expect(await runs()).toEqual([]);
  });

  it('survives a database that is away, and goes on with the next tick', async () => {
    let away = false;
    const real = database.mongo;
    const mongo: Mongo = {
      ...real,
      collection: ((name: string) =>
        new Proxy(real.collection(name), {
          get: (target, property) => {
            if (away) throw new Error('mongodb://user:password@host');
            const value: unknown = Reflect.get(target, property);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        })) as Mongo['collection'],
    };
    const { go, tick, all } = begin([hourly('a', () => undefined)], { mongo });
    await tick();
    away = true;
    await go('2026-11-12 08:00');
    expect(all[0]?.lines.join('')).toContain('a tick went wrong');
    expect(all[0]?.lines.join('')).not.toContain('password');
    away = false;
    await go('2026-11-12 08:01');
    expect(all[0]?.outcomes).toEqual(['a done']);
  });
});
