import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { deliveryText } from '../support/delivery-text.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { startProgram, type TestProgram } from '../support/program.ts';
import { at } from './scheduled.ts';

const KIND = 'operations.job-late';

const clock = fixedClock(at('2026-11-11 12:00'));
let first: TestProgram;
let second: TestProgram;
beforeAll(async () => {
  first = await startProgram({ clock, env: { ADMINS: 'wecom:boss,dingtalk:0147' } });
  second = await first.twin();
  await first.app.tick();
});
afterAll(async () => {
  await second.stop();
  await first.stop();
});

async function ready(): Promise<{ code: number; warnings?: { jobs?: string[] } }> {
  const response = await fetch(`${first.app.url}/readyz`);
  return { ...((await response.json()) as { warnings?: { jobs?: string[] } }), code: response.status };
}

async function toldOfPurge(): Promise<readonly string[]> {
  const told = await first.app.outbox.list({ limit: 200 });
  return told
    .filter(({ kind, noticeId }) => kind === KIND && noticeId.includes(':purge:'))
    .map(({ noticeId, target }) => `${noticeId} ${target.platform}:${target.id}`)
    .sort();
}

it('a late job stands beside a yes of /readyz, and every administrator is told once a day', async () => {
  expect((await ready()).warnings?.jobs ?? []).not.toContain('purge');
  expect(await toldOfPurge()).toEqual([]);

  // Three nights without a run, and too late in the day to make up for the last one.
  clock.set(at('2026-11-14 23:30'));
  await Promise.all([first.app.tick(), second.app.tick()]);
  await Promise.all([first.app.tick(), second.app.tick()]);
  expect(await ready()).toMatchObject({
    code: 200,
    warnings: { jobs: expect.arrayContaining(['purge']) },
  });
  const today = ['dingtalk:0147', 'wecom:boss'].map((admin) => `job-late:purge:2026-11-14 ${admin}`);
  expect(await toldOfPurge()).toEqual(today);

  clock.set(at('2026-11-15 00:10'));
  await first.app.tick();
  const tomorrow = today.map((line) => line.replace('11-14', '11-15'));
  expect(await toldOfPurge()).toEqual([...today, ...tomorrow]);

  clock.set(at('2026-11-15 03:17'));
  await first.app.tick();
  expect((await ready()).warnings?.jobs ?? []).not.toContain('purge');
  expect(await toldOfPurge()).toHaveLength(4);
});

it('tells what is late in words, with a line that works', async () => {
  const [one] = (await first.app.outbox.list({ limit: 200 })).filter(({ kind }) => kind === KIND);
  const text = await deliveryText(first.app.database, one?.id ?? '');
  expect(text).toMatch(/^定时任务“.+”没有按时完成（.+），.+\n自检$/s);
});

it('the measures know of a success that another instance had', async () => {
  const figure = async (): Promise<number> => {
    const page = await (await fetch(`${second.app.url}/metrics`)).text();
    return Number(/last_success_timestamp_seconds\{job="purge"\} (\S+)/.exec(page)?.[1]);
  };
  // What the second instance looked up a moment ago may be shown for two seconds more.
  const expected = at('2026-11-15 03:17').getTime() / 1_000;
  while ((await figure()) !== expected) await new Promise((resolve) => setTimeout(resolve, 100));
});
