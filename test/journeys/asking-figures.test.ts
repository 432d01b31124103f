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
    ['本周和上周辍学对比', ['辍学 1 人（本周', '辍学 0 人（上周']],
    ['查 隐患 本月 上月', ['隐患 1 条（本月', '隐患 0 条（上月']],
    ['本月报了几条隐患 还剩几条', ['隐患 1 条（本月', '隐患 1 条（截至']],
    ['二次辍学和隐患各几个', ['二次辍学 0 人', '隐患 1 条']],
    ['疑似几个 在册几个', ['疑似 1 人', '在册 0 人']],
    ['最近一周新增', ['辍学 1 人（近7天', '二次辍学 0 人', '隐患 1 条']],
    ['查 去年下半年', ['辍学 0 人（2025年下半年', '二次辍学 0 人', '隐患 0 条']],
  ])('%s gives each of its figures', async (said, heads) => {
    const told = linesOf(await talk('bureau', said)).filter((line) => line.includes('口径'));
    expect(told).toHaveLength(heads.length);
    for (const [at, head] of heads.entries()) expect(told[at]).toContain(head);
  });

  it('goes on from the question before', async () => {
    await talk('bureau', '查 隐患 本月');
    expect(await talk('bureau', '那柳汊呢')).toMatch(/^隐患 1 条（本月[\s\S]*\n柳汊镇 1\n/);
    expect(await talk('bureau', '上个月呢')).toMatch(/^隐患 0 条（上月[\s\S]*\n柳汊镇 0\n/);
    expect(await talk('bureau', '那辍学呢')).toMatch(/^辍学 0 人（上月[\s\S]*\n柳汊镇 0\n/);
    expect(await talk('liucha', '那柳汊呢')).not.toContain('口径');
  });

  it.each<readonly [PersonName, string, RegExp]>([
    ['bureau', '柳汊辍学', /^辍学 0 人[\s\S]*柳汊镇 0/],
    ['bureau', '隐患 全县 本月', /^隐患 1 条（本月/],
    ['tongdu', '我们镇没读书的娃现在有好多个', /^辍学 1 人/],
    ['principal', '俺校这个月缀学几个', /^辍学 1 人（本月/],
    ['bureau', '全县现在一共挂着几条隐患没销号', /^隐患 1 条/],
    ['principal', '哪个镇最多', /不排名次/],
    ['principal', '把柳汊初中的辍学数给我看一下', /没有查到/],
    ['bureau', '我们镇上有几个领导要来', /急事请打值班电话/],
  ])('%s: %s', async (who, said, reply) => {
    expect(await talk(who, said)).toMatch(reply);
  });

  it.each<readonly [PersonName, string, RegExp]>([
    ['tongdu', '还有哪几个学校没交月报', /任务|未报/],
    ['liucha', '我们镇挂着的隐患是哪几条 念一下', /Y26-0001/],
    ['bureau', '导出辍学台账', /\n名单$/],
  ])('a list is shown to %s: %s', async (who, said, reply) => {
    expect(await talk(who, said)).toMatch(reply);
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
