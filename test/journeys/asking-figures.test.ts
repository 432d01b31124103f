import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, linesOf } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

/** A question is answered with its own figure, or with none. */
describe('questions for figures', () => {
  let program: TestChat;
  let talk: Talk;
  beforeAll(async () => {
    program = await chatInWangxi({ clock: fixedClock(new Date('2026-12-01T09:00:00+08:00')) });
    talk = talkTo(program, 'wecom');
    await talk('principal', '报辍学 桐渡镇初级中学 疑似 八年级 男');
    await talk('liucha', '报隐患 柳汊镇初级中学 围墙裂缝');
  });
  afterAll(() => program.stop());

  it.each<readonly [PersonName, string]>([
    ['bureau', '查 辍学 女生'],
    ['bureau', '查 辍学 桐渡镇 八年级'],
    ['bureau', '查 辍学 最近'],
    ['bureau', '查 隐患 11月底'],
    ['bureau', '查 辍学 截至11月20日'],
    ['bureau', '查 返校 上周 男生'],
    ['bureau', '查 总表 男生'],
    ['bureau', '查 认定 单亲'],
    ['bureau', '桐渡片这个月报了几个辍学'],
    ['bureau', '辍学率多少'],
  ])('%s who asks %s gets no other figure', async (who, said) => {
    const reply = await talk(who, said);
    expect(reply).toContain('没有报数');
    expect(reply).not.toContain('口径');
  });

  it('says in a group only that something was not read', async () => {
    const reply = await talk('bureau', '查 辍学 单亲', 'bureau');
    expect(reply).toContain('没有报数');
    expect(reply).not.toContain('单亲');
  });

  it('offers the list where a list is narrowed by what was said', async () => {
    expect(linesOf(await talk('bureau', '查 辍学 女生'))).toContain('2 名单 女生');
    expect(await talk('bureau', '1')).toMatch(/^辍学 1 人/);
  });

  it.each([
    ['查 辍学 本周和上周对比', ['辍学 1 人（本周', '辍学 0 人（上周']],
    ['查 隐患 本月 上月', ['隐患 1 条（本月', '隐患 0 条（上月']],
    ['本月报了几条隐患 还剩几条', ['隐患 1 条（本月', '隐患 1 条（截至']],
    ['查 去年下半年', ['辍学 0 人（2025年下半年', '二次辍学 0 人', '隐患 0 条']],
  ])('%s gives each of its figures', async (said, heads) => {
    const reply = await talk('bureau', said);
    for (const [at, head] of heads.entries()) expect(linesOf(reply)[at]).toContain(head);
  });

  it('asks of which time what came new is', async () => {
    const reply = await talk('tongdu', '我们镇新增几个辍学');
    expect(reply).toContain('哪段时间');
    expect(lastLine(reply)).toBe('查 辍学 本周');
  });

  it('ranks nobody', async () => {
    expect(await talk('tongdu', '查 辍学 哪个镇最多')).toContain('不排名次');
    expect(linesOf(await talk('bureau', '查 辍学 哪个镇最多')).slice(1, 3)).toEqual([
      '文笔塔街道 0',
      '南桥头街道 0',
    ]);
  });

  it('shows the list of emergencies instead of counting them', async () => {
    expect(lastLine(await talk('bureau', '查 突发事件'))).toBe('名单 突发');
  });
});
