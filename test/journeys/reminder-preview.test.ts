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
      '4月12日周一 防溺水（4月10日遇休）：通知4月2日，截止4月12日17:00',
      '3月29日周一 安全教育日：通知3月24日，截止3月31日17:00',
      '12月2日周四 交通安全日：通知11月30日',
      '6月1日周二 安全生产月',
      '4月2日周五 放假前（清明，暂按规则推算）：通知3月30日',
      '6月8日周二 放假前（端午，暂按规则推算）：通知6月4日',
      '2027年放假调休还没有公布，节假日和前后的日子暂按规则推算。',
    ])
      expect({ line, times: lines.filter((one) => one === line).length }).toEqual({ line, times: 1 });
    const days = lines.flatMap((one) => {
      const [, month = '', day = ''] = /^(\d+)月(\d+)日周/.exec(one) ?? [];
      return month === '' ? [] : [Number(month) * 100 + Number(day)];
    });
    expect(days.length).toBeGreaterThan(20);
    expect(days).toEqual([...days].sort((a, b) => a - b));
  });

  it('shows what comes round every month, week or day in a line', async () => {
    const lines = await pages(platform, '提醒 预览 2027');
    for (const line of [
      '一五三〇：每周 最后一个上学日 15:00，1月8日至12月24日，共36次',
      '防溺水周提示：防溺水季 每周五 15:00，4月9日至10月29日，共27次',
      '学校月报：每月28日 遇休提前，共10次：1月28日周四、2月26日周五、3月26日周五、4月28日周三、5月28日周五、6月28日周一、9月28日周二、10月28日周四、11月26日周五、12月28日周二',
    ])
      expect(lines).toContain(line);
    expect(lines.filter((line) => /防溺水周提示|一五三〇|学校月报/.test(line))).toHaveLength(3);
    expect(lines.length).toBeLessThan(80);
  });

  it('of one reminder shows its days with notice and deadline, and that vacations are left out', async () => {
    expect(await pages(platform, '提醒 预览 防溺水')).toEqual([
      '防溺水（开）：每年 4月10日 遇休顺延',
      '今后一年：',
      '2027年4月12日周一（4月10日遇休）：通知2027年4月2日，截止2027年4月12日17:00',
      '看各单位会收到什么，请发：',
      '提醒 试发 防溺水',
    ]);
    expect((await pages(platform, '提醒 预览 学校月报'))[0]).toBe(
      '学校月报（开）：每月28日 遇休提前，假期不发',
    );
    expect((await pages(platform, '提醒 预览 防溺水周提示')).slice(1, 2)).toEqual([
      '今后一年：2027年4月9日至2027年10月29日，共27次',
    ]);
  });

  it('says that a term of no own end lies in the Spring Festival, and how long a year is guessed', async () => {
    const lines = await pages(platform, '提醒 预览 2028');
    for (const line of [
      '“2027年秋季学期”（9月1日至1月31日）是默认的起止，落在春节假期里，请在县档案里写明学期。',
      '4月1日周六 放假前（清明，暂按规则推算）：通知3月29日',
      '12月1日周五 交通安全日（12月2日遇休）：通知11月29日',
    ])
      expect({ line, times: lines.filter((one) => one === line).length }).toEqual({ line, times: 1 });
    expect((await pages(platform, '提醒 预览 2026')).some((line) => /推算/.test(line))).toBe(false);
  });

  it('reads a rule that is tried: as read, with its next five days', async () => {
    expect(await pages(platform, '提醒 预览 春节后第一个工作日')).toEqual([
      '听成：春节 后1个工作日',
      '接下来5次：2027年2月15日周一（春节，暂按规则推算）、2028年2月2日周三（春节，暂按规则推算）、2029年2月20日周二（春节，暂按规则推算）、2030年2月11日周一（春节，暂按规则推算）、2031年1月30日周四（春节，暂按规则推算）',
      '要用在某一项上，请发：',
      '提醒 改 防溺水 时间 春节 后1个工作日',
    ]);
  });
});
