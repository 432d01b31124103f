import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { openShipped } from './open-duty.ts';
import { lastLine, linesOf } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

// A Tuesday morning in term.
const NOW = new Date('2026-11-24T09:00:00+08:00');
const DUE = { now: NOW, due: new Date('2026-11-27T17:00:00+08:00'), dueOn: '2026-11-27' };

let program: TestChat;
let talk: Talk;
beforeAll(async () => {
  program = await chatInWangxi({ clock: fixedClock(NOW) });
  const raw = talkTo(program, 'dingtalk').raw;
  talk = Object.assign(
    (who: Parameters<Talk>[0], text: string, group?: Parameters<Talk>[2]) =>
      raw(who, text, { at: NOW, ...(group === undefined ? {} : { group }) }),
    { raw },
  );
  await openShipped(program, 'monthly-report', 'school', DUE);
  await openShipped(program, 'township-monthly', 'township', DUE);
  await openShipped(program, 'zero-report', 'school', DUE);
  await openShipped(program, 'drill-monthly', 'school', DUE);
  await openShipped(program, 'fire-day', 'school', DUE);
  await openShipped(program, 'fire-day', 'township', DUE);
  await openShipped(program, 'drowning', 'school', DUE);
});
afterAll(() => program.stop());

describe('a word that several open duties have', () => {
  it.each(['催报', '未报'])('%s: asks which by number, each choice a whole line', async (command) => {
    const reply = await talk('bureau', `${command} 月报`);
    expect(linesOf(reply)).toEqual([
      '“月报”有2项任务，请选一项：',
      '1 学校月报（11月），学校',
      '2 乡镇月报（11月），乡镇',
      '回数字即可，或发：',
      `${command} 学校月报`,
    ]);
    const second = await talk('bureau', '2');
    expect(second).toContain('乡镇月报（11月）');
    expect(second).not.toContain('学校月报（11月）');
    const first = await talk('bureau', lastLine(reply));
    expect(first).toContain('学校月报（11月）');
    // What it ends with is said of this one only.
    expect(lastLine(first)).toMatch(/^(?:未报|催报) 学校月报$/);
  });
  it('is said of the unit it is said with', async () => {
    expect(await talk('bureau', '催报 已电话 桐渡镇中心小学 月报')).toContain('（学校月报（11月））');
    expect(await talk('bureau', '催报 月报 已电话 桐渡镇')).toContain('（乡镇月报（11月））');
    await talk('principal', '月报 0 0 0');
    expect(await talk('bureau', '复核 月报 桐渡镇初级中学 属实')).toContain(
      '桐渡镇初级中学 学校月报（11月）',
    );
  });
});

describe('the short words people say', () => {
  it.each([
    ['零报告', '季末零报告（11月）'],
    ['零报', '季末零报告（11月）'],
    ['演练', '每月演练（11月）'],
    ['家长信', '防溺水（11月）'],
    ['溺水', '防溺水（11月）'],
    ['学校月报', '学校月报（11月）'],
  ])('%s', async (said, duty) => {
    for (const command of ['催报', '未报']) {
      const reply = await talk('bureau', `${command} ${said}`);
      expect([said, reply]).toEqual([said, expect.stringContaining(duty)]);
      expect(reply).not.toMatch(/您说的是不是|您要找的是不是/);
    }
  });
  it('消防 means what the schools check; 消防日 both of it', async () => {
    expect(await talk('bureau', '催报 消防')).toMatch(/^(?:已记下|消防日（11月）)/);
    expect(await talk('bureau', '催报 消防日')).toContain('“消防日”有2项任务');
  });
  it('nobody knows: the open ones, by number', async () => {
    const reply = await talk('bureau', '催报 体检');
    expect(reply).toMatch(/^没找到“体检”，请选一项：/);
    expect(reply).toContain('学校月报（11月），学校');
    expect(reply).not.toContain('您说的是不是');
  });
  it('are looked for in what an officer sent', async () => {
    await talk('bureau', '派任务 初中 取暖设备排查 12月5日前 依据 县教〔2026〕12号 10分钟 回0');
    await talk('bureau', '确认');
    await talk('bureau', '派任务 幼儿园 取暖费统计 12月5日前 依据 县教〔2026〕12号 10分钟 回0');
    await talk('bureau', '确认');
    const which = await talk('bureau', '派任务 取消 取暖');
    expect(which).toContain('“取暖”有2项任务');
    expect(which).toContain('派任务 取消 取暖');
    const one = await talk('bureau', '派任务 取消 排查');
    expect(one).toContain('1 取暖设备排查，学校');
    expect(await talk('bureau', '1')).toContain('已取消：取暖设备排查');
    expect(await talk('bureau', '派任务 取消 取暖费统计')).toContain('已取消：取暖费统计');
  });
  it('a school says to its own duties', async () => {
    expect(await talk('liuchaPrincipal', '报送 月报 0 0 0')).toContain('学校月报（11月）');
    expect(await talk('liuchaPrincipal', '报送 演练 320人 2分10秒')).toContain('每月演练（11月）');
  });
});

describe('a task with a name in it', () => {
  it.each(['家访王小明', '王小明返校情况', '劝返 李红'])('%s is not sent', async (title) => {
    const line = `派任务 学校 ${title} 12月5日前 依据 县教〔2026〕12号 10分钟 回0`;
    const reply = await talk('bureau', line);
    expect(reply).toContain('还没有派出');
    expect(reply).not.toContain('小明');
    expect(await talk('bureau', '未报')).not.toMatch(/小明|李红/);
  });
  it('is not sent for the name of a number either', async () => {
    const line = '派任务 学校 家访统计 12月5日前 依据 县教〔2026〕12号 10分钟 回 次数(次) 李小红(次)';
    expect(await talk('bureau', line)).toContain('还没有派出');
    await talk('bureau', line.replace(' 李小红(次)', ''));
    expect(await talk('bureau', '确认')).toContain('已派出：家访统计');
    expect(await talk('bureau', '派任务 取消 家访统计')).toContain('已取消');
  });
});

describe('a misspelt place beside a duty word', () => {
  it('is still asked for', async () => {
    expect(await talk('bureau', '催报 已电话 桐度镇中心小学 零报告')).toContain('桐渡镇中心小学');
    expect(await talk('bureau', '复核 月报 桐度镇初级中学 属实')).toContain('桐渡镇初级中学');
  });
});
