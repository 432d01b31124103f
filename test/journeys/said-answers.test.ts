import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DutyDraft } from '../../src/duties/types.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { cancelAll, openShipped, returnOf } from './open-duty.ts';
import { lastLine } from './talk.ts';
import { chatInWangxi, type GroupName, type PersonName, talkTo } from './wangxi.ts';

// A Tuesday morning in term.
const NOW = new Date('2026-11-24T09:00:00+08:00');
const DUE = { due: new Date('2026-11-27T17:00:00+08:00'), dueOn: '2026-11-27' };
const SCHOOL = '桐渡镇初级中学';
const clock = fixedClock(NOW);

let program: TestChat;
let turn = 0;
const say = (text: string, who: PersonName = 'principal', group?: GroupName) =>
  talkTo(program, 'wecom').raw(who, text, { at: clock.now(), ...(group === undefined ? {} : { group }) });
const ask = (reminder: string, more: Partial<DutyDraft> = {}) =>
  openShipped(program, reminder, 'school', { ...DUE, now: clock.now(), id: `${reminder}-${turn}`, ...more });
const answered = async (id: string) => (await returnOf(program, id, SCHOOL))?.answer;

/** Says it, and 是 where that is what the reply ends in. */
async function agreed(text: string): Promise<string> {
  const reply = await say(text);
  expect(lastLine(reply)).toBe('是');
  return say('是');
}

beforeAll(async () => {
  program = await chatInWangxi({ clock });
});
afterAll(() => program.stop());
beforeEach(async () => {
  turn += 1;
  clock.set(new Date(NOW.getTime() + turn * 60_000));
  await cancelAll(program, clock.now());
});

describe('an answer said as to a colleague', () => {
  it('is offered as it was read, and stored after a yes', async () => {
    const { id } = await ask('drill-monthly');
    const said = '昨天下午搞的，楼道里排得整齐，645人，1分58秒';
    expect(await say(said)).toContain('人数645人，用时1分58秒');
    expect(await answered(id)).toBeUndefined();
    expect(await say('是')).toContain('已完成');
    expect(await answered(id)).toMatchObject({ values: { 人数: 645, 用时: 118 } });
  });
  it('that only heard is told what is owed', async () => {
    const { id } = await ask('drill-monthly');
    for (const said of ['收到', '好的，马上安排', '演练 正在组织'])
      expect([said, await say(said)]).toEqual([said, expect.stringContaining('还没有报')]);
    expect(await answered(id)).toBeUndefined();
  });
  it('with numbers that can hardly be is asked about once', async () => {
    const { id } = await ask('drill-monthly');
    expect(await say('演练 3200人 2分10秒')).toContain('贵校658人，人数填的是3200人，对吗？');
    expect(await answered(id)).toBeUndefined();
    expect(await say('演练 320人 2分10秒')).toContain('已完成');
    expect(await answered(id)).toMatchObject({ values: { 人数: 320, 用时: 130 } });
    expect(await agreed('演练 2000人 2分10秒')).toContain('已更正');
    expect(await answered(id)).toMatchObject({ values: { 人数: 2000, 用时: 130 } });
  });
  it('is corrected by what is said against it, and the rest stays', async () => {
    const { id } = await ask('drill-monthly');
    await say('演练 640人 2分10秒');
    expect(await say('不对，人数是641')).toContain('已更正');
    expect(await answered(id)).toMatchObject({ values: { 人数: 641, 用时: 130 } });
    expect(await say('刚才报错了，用时1分50秒')).toContain('已更正');
    expect(await answered(id)).toMatchObject({ values: { 人数: 641, 用时: 110 } });
  });
  it('names its duty in a group', async () => {
    await ask('drill-monthly');
    expect(await say('演练 640人 2分10秒', 'principal', 'tongdu')).toBe(
      '收到，每月演练（11月）已完成，谢谢。',
    );
  });
});

describe('several answers', () => {
  it('in one sentence are one each', async () => {
    const [zero, month] = [await ask('zero-report'), await ask('monthly-report')];
    await say('零报告0 月报0 0 1');
    expect(await answered(zero.id)).toMatchObject({ zero: true });
    expect(await answered(month.id)).toMatchObject({ values: { 疑似: 0, 辍学: 0, 返校: 1 } });
  });
  it('of nothing at all are shown, and stored after one yes', async () => {
    const [zero, month] = [await ask('zero-report'), await ask('monthly-report')];
    await agreed('都是0');
    expect(await answered(zero.id)).toMatchObject({ zero: true });
    expect(await answered(month.id)).toMatchObject({ values: { 疑似: 0, 辍学: 0, 返校: 0 } });
  });
  it('are not guessed at where one of them cannot be nothing', async () => {
    const [zero, drill] = [await ask('zero-report'), await ask('drill-monthly')];
    await say('都是0');
    expect([await answered(zero.id), await answered(drill.id)]).toEqual([undefined, undefined]);
  });
  it('may all be difficult', async () => {
    const [zero, month] = [await ask('zero-report'), await ask('monthly-report')];
    expect(await say('都有困难 校长住院了')).toContain('2项任务有困难');
    for (const { id } of [zero, month])
      expect((await returnOf(program, id, SCHOOL))?.entries.map(({ kind }) => kind)).toEqual(['difficulty']);
  });
});

it('said again, a month’s report corrects the newest month', async () => {
  const at = (day: string) => new Date(`${day}T09:00:00+08:00`);
  const october = await ask('monthly-report', {
    id: `october-${turn}`,
    period: { key: '2026-10', label: '10月' },
    openedAt: at('2026-10-24'),
  });
  const november = await ask('monthly-report', { id: `november-${turn}`, openedAt: at('2026-11-23') });
  await say('月报 10月 0 0 0');
  await say('月报 11月 0 0 0');
  expect(await say('月报 1 0 0')).toContain('已更正');
  expect(await answered(october.id)).toMatchObject({ values: { 疑似: 0 } });
  expect(await answered(november.id)).toMatchObject({ values: { 疑似: 1 } });
});
