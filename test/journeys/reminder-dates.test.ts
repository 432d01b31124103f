import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { linesOf } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-12-01T09:30:00+08:00'));
let program: TestChat;
let talk: Talk;
const say = async (text: string) => linesOf(await talk.raw('bureau', text, { at: clock.now() }));

beforeAll(async () => {
  program = await chatInWangxi({ clock });
  talk = talkTo(program, 'dingtalk');
});
afterAll(() => program.stop());

describe('提醒 改 时间 in words of every day', () => {
  it.each<readonly [string, readonly string[]]>([
    [
      '提醒 改 防溺水周提示 时间 4月到10月每周五下午3点',
      [
        '“防溺水周提示”已改，下次2027年4月9日；已经发出的任务不变。',
        '听成：4月到10月 每周五 15:00',
        '接下来5次：2027年4月2日周五、2027年4月9日周五、2027年4月16日周五、2027年4月23日周五、2027年4月30日周五',
        '看全年请发：',
        '提醒 预览 防溺水周提示',
      ],
    ],
    [
      '提醒 改 证照核对 时间 1月、4月、7月、10月的10日，遇周末顺延',
      [
        '“证照核对”已改，下次2027年4月12日；已经发出的任务不变。',
        '听成：1月、4月、7月、10月 每月10日 遇休顺延',
        '接下来5次：2027年1月11日周一（1月10日遇休）、2027年4月12日周一（4月10日遇休）、2027年7月12日周一（7月10日遇休）、2027年10月11日周一（10月10日遇休）、2028年1月10日周一',
        '这一项每学期只发一次，取其中第一个日子。',
        '看全年请发：',
        '提醒 预览 证照核对',
      ],
    ],
    [
      '提醒 改 每月演练 时间 7月20日',
      [
        '没有改：“每年 7月20日”的日子都在假期里，这一项只在学期里发。',
        '可以这样发：',
        '提醒 改 每月演练 时间 每学期 第2周 周一',
      ],
    ],
    [
      '提醒 改 一五三〇 时间 每周五21:00',
      [
        '没有改：“每周五 21:00”的时间在免打扰时段里（20:00到次日8:00），到时发不出去。',
        '可以这样发：',
        '提醒 改 一五三〇 时间 每周五 15:00',
      ],
    ],
  ])('%s', async (line, reply) => {
    expect(await say(line)).toEqual(reply);
  });

  it('隔周五 counts from the next Friday, also when it is asked about later', async () => {
    expect((await say('提醒 改 一五三〇 时间 隔周五 15:00'))[1]).toBe(
      '听成：隔周 周五 自2026年12月4日 15:00',
    );
    expect((await say('提醒 记录 一五三〇'))[1]).toContain('时间：隔周 周五 自2026年12月4日 15:00');
    expect((await say('提醒 改 一五三〇 时间 16:30'))[1]).toBe('听成：隔周 周五 自2026年12月4日 16:30');
  });
});
