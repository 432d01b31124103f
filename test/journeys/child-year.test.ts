import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Decision } from '../../src/dropouts/decisions.ts';
import { instantOf } from '../../src/kit/instant-of.ts';
import { type LocalDate, localDate, weekStart } from '../../src/kit/local-date.ts';
import { byOf } from '../../src/people/actor.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, linesOf, numberIn } from './talk.ts';
import { chatInWangxi, PEOPLE, type PersonName, talkTo } from './wangxi.ts';

const TZ = 'Asia/Shanghai';
const at = (day: LocalDate, time: string): Date => instantOf(day, time, TZ);
const clock = fixedClock(at('2026-09-14', '09:00'));

let program: TestChat;
beforeAll(async () => {
  program = await chatInWangxi({ clock });
});
afterAll(() => program.stop());

const on = (day: LocalDate): void => clock.set(at(day, '09:00'));
const say = (who: PersonName, text: string): Promise<string> => talkTo(program, 'wecom')(who, text);
async function decide(who: PersonName, text: string): Promise<string> {
  expect(lastLine(await say(who, text))).toBe('确认');
  return say(who, '确认');
}

/** A decision of another command, made on the file itself. */
async function decided(who: PersonName, no: string, decision: Decision): Promise<string> {
  const { people, dropouts } = program.app.built.services;
  const actor = await people.identify('wecom', PEOPLE[who].wecom, false);
  const deciding = { by: byOf(actor), at: clock.now() };
  const done = await dropouts.decide(no, decision, deciding)(`wecom:year-${clock.now().getTime()}-${who}:1`);
  return 'file' in done ? `${done.outcome} ${done.file.state}` : done.outcome;
}

interface Round {
  readonly kind: string;
  readonly personId: string;
  readonly day: LocalDate;
  readonly keys: readonly string[];
}

async function rounds(): Promise<readonly Round[]> {
  const all = program.app.database.mongo.collection<Round>('reminder_rounds').find({ kind: 'round' });
  return (await all.toArray()).filter(({ kind }) => kind === 'round');
}

/** Plays both rounds of that day; what was asked about the child, by whom it was heard. */
async function roundsOf(day: LocalDate, no: string): Promise<readonly string[]> {
  for (const time of ['10:00', '16:00']) {
    clock.set(at(day, time));
    await program.app.tick();
  }
  const everyone = await program.app.built.services.people.everyone();
  return (await rounds())
    .filter((one) => one.day === day)
    .flatMap(({ personId, keys }) => {
      const name = everyone.find(({ id }) => id === personId)?.name ?? '';
      return keys.filter((key) => key.includes(no)).map((key) => `${name} ${key.split(no)[1] ?? ''}`);
    })
    .sort();
}

/** One child, from chapter to chapter. */
let no = '';
let n = '';

it('nobody reaches the family, and 失联 goes up at once; then somebody does', async () => {
  no = numberIn(await say('teacher', '报辍学 桐渡镇初级中学 疑似 测试丙 男 八年级'));
  n = String(Number(no.split('-')[1])).padStart(3, '0');
  await say('village', `${n}打不通`);
  expect(await say('village', `${n}失联了`)).toContain('已马上报县局和乡镇');
  on('2026-09-15');
  expect(await say('bureau', `个案 ${no}`)).toContain('疑似，待核');
  expect(await decided('tongdu', no, { move: 'checked' })).toBe('appended suspected');
  expect(await decided('bureau', no, { move: 'recognised', cause: '家庭' })).toBe('appended recognised');
  expect(await say('village', `${n}见到妈妈 说过几天送来`)).toContain('第2次劝返（家访），见到妈妈');
});

it('a return that was none is corrected by somebody else, and is no 二次辍学', async () => {
  on('2026-09-17');
  await decide('teacher', `复学 ${no} 802`);
  expect(await decided('teacher', no, { move: 'overruled' })).toBe('declined returned');
  expect(await decided('bureau', no, { move: 'overruled', words: '登记错了' })).toBe('appended persuading');
  const found = await program.app.built.services.dropouts.find(no);
  expect(found?.heads).toMatchObject({ relapse: false, lost: false, open: true });
  on('2026-09-18');
  await decide('tongdu', `劝返 ${no} 宣传教育`);
});

it('the first check is asked of who answers for the child at school', async () => {
  on('2026-09-21');
  await decide('teacher', `${n}回来了 在802`);
  expect(await roundsOf('2026-09-25', no)).toEqual([]);
  expect(await roundsOf('2026-09-28', no)).toEqual(['卓谷雨 :7天:2026-09-28:education']);
  expect(await say('teacher', '在校 上课正常')).toContain(`巩固 ${no} 上课正常`);
  expect(await say('teacher', '1')).toContain('（7天回访完成）');
}, 120_000);

