import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DutyDraft } from '../../src/duties/types.ts';
import { unitsOf } from '../../src/duties/units.ts';
import { SPECS } from '../duties/specs.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { TestProgram } from '../support/program.ts';
import { CHILD_CASES, type RunAgain } from './run-again-child.ts';
import { numberIn } from './talk.ts';
import { type PersonName, startWangxi, type Talk, talkTo } from './wangxi.ts';

// A Tuesday noon in term: no job has anything to say.
const NOW = new Date('2026-11-24T12:31:00+08:00');
const clock = fixedClock(NOW);
const SCHOOL = '桐渡镇初级中学';

let first: TestProgram;
let second: TestProgram;
/** The instances that run a message again: neither has heard of it before. */
let third: TestProgram;
let fourth: TestProgram;
beforeAll(async () => {
  first = await startWangxi({ clock });
  [second, third, fourth] = [await first.twin(), await first.twin(), await first.twin()];
}, 60_000);
afterAll(async () => {
  for (const program of [fourth, third, second, first]) await program?.stop();
});

let opened = 0;
async function open(spec: 'zero' | 'letter', title: string): Promise<void> {
  const { services } = first.app.built;
  opened += 1;
  const draft: DutyDraft = {
    id: `${spec}:again-${opened}`,
    kind: spec,
    title,
    period: { key: `p${opened}`, label: '第四季度' },
    audience: 'school',
    expected: unitsOf('school', {}, await services.places.current()),
    posts: [],
    openedAt: new Date('2026-11-23T10:00:00+08:00'),
    due: new Date('2026-11-30T17:00:00+08:00'),
    dueOn: '2026-11-30',
    answer: SPECS[spec],
    basis: '县教〔2026〕12号',
    minutes: 10,
  };
  await services.duties.open(draft);
}

async function closeAll(): Promise<void> {
  const { duties } = first.app.built.services;
  for (const { id, state } of await duties.recent(NOW, 0))
    if (state === 'open')
      await duties.end(id, 'cancelled', { key: 'test', role: 'bureau' }, NOW)(`end-${id}`);
}

async function reply(program: TestProgram, who: PersonName, line: string, id: string): Promise<string> {
  const talk: Talk = talkTo(program, 'dingtalk');
  for (let n = 0; n < 30; n += 1) {
    const said = await talk.raw(who, line, { id, at: clock.now() });
    if (said !== '') return said;
    await sleep(200);
  }
  throw new Error(`no reply to ${id}`);
}

/** What every message, instance, job or sender writes besides: all else a second run must leave as it is. */
const BESIDE = [
  ...['inbox', 'inbound_counts', 'contacts', 'leases', 'serials'],
  ...['jobs', 'job_turns', 'runs', 'migrations', 'delivery-limits', 'delivery-quotas', 'delivery-targets'],
];

interface Look {
  readonly _id: string;
  readonly documents: number;
  readonly entries: number;
}

/** Documents and entries of every collection that holds any, in one look. */
async function stored(): Promise<readonly Look[]> {
  const { db } = first.app.database.mongo;
  const all = await db.listCollections({}, { nameOnly: true }).toArray();
  const names = all.map(({ name }) => name).filter((name) => !BESIDE.includes(name));
  const counted = (name: string) => [
    {
      $group: {
        _id: name,
        documents: { $sum: 1 },
        entries: { $sum: { $size: { $ifNull: ['$entries', []] } } },
      },
    },
  ];
  const [head = '', ...others] = names;
  const rest = others.map((coll) => ({ $unionWith: { coll, pipeline: counted(coll) } }));
  return await db
    .collection(head)
    .aggregate<Look>([...counted(head), ...rest, { $sort: { _id: 1 } }])
    .toArray();
}

const QUIET_MS = 100;

/** What is stored once nothing more is written, some of which follows an answer. */
async function atRest(): Promise<readonly Look[]> {
  for (let before = await stored(); ; ) {
    await sleep(QUIET_MS);
    const now = await stored();
    if (isDeepStrictEqual(now, before)) return now;
    before = now;
  }
}

/** As a crash leaves it after the effect and before the answer: the claim ran out, what was frozen is there. */
async function forget(id: string): Promise<void> {
  const { db } = first.app.database.mongo;
  const { modifiedCount } = await db
    .collection<{ _id: string }>('inbox')
    .updateOne(
      { _id: `dingtalk:${id}` },
      { $unset: { answeredAt: '', reply: '', late: '' }, $set: { mode: 'passive', wakeAt: new Date(0) } },
    );
  expect(modifiedCount).toBe(1);
}

