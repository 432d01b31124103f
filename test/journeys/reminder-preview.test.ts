import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, linesOf, PLATFORMS, type PlatformName } from './talk.ts';
import { chatInWangxi, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-23T09:30:00+08:00'));
let program: TestChat;
beforeAll(async () => {
  program = await chatInWangxi({ clock });
});
afterAll(() => program.stop());

/** Everything that a line shows, page by page. */
async function pages(platform: PlatformName, said: string): Promise<readonly string[]> {
  const talk = talkTo(program, platform);
  const seen: string[] = [];
  let line = said;
  for (let n = 0; n < 10 && line !== ''; n += 1) {
    const reply = await talk.raw('bureau', line, { at: clock.now() });
    const next = /第\d+页$/.test(lastLine(reply)) ? lastLine(reply) : '';
    seen.push(...linesOf(reply).slice(0, next === '' ? undefined : -2));
    line = next;
  }
  return seen;
}

describe.each(PLATFORMS)('提醒 预览 on %s', (platform) => {
  it('shows each occasion once, with its notice and its deadline, in the order of the year', async () => {
    const lines = await pages(platform, '提醒 预览 2027');
    for (const line of [
      '4月12日 防溺水：通知4月2日，截止4月12日17:00',
      '3月29日 安全教育日：通知3月24日，截止3月31日17:00',
      '12月2日 交通安全日：通知11月30日',
      '6月1日 安全生产月',
    ])
      expect({ line, times: lines.filter((one) => one === line).length }).toEqual({ line, times: 1 });
    const days = lines.flatMap((one) => {
      const [, month = '', day = ''] = /^(\d+)月(\d+)日 /.exec(one) ?? [];
      return month === '' ? [] : [Number(month) * 100 + Number(day)];
    });
    expect(days.length).toBeGreaterThan(20);
    expect(days).toEqual([...days].sort((a, b) => a - b));
  });

  it('shows what comes round every month, week or day in a line', async () => {
    const lines = await pages(platform, '提醒 预览 2027');
    for (const line of [
      '一五三〇：每个上学日 15:00，1月4日至12月31日，共206次',
      '防溺水周提示：防溺水季 每周五 15:00，4月2日至10月29日，共31次',
      '学校月报：每月28日 遇休提前，共10次：1月28日、2月26日、3月26日、4月28日、5月28日、6月28日、9月28日、10月28日、11月26日、12月28日',
    ])
      expect(lines).toContain(line);
    expect(lines.filter((line) => /防溺水周提示|一五三〇|学校月报/.test(line))).toHaveLength(3);
    expect(lines.length).toBeLessThan(70);
  });

  it('of one reminder shows its days with notice and deadline, and that vacations are left out', async () => {
    expect(await pages(platform, '提醒 预览 防溺水')).toEqual([
      '防溺水（开）：每年 4月10日 遇休顺延',
      '今后一年：',
      '2027年4月12日：通知2027年4月2日，截止2027年4月12日17:00',
      '看各单位会收到什么，请发：',
      '提醒 试发 防溺水',
    ]);
    expect((await pages(platform, '提醒 预览 学校月报'))[0]).toBe(
      '学校月报（开）：每月28日 遇休提前，假期不发',
    );
    expect((await pages(platform, '提醒 预览 防溺水周提示')).slice(1, 2)).toEqual([
      '今后一年：2027年4月2日至2027年10月29日，共31次',
    ]);
  });
});
