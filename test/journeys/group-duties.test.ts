import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createLog } from '../../src/log.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { TestProgram } from '../support/program.ts';
import { type Typed, typedInGroups } from './leaks.ts';
import { openShipped } from './open-duty.ts';
import { PLATFORMS, type PlatformName } from './talk.ts';
import { type GroupName, type PersonName, startWangxi, talkTo, WANGXI } from './wangxi.ts';

// A Tuesday noon in term: no job has anything to say.
const NOW = new Date('2026-11-24T12:31:00+08:00');
const clock = fixedClock(NOW);
const PER_PLATFORM = 160;
const SEED = 20_261_125;
const AT_ONCE = 6;

const WHO: readonly PersonName[] = [
  ...(['tongdu', 'bureau', 'principal', 'vicePrincipal', 'officer6', 'stranger', 'leader', 'admin'] as const),
  'auditor',
];
const WHERE: readonly GroupName[] = ['tongdu', 'bureau', 'unknown', 'parents', 'school'];
const HEADS = [
  ...[
    '报送 零报告',
    '报送 零报告 0',
    '0',
    '零报告 有困难',
    '报送 撤回',
    '明早',
    '完成',
    '家长信 612 605',
    '月报 0 0 0',
  ],
  ...[
    '月报 3 1 0',
    '消防 3 7',
    '未报',
    '未报 零报告',
    '待办',
    '催报 零报告',
    '催报 已电话',
    '复核 零报告 属实',
  ],
  ...['派任务 学校', '派任务 取消', '检查 消防 桐渡镇初级中学 5', '检查 消防', '检查 记录', '检查 宿舍 正常'],
  ...[
    '证照 食堂许可证',
    '证照',
    '巡查册',
    '文书',
    '文书 检查登记表',
    '批示',
    '批示 办结 P26-0003-R',
    '日报',
    '日报 通报',
    '负担',
  ],
  ...['提醒', '提醒 改 消防日 正文', '天气 暴雨', '谁没报', '零报告怎么报', '看看今天的日报'],
];

const SCHOOLS = [...WANGXI.matchAll(/name: (\S+(?:小学|中学|学校|教学点|幼儿园)),/g)].map(
  ([, name = '']) => name,
);
const TELLING = /[一二三四五六七八九]年级|初[一二三](?!级)|[\d一二三四五六七八九]\)?班|[男女]|\d{7,}(?!\d*-)/;

interface Heard {
  readonly typed: Typed;
  readonly who: PersonName;
  readonly where: GroupName;
  readonly reply: string;
}

const log: string[] = [];
let program: TestProgram;
beforeAll(async () => {
  program = await startWangxi({
    clock,
    log: createLog('trace', { write: (line: string) => void log.push(line) }),
  });
  const until = { now: NOW, due: new Date('2026-11-30T17:00:00+08:00'), dueOn: '2026-11-30' };
  for (const id of ['zero-report', 'monthly-report', 'fire-day', 'drowning'])
    await openShipped(program, id, 'school', until);
});
afterAll(() => program.stop());

async function hear(platform: PlatformName): Promise<readonly Heard[]> {
  const seed = SEED + platform.length;
  const typed = fc.sample(fc.tuple(fc.constantFrom(...HEADS), typedInGroups), {
    seed,
    numRuns: PER_PLATFORM,
  });
  const talk = talkTo(program, platform);
  const heard: Heard[] = [];
  const queue = typed.map((one, n) => ({ one, n }));
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [head, said] = next.one;
      const who = WHO[next.n % WHO.length] ?? 'tongdu';
      const where = WHERE[next.n % WHERE.length] ?? 'tongdu';
      // Every third line is the command alone.
      const text = next.n % 3 === 0 ? head : `${head} ${said.text.replaceAll('\n', ' ')}`;
      const reply = await talk.raw(who, text, { group: where, at: clock.now() });
      heard.push({
        typed: next.n % 3 === 0 ? { text, secrets: [], personal: false } : { ...said, text },
        who,
        where,
        reply,
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return heard;
}

const about = ({ typed, who, where, reply }: Heard, what: string) =>
  `${what}\n  ${who} in ${where}: ${JSON.stringify(typed.text)}\n  -> ${JSON.stringify(reply)}`;

describe.each(PLATFORMS)('duties, checks, reminders and digests in groups on %s', (platform) => {
  let heard: readonly Heard[];
  beforeAll(async () => {
    heard = await hear(platform);
  });

  it('are always answered', () => {
    expect(heard.filter(({ reply }) => reply === '').map((one) => about(one, 'silent'))).toEqual([]);
  });

  it('never read back a word about a child', () => {
    const leaks = heard.flatMap((one) =>
      one.typed.secrets.some((secret) => one.reply.includes(secret)) ? [about(one, 'leak')] : [],
    );
    expect(leaks).toEqual([]);
  });

  it('name no class, no sex, no long number and no school', () => {
    const leaks = heard.flatMap((one) => [
      ...(TELLING.test(one.reply.replaceAll('000-6610110', '')) ? [about(one, 'telling')] : []),
      ...SCHOOLS.filter((school) => one.reply.includes(school)).map((school) => about(one, school)),
    ]);
    expect(leaks).toEqual([]);
  });

  it('ask to recall a number that tells who a child is', () => {
    const unasked = heard.filter(
      ({ typed, reply }) => /\d{15}|1[3-9]\d{9}/.test(typed.text) && !/马上长按撤回您刚才那条/.test(reply),
    );
    expect(unasked.map((one) => about(one, 'no recall'))).toEqual([]);
  });
});

it('the log holds no Chinese word and nothing of an ID number or a phone', () => {
  expect(log.length).toBeGreaterThan(PER_PLATFORM);
  const told = log.map((line) => line.replace(/"requestId":"[^"]*"/, ''));
  expect(
    told.filter((line) => /\p{Script=Han}/u.test(line) || /(?<![\d.])1[3-9]\d{9}(?!\d)|\d{15,}/.test(line)),
  ).toEqual([]);
});