const CASES: readonly RunAgain[] = [
  { name: 'an answer', who: 'principal', line: '0', between: [['principal', '零报告 围墙有裂缝']] },
  { name: 'an answer by name', who: 'principal', line: '报送 家长信 612 605' },
  {
    name: 'an answer taken back',
    who: 'principal',
    line: '报送 撤回',
    before: [['principal', '0']],
    between: [['principal', '0']],
  },
  { name: '明早', who: 'principal', line: '明早', between: [['principal', '0']] },
  { name: 'a difficulty', who: 'principal', line: '零报告 有困难 打印机坏了', between: [['principal', '0']] },
  { name: '催报', who: 'bureau', line: '催报 零报告', between: [['bureau', '派任务 取消 零报告']] },
  { name: '催报 已电话', who: 'bureau', line: `催报 已电话 ${SCHOOL} 零报告`, between: [['principal', '0']] },
  {
    name: '派任务',
    who: 'bureau',
    line: '确认',
    before: [['bureau', '派任务 学校 取暖设备排查 12月5日前 依据 县教〔2026〕12号 10分钟 回0']],
  },
  {
    name: '派任务 取消',
    who: 'bureau',
    line: '派任务 取消 消防器材清点',
    before: [
      ['bureau', '派任务 学校 消防器材清点 12月5日前 依据 县教〔2026〕12号 10分钟 回0'],
      ['bureau', '确认'],
    ],
  },
  {
    name: '复核 属实',
    who: 'bureau',
    line: `复核 零报告 ${SCHOOL} 属实`,
    before: [['principal', '0']],
    between: [['principal', '零报告 围墙有裂缝']],
  },
  {
    name: '复核 退回',
    who: 'bureau',
    line: `复核 零报告 ${SCHOOL} 退回 人数对不上`,
    before: [['principal', '0']],
    between: [['principal', '0']],
  },
  { name: '检查', who: 'bureau', line: `检查 消防 ${SCHOOL} 5 疏散通道堆杂物 6 应急灯不亮` },
  {
    name: '证照',
    who: 'principal',
    line: '证照 食堂许可证 2027-03-01',
    between: [['principal', '证照 食堂许可证 2028-03-01']],
  },
  {
    name: '证照 停用',
    who: 'principal',
    line: '证照 食堂许可证 停用',
    before: [['principal', '证照 食堂许可证 2027-04-01']],
  },
  { name: '批示', who: 'leader', line: '批示 D1124 危墙款走应急资金，周五前答复' },
  {
    name: '批示 to what was read last',
    who: 'leader',
    line: '批示 请安全股本周内复查重大隐患',
    between: [['leader', '日报']],
  },
  {
    name: '提醒 改',
    who: 'bureau',
    line: '提醒 改 消防日 时间 每年 11月5日',
    between: [['bureau', '提醒 改 消防日 时间 每年 11月6日']],
    differs: true,
  },
  {
    name: '批示 办结, confirmed',
    who: 'bureau',
    line: '确认',
    before: [
      ['leader', '批示 请安全股月底前复查校门'],
      ['bureau', '批示 办结 {P} 已复查'],
    ],
    between: [
      ['leader', '批示 请基教股月底前核实学籍'],
      ['bureau', '批示 办结 {P} 已核实'],
    ],
  },
  { name: '提醒 停', who: 'bureau', line: '提醒 停 安全生产月' },
  { name: '天气', who: 'bureau', line: '天气 高温 38度' },
  {
    name: '天气 that rose',
    who: 'bureau',
    line: '天气 高温 橙色预警',
    between: [['bureau', '天气 高温 红色预警']],
    differs: true,
  },
  { name: '日报 早', who: 'leader', line: '日报 早 8:30', between: [['leader', '日报 晚']] },
  { name: '巡查册', who: 'principal', line: '巡查册' },
  { name: '文书', who: 'principal', line: '文书 检查登记表' },
];

describe('the same message sent to two instances at once, and run again after a crash', () => {
  const talk = (): Talk => talkTo(first, 'dingtalk');

  /** Two instances and two more, one before and one after something else happened. */
  async function runsOnce(
    { name, who, line, between = [], differs }: RunAgain,
    say: Say,
  ): Promise<readonly Look[]> {
    const id = `again-${name}`;
    const [one, other] = await Promise.all([reply(first, who, line, id), reply(second, who, line, id)]);
    expect(other).toBe(one);
    const once = await atRest();
    await forget(id);
    expect([name, await reply(third, who, line, id)]).toEqual([name, one]);
    expect(await atRest()).toEqual(once);
    for (const [by, text] of between) await say(by, text);
    const later = await atRest();
    await forget(id);
    const again = await reply(fourth, who, line, id);
    expect(await atRest()).toEqual(later);
    if (differs !== true) expect(again).toBe(one);
    return once;
  }

  it.each(CASES)(
    '$name gives one receipt and changes nothing twice',
    async (given) => {
      await closeAll();
      await open('zero', '季末零报告');
      await open('letter', '防溺水家长信');
      let instruction = '';
      const say: Say = async (by, text) => {
        const heard = await talk().raw(by, text.replace('{P}', instruction), { at: clock.now() });
        instruction = /批示已登记 (P\d{2}-\d{4,}-[A-Z])/.exec(heard)?.[1] ?? instruction;
        return heard;
      };
      for (const [by, text] of given.before ?? []) await say(by, text);
      await runsOnce(given, say);
    },
    60_000,
  );

  it.each(CHILD_CASES)(
    '$name of a child gives one receipt and changes nothing twice',
    async (given) => {
      const child = async (): Promise<string> =>
        numberIn(await talk().raw('teacher', `报辍学 ${SCHOOL} 疑似 男 八年级`, { at: clock.now() }));
      const [one, other] =
        given.line.includes('{L}') || given.before?.some(([, text]) => text.includes('{L}'))
          ? [await child(), await child()]
          : [await child(), ''];
      const about = (text: string) => text.replaceAll('{K}', one).replaceAll('{L}', other);
      const say: Say = (by, text) => talk().raw(by, about(text), { at: clock.now() });
      for (const [by, text] of given.before ?? []) await say(by, text);
      const before = ofChildren(await atRest());
      const once = await runsOnce({ ...given, line: about(given.line) }, say);
      expect(ofChildren(once)).toBeGreaterThan(before);
    },
    60_000,
  );
});

/** Entries of children's files, and traces of who read them. */
const ofChildren = (looks: readonly Look[]): number =>
  looks
    .filter(({ _id }) => _id === 'dropouts' || _id === 'readings')
    .reduce((sum, { documents, entries }) => sum + documents + entries, 0);

/** Somebody says something else. */
type Say = (by: PersonName, text: string) => Promise<string>;
