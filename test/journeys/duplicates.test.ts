import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestProgram } from '../support/program.ts';
import { lastLine, linesOf, numberIn, PLATFORMS, type PlatformName } from './talk.ts';
import { startWangxi, talkTo } from './wangxi.ts';

const REPORTS = 200;
const AT_ONCE = 8;

interface Report {
  readonly id: string;
  readonly platform: PlatformName;
  readonly group: boolean;
  readonly line: string;
}

const reports: readonly Report[] = Array.from({ length: REPORTS }, (_, n) => ({
  id: `twice-${n}`,
  platform: PLATFORMS[n % 2] ?? 'wecom',
  group: n % 3 === 0,
  line: n % 5 === 0 ? `报隐患 桐渡镇中心小学 第${n}处围墙裂缝` : '报辍学 桐渡镇初级中学 疑似 八年级 男',
}));
const children = reports.filter(({ line }) => line.startsWith('报辍学')).length;

let first: TestProgram;
let second: TestProgram;
beforeAll(async () => {
  first = await startWangxi();
  second = await first.twin();
});
afterAll(async () => {
  await second?.stop();
  await first?.stop();
});

/** The reply, waited for when the platform is promised a later one. */
async function reply(program: TestProgram, { id, platform, group, line }: Report): Promise<string> {
  const talk = talkTo(program, platform);
  for (let n = 0; n < 20; n += 1) {
    const said = await talk.raw('tongdu', line, { id, ...(group ? { group: 'tongdu' as const } : {}) });
    if (said !== '') return said;
    await sleep(200);
  }
  throw new Error(`no reply to ${id}`);
}

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const done: R[] = [];
  const queue = items.map((item, n) => ({ item, n }));
  const run = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift())
      done[next.n] = await work(next.item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
  return done;
}

async function figures(program: TestProgram): Promise<readonly string[]> {
  const talk = talkTo(program, 'wecom');
  const counts = [await talk('bureau', '查 辍学'), await talk('bureau', '查 隐患')];
  return counts.map(lastLine);
}

describe('each report sent to two instances at once', () => {
  let heard: readonly (readonly [string, string])[];
  beforeAll(async () => {
    heard = await inTurns(reports, (report) => Promise.all([reply(first, report), reply(second, report)]));
  });

  it('is answered the same by both', () => {
    expect(heard.filter(([one, other]) => one !== other)).toEqual([]);
  });

  it('has one number, and a number of its own', () => {
    expect(new Set(heard.map(([one]) => numberIn(one))).size).toBe(REPORTS);
  });

  it('is one file', async () => {
    expect(await figures(first)).toEqual([`合计 ${children}`, `合计 ${REPORTS - children}`]);
    expect(await figures(second)).toEqual(await figures(first));
    const { db } = first.app.database.mongo;
    expect(await db.collection('dropouts').countDocuments({})).toBe(children);
    expect(await db.collection('hazards').countDocuments({})).toBe(REPORTS - children);
  });

  it('is answered the same after a restart, and nothing changes', async () => {
    await second.stop();
    second = await first.twin();
    const again = await inTurns(reports.slice(0, 60), (report) => reply(second, report));
    expect(again).toEqual(heard.slice(0, 60).map(([one]) => one));
    expect(await figures(second)).toEqual([`合计 ${children}`, `合计 ${REPORTS - children}`]);
    await second.stop();
  });

  it('a question sent again gets the figures of its first time, a new one those of now', async () => {
    const talk = talkTo(first, 'dingtalk');
    const before = await talk.raw('bureau', '查 辍学', { id: 'asked-once' });
    await talk('tongdu', '报辍学 桐渡镇 疑似');
    expect(await talk.raw('bureau', '查 辍学', { id: 'asked-once' })).toBe(before);
    expect(linesOf(await talk('bureau', '查 辍学'))).toContain(`合计 ${children + 1}`);
  });
});
