import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { purgeRuns } from '../../src/jobs/purge-runs-store.ts';
import { createRunsStore } from '../../src/jobs/runs-store.ts';
import { type JobStatus, jobStatuses } from '../../src/jobs/statuses.ts';
import { createJobWatch } from '../../src/jobs/watch.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { at, hourly, instances, shown } from './scheduled.ts';

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const statusesAt = (time: string): Promise<readonly JobStatus[]> =>
  jobStatuses(createRunsStore(database.mongo), at(time));

describe('jobStatuses', () => {
  it('calls late what was not done for longer than it should take', async () => {
    const { go, stop } = instances(database.mongo, [hourly('a', () => undefined, { label: '试验' })]);
    await go('2026-11-12 07:30');
    const lateFrom = at('2026-11-12 10:29');
    expect(await statusesAt('2026-11-12 10:29')).toEqual([
      { job: 'a', label: '试验', late: false, lateFrom },
    ]);
    expect((await statusesAt('2026-11-12 10:30'))[0]?.late).toBe(true);
    await go('2026-11-12 11:00');
    const done = at('2026-11-12 11:00');
    expect(await statusesAt('2026-11-12 14:00')).toEqual([
      { job: 'a', label: '试验', late: false, lastSuccess: done, lateFrom: at('2026-11-12 14:00') },
    ]);
    expect((await statusesAt('2026-11-12 14:01'))[0]?.late).toBe(true);
    await stop();
  });

  it('tells the class of the error until a run is done, and nothing of its words', async () => {
    let fails = true;
    const job = hourly('a', () => {
      if (fails) throw new RangeError('13812345678');
    });
    const { go, stop } = instances(database.mongo, [job]);
    await go('2026-11-12 07:30');
    await go('2026-11-12 08:00');
    expect(await statusesAt('2026-11-12 08:00')).toMatchObject([
      { job: 'a', label: 'a', late: false, error: 'RangeError' },
    ]);
    fails = false;
    await go('2026-11-12 08:01');
    expect((await statusesAt('2026-11-12 08:01'))[0]?.error).toBeUndefined();
    await stop();
  });

  it('is silent about jobs that the program does not have any more', async () => {
    const before = instances(database.mongo, [
      hourly('old', () => undefined),
      hourly('kept', () => undefined),
    ]);
    await before.go('2026-11-12 07:30');
    const after = instances(database.mongo, [
      hourly('kept', () => undefined),
      hourly('new', () => undefined),
    ]);
    await after.go('2026-11-20 07:30');
    const statuses = await statusesAt('2026-11-20 07:30');
    expect(statuses.map(({ job, late }) => [job, late])).toEqual([
      ['kept', false],
      ['new', false],
    ]);
    await Promise.all([before.stop(), after.stop()]);
  });
});

describe('createJobWatch', () => {
  const late = (job: string): JobStatus => ({
    ...{ job, label: job, late: true, lateFrom: at('2026-11-12 08:00') },
  });

  function watching(statuses: readonly JobStatus[]) {
    const told: string[] = [];
    let now = at('2026-11-12 09:00');
    let away = false;
    let asked = 0;
    const watch = createJobWatch({
      statuses: async () => {
        asked += 1;
        return statuses;
      },
      now: () => now,
      timeZone: 'Asia/Shanghai',
      post: async (notices) => {
        if (away) throw new Error('away');
        told.push(...notices.map(({ id }) => id));
      },
      noticeOf: ({ label }, id) => ({
        ...{ id, kind: 'test', priority: 'low', title: '', text: label, targets: [] },
      }),
    });
    return {
      told,
      watch,
      asked: () => asked,
      move: (time: string) => {
        now = at(time);
      },
      lose: (is: boolean) => {
        away = is;
      },
    };
  }

  it('tells of each late job once a day', async () => {
    const { told, watch, move } = watching([late('a'), { ...late('b'), late: false }, late('c')]);
    await watch();
    await watch();
    expect(told).toEqual(['job-late:a:2026-11-12', 'job-late:c:2026-11-12']);
    move('2026-11-13 00:00');
    await watch();
    expect(told.slice(2)).toEqual(['job-late:a:2026-11-13', 'job-late:c:2026-11-13']);
  });

  it('asks nobody before a job can be late, unless the clock was moved back', async () => {
    const { asked, watch, move } = watching([
      { ...late('a'), late: false, lateFrom: at('2026-11-12 12:00') },
      { ...late('b'), late: false, lateFrom: at('2026-11-14 12:00') },
    ]);
    for (const time of ['09:00', '09:01', '12:00']) {
      move(`2026-11-12 ${time}`);
      await watch();
    }
    expect(asked()).toBe(1);
    move('2026-11-12 12:01');
    await watch();
    expect(asked()).toBe(2);
    move('2026-11-12 09:00');
    await watch();
    expect(asked()).toBe(3);
  });

  it('tells again what the outbox did not take', async () => {
    const { told, watch, lose } = watching([late('a')]);
    lose(true);
    await expect(watch()).rejects.toThrow();
    lose(false);
    await watch();
    expect(told).toEqual(['job-late:a:2026-11-12']);
  });

  it('looks though no job can be run', async () => {
    let looked = 0;
    const { go, stop } = instances(database.mongo, [hourly('a', () => Promise.reject(new Error('no')))], {
      watch: async () => {
        looked += 1;
      },
    });
    await go('2026-11-12 08:00');
    await go('2026-11-12 08:30');
    expect(looked).toBe(2);
    await stop();
  });
});

describe('purgeRuns', () => {
  it('removes old runs, but never the last of a job nor its last success', async () => {
    let fails = false;
    const jobs = [
      hourly('a', () => {
        if (fails) throw new Error('no');
      }),
      hourly('b', () => undefined, { schedule: '0 8 * * *' }),
    ];
    const { go, stop } = instances(database.mongo, jobs);
    for (const time of ['07:30', '08:00', '09:00', '10:00']) await go(`2026-11-12 ${time}`);
    fails = true;
    await go('2026-11-12 11:00');
    const left = async () =>
      (await database.mongo.collection('runs').find().sort({ job: 1, slot: 1 }).toArray()).map(
        ({ job, slot }) => `${job} ${shown(slot)}`,
      );
    expect(await purgeRuns(database.mongo, at('2027-02-10 08:00'))).toBe(0);
    expect(await left()).toHaveLength(5);
    expect(await purgeRuns(database.mongo, at('2027-02-11 07:00'))).toBe(2);
    expect(await left()).toEqual(['a 11-12 10:00', 'a 11-12 11:00', 'b 11-12 08:00']);
    await stop();
  });
});
