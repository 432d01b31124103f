import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { Job, JobContext } from '../../src/jobs/job.ts';
import { purgeJob } from '../../src/jobs/purge.ts';
import { createTicker, type Ticker } from '../../src/jobs/ticker.ts';
import { createLeases, type Leases } from '../../src/mongo/leases.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { fixedClock } from '../support/fixed-clock.ts';

const NOON = new Date('2026-11-12T12:00:00+08:00');
const EACH_SECOND = '* * * * * *';

let database: FreshDatabase;
let leases: Leases;
beforeAll(async () => {
  database = await freshDatabase();
  leases = createLeases(database.mongo);
});
afterAll(() => database.drop());

/** A ticker of an instance of its own, the names of its finished jobs, and its log. */
function tickerOf(owner: string, jobs: readonly Job[]): { ticker: Ticker; runs: string[]; lines: string[] } {
  const runs: string[] = [];
  const lines: string[] = [];
  const ticker = createTicker({
    jobs,
    leases,
    owner,
    clock: fixedClock(NOON),
    timeZone: 'Asia/Shanghai',
    log: pino({ level: 'info' }, { write: (line: string) => void lines.push(line) }),
    metrics: { job: (name, outcome) => void runs.push(`${name} ${outcome}`) },
  });
  return { ticker, runs, lines };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('createTicker', () => {
  it('runs a job under domain time and logs what it did', async () => {
    const seen: Date[] = [];
    const job: Job = {
      name: 'count',
      every: EACH_SECOND,
      run: async ({ now }) => {
        seen.push(now);
        return { found: 2 };
      },
    };
    const { ticker, runs, lines } = tickerOf('a', [job]);
    await ticker.start();
    await until(() => runs.length > 0);
    await ticker.stop();
    expect(seen[0]).toEqual(NOON);
    expect(runs[0]).toBe('count done');
    expect(JSON.parse(lines[0] ?? '{}')).toMatchObject({ job: 'count', counts: { found: 2 } });
  });

  it('never runs a job on two instances at the same time', async () => {
    let inside = 0;
    let most = 0;
    const job: Job = {
      name: 'alone',
      every: EACH_SECOND,
      run: async () => {
        inside += 1;
        most = Math.max(most, inside);
        await new Promise((resolve) => setTimeout(resolve, 300));
        inside -= 1;
        return {};
      },
    };
    const tickers = ['a', 'b', 'c'].map((owner) => tickerOf(owner, [job]));
    await Promise.all(tickers.map(({ ticker }) => ticker.start()));
    await until(() => tickers.flatMap(({ runs }) => runs).length >= 2);
    await Promise.all(tickers.map(({ ticker }) => ticker.stop()));
    expect(most).toBe(1);
  });

  it('goes on after a failure, without its message in the log', async () => {
    let times = 0;
    const job: Job = {
      name: 'fails-once',
      every: EACH_SECOND,
      run: async () => {
        times += 1;
        if (times === 1) throw new Error('13812345678');
        return {};
      },
    };
    const { ticker, runs, lines } = tickerOf('a', [job]);
    await ticker.start();
    await until(() => runs.length >= 2);
    await ticker.stop();
    expect(runs.slice(0, 2)).toEqual(['fails-once failed', 'fails-once done']);
    expect(lines.join('')).not.toContain('13812345678');
  });

  it('waits at the stop for what runs, and tells it to hurry', async () => {
    let context: JobContext | undefined;
    let finished = false;
    const job: Job = {
      name: 'slow',
      every: EACH_SECOND,
      run: async (given) => {
        context = given;
        await new Promise((resolve) => setTimeout(resolve, 400));
        finished = true;
        return {};
      },
    };
    const { ticker } = tickerOf('a', [job]);
    await ticker.start();
    await until(() => context !== undefined);
    await ticker.stop();
    expect(finished).toBe(true);
    expect(context?.signal.aborted).toBe(true);
    expect(await leases.acquire('job:slow', 'somebody else', 1_000)).toBeDefined();
  });

  it.each([
    ['two jobs of one name', [EACH_SECOND, EACH_SECOND]],
    ['an expression that is none', ['every day']],
  ])('refuses %s', (_what, expressions) => {
    const jobs = expressions.map((every): Job => ({ name: 'same', every, run: async () => ({}) }));
    expect(() => tickerOf('a', jobs)).toThrow();
  });
});

describe('purge', () => {
  it('runs every purge and tells each count', async () => {
    const job = purgeJob({ messages: async () => 3, photos: async (now) => (now === NOON ? 1 : 0) });
    const { signal } = new AbortController();
    const { counts } = await job.run({ slot: NOON, now: NOON, signal });
    expect(counts).toEqual({ messages: 3, photos: 1 });
  });
});