it('gone again is the same file, and the other half of the pair hears it in the round', async () => {
  on('2026-10-12');
  expect(await say('teacher', `${n}又没来`)).toContain('再次辍学，还用原来这一件。下一轮会请桑小满跟进');
  expect(await roundsOf('2026-10-12', no)).toEqual([expect.stringMatching(/^桑小满 .*:administration$/)]);
  on('2026-10-13');
  await say('tongdu', `${n}家访了 奶奶说明天来`);
  on('2026-10-14');
  expect(await decide('teacher', `复学 ${no} 802 随班就读`)).toContain('第一次回访在10月21日');
});

it('a check that nobody answers is asked of both', async () => {
  expect(await roundsOf('2026-10-21', no)).toEqual(['卓谷雨 :7天:2026-10-21:education']);
  expect(await roundsOf('2026-10-22', no)).toEqual([]);
  expect(await roundsOf('2026-10-27', no)).toEqual([
    '卓谷雨 :7天:2026-10-21:missed:education',
    '桑小满 :7天:2026-10-21:missed:administration',
  ]);
  await say('teacher', `${n} 在校`);
});

it('after a month the township sees the child once; away, the days at school are counted anew', async () => {
  expect(await roundsOf('2026-11-13', no)).toEqual([
    '卓谷雨 :30天:2026-11-13:education',
    '卓谷雨 :vouch:2026-10-14:education',
    '桑小满 :see:2026-10-14:administration',
    '桑小满 :vouch:2026-10-14:administration',
  ]);
  expect(await say('teacher', `${n} 不在校`)).toContain('回访：不在校');
  expect(await roundsOf('2026-11-16', no)).toHaveLength(2);
  on('2026-11-17');
  expect(await say('tongdu', `巩固 ${no} 在校 见到孩子`)).toContain('回访：在校');
  expect(await say('leader', `${n}能销不`)).toMatch(/✗ 到校上学日 \d\/20天/);
});

it('both are asked for their word when nothing else is missing, then the bureau hears that all is there', async () => {
  expect(await roundsOf('2026-12-14', no)).toEqual([
    '卓谷雨 :vouch:2026-11-13:education',
    '桑小满 :vouch:2026-11-13:administration',
  ]);
  await say('teacher', `销号 ${no} 属实`);
  await say('tongdu', `销号 ${no} 属实`);
  expect(await roundsOf('2026-12-15', no)).toEqual(['卞知秋 :ready:2026-11-13:bureau']);
  expect(await decide('bureau', `销号 ${no}`)).toContain(`已销号 ${no}`);
});

it('checks go on at the end of the term, at the start of the next and after a year, and never in vacations', async () => {
  const file = await program.app.built.services.dropouts.find(no);
  const due = file?.entries.findLast(({ kind }) => kind === 'returned')?.data?.due ?? [];
  const dayOf = (check: string) => due.find((one) => one.check === check)?.on ?? '';
  for (const check of ['期末', '下学期初', '一年']) {
    const day = dayOf(check);
    expect(await roundsOf(day, no)).toEqual([`卓谷雨 :${check}:${day}:education`]);
    if (check === '期末') expect(await roundsOf('2027-02-03', no)).toEqual([]);
    on(day);
    expect(await say('teacher', `${n} 在校 上课正常`)).toContain(`（${check}回访完成）`);
  }
  expect((await program.app.built.services.dropouts.find(no))?.heads).toMatchObject({ bucket: 'closed' });
  expect((await program.app.built.services.dropouts.find(no))?.heads.nextDue).toBeUndefined();
  expect(linesOf(await say('bureau', `个案 ${no}`))[0]).toContain('已销号');
});

it('nobody heard more than one message a day and three a week; only 失联 went at once', async () => {
  const spoken = await rounds();
  const days = spoken.map(({ personId, day }) => `${personId} ${day}`);
  expect(new Set(days).size).toBe(days.length);
  const weeks = spoken.map(({ personId, day }) => `${personId} ${weekStart(day)}`);
  for (const week of new Set(weeks))
    expect(weeks.filter((one) => one === week).length).toBeLessThanOrEqual(3);
  const told = await program.app.outbox.list({ limit: 1_000 });
  const atOnce = told.filter(({ kind }) => kind === 'overdue' || kind === 'assigned');
  expect(new Set(atOnce.map(({ createdAt }) => localDate(createdAt, TZ)))).toEqual(new Set(['2026-09-14']));
});
