import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

// The monthly reports of November are open: asked for on the 23rd, due on the 27th.
const clock = fixedClock(new Date('2026-11-23T10:00:00+08:00'));
let program: TestChat;
let talk: Talk;
const say = (who: Parameters<Talk>[0], text: string) => talk.raw(who, text, { at: clock.now() });

beforeAll(async () => {
  program = await chatInWangxi({ clock });
  talk = talkTo(program, 'dingtalk');
  await program.app.tick();
});
afterAll(() => program.stop());

describe('a reminder that is stopped while its duty is open', () => {
  it('was owed, listed and counted before', async () => {
    expect(await say('principal', '待办')).toContain('月报 0 0 0');
    expect(await say('bureau', '未报')).toContain('学校月报');
    expect(await say('leader', '日报')).toContain('学校月报');
  });

  it('says that its duty is still there, no longer asked for, and how it is cancelled', async () => {
    const reply = await say('bureau', '提醒 停 学校月报');
    expect(reply).toContain('“学校月报”已停用');
    expect(reply).toContain('还有1项任务没办完');
    expect(lastLine(reply)).toBe('派任务 取消 学校月报');
    // One that has nothing open says nothing of it.
    expect(await say('bureau', '提醒 停 消防日')).not.toContain('项任务');
  });

  it('is owed by nobody, listed nowhere, counted nowhere', async () => {
    expect(await say('principal', '待办')).not.toContain('月报');
    const missing = await say('bureau', '未报');
    expect(missing).not.toContain('学校月报');
    expect(missing).toContain('乡镇月报');
    expect(await say('bureau', '催报 学校月报')).not.toContain('已');
    expect(await say('leader', '日报')).not.toContain('学校月报');
  });

  it('takes an answer all the same: what was sent is not lost', async () => {
    expect(await say('principal', '月报 0 0 0')).toContain('收到');
  });

  it('is as it was when it is switched on again', async () => {
    await say('bureau', '提醒 开 学校月报');
    expect(await say('liuchaPrincipal', '待办')).toContain('月报 0 0 0');
    expect(await say('bureau', '未报')).toContain('学校月报');
    // What runs is not cancelled by mistake.
    expect(await say('bureau', '派任务 取消 学校月报')).toContain('没有可以取消的任务');
  });

  it('is cancelled by its officer once it is stopped', async () => {
    const line = lastLine(await say('bureau', '提醒 停 学校月报'));
    expect(await say('bureau', line)).toContain('已取消：');
    await say('bureau', '提醒 开 学校月报');
    expect(await say('liuchaPrincipal', '待办')).not.toContain('月报');
  });
});
