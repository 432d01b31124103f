import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));

let chat: TestChat;
let talk: Talk;
beforeAll(async () => {
  chat = await chatInWangxi({ clock });
  talk = talkTo(chat, 'wecom');
});
afterAll(() => chat.stop());

const task = (title: string) => `派任务 学校 ${title} 12月5日前 依据 县教〔2026〕12号 10分钟 回完成`;
const titles = async () => {
  const recent = await chat.app.built.services.duties.recent(clock.now(), 0);
  return recent.map(({ title }) => title);
};

describe('words that many will read and that may mean somebody', () => {
  it.each(['送狗娃回学校', '请尽快找到老三', '八年级2班返校情况'])(
    'are shown and asked about once: a task %s',
    async (title) => {
      const asked = await talk('bureau', task(title));
      expect(asked).toContain(`许多人会看到这几个字：“${title}”`);
      expect(asked).not.toContain('不能撤回');
      expect(lastLine(asked)).toBe('确认');
      expect(await titles()).not.toContain(title);
      expect(await talk('bureau', '确认')).toContain(`已派出：${title}`);
      expect(await titles()).toContain(title);
    },
  );

  it('are not stored when the answer is no', async () => {
    await talk('bureau', task('接翠翠返校'));
    expect(await talk('bureau', '取消')).not.toContain('已派出');
    expect(await titles()).not.toContain('接翠翠返校');
  });

  it('are asked about last, after what is missing', async () => {
    expect(await talk('bureau', '派任务 学校 劝阿毛返校 12月5日前 依据 县教〔2026〕12号 回完成')).toContain(
      '预计用时',
    );
    expect(await talk('bureau', '10分钟')).toContain('许多人会看到这几个字：“劝阿毛返校”');
    await talk('bureau', '取消');
  });

  it('are asked about in the basis of a task and of a reminder', async () => {
    const line = '派任务 学校 燃气检查 12月5日前 依据 李雨桐家访记录 10分钟 回完成';
    expect(await talk('bureau', line)).toContain('许多人会看到这几个字：“李雨桐家访记录”');
    await talk('bureau', '取消');
    expect(await talk('bureau', '提醒 开 防溺水 依据 送狗娃回校的会议')).toContain('许多人会看到');
    await talk('bureau', '取消');
  });

  it('are asked about in an instruction', async () => {
    expect(await talk('leader', '批示 请尽快把狗娃送回学校')).toContain('许多人会看到');
    expect(await talk('bureau', '批示')).not.toContain('狗娃');
    expect(await talk('leader', '确认')).toMatch(/P26-\d{4}-[A-Z]/);
  });

  it('are asked about in a reminder’s text and in a warning', async () => {
    expect(await talk('bureau', '提醒 改 防溺水 正文 乡镇 请找到狗娃。回：水域 23 缺牌2 缺绳1')).toContain(
      '许多人会看到',
    );
    expect(await talk('bureau', '取消')).not.toContain('已改');
    expect(await talk('bureau', '天气 暴雨 请把狗娃接回')).toContain('许多人会看到');
    expect(await talk('bureau', '取消')).not.toContain('通知');
  });

  it('are not asked about among several lines: each comes alone', async () => {
    const reply = await talk('bureau', `${task('送小石头回校')}\n${task('取暖设备排查')}`);
    expect(reply).not.toContain('已派出');
    expect(await titles()).not.toContain('送小石头回校');
  });

  it('are not asked about where they mean nobody', async () => {
    expect(await talk('bureau', task('送教上门情况统计'))).not.toContain('许多人会看到');
    expect(await talk('bureau', '确认')).toContain('已派出：送教上门情况统计');
    expect(await talk('leader', '批示 请控辍办三天内核实失联个案')).toMatch(/P26-\d{4}-[A-Z]/);
  });
});

describe('talk of a child in a group', () => {
  it.each(['八2班的娃还没劝回来', '那个女生又没来', '那个孩子回来了', '802班那个又跑了'])(
    'is asked back: %s',
    async (said) => {
      expect(await talk('teacher', said, 'school')).toContain('请马上长按撤回您刚才那条');
    },
  );

  it('is no talk of the pupils, and nothing to take back in private', async () => {
    expect(await talk('teacher', '同学们都到了', 'school')).not.toContain('撤回');
    expect(await talk('teacher', '那个女生又没来')).not.toContain('撤回');
  });
});
