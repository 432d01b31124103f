import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, linesOf } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const SCHOOL = '桐渡镇初级中学';

describe('查', () => {
  let program: TestChat;
  let talk: Talk;
  beforeAll(async () => {
    program = await chatInWangxi();
    talk = talkTo(program, 'wecom');
    const REPORTS: readonly (readonly [PersonName, string])[] = [
      ['principal', `报辍学 ${SCHOOL} 疑似`],
      ['principal', `报辍学 ${SCHOOL} 二次辍学`],
      ['tongdu', '报辍学 桐渡镇枫树小学 辍学'],
      ['liucha', '报辍学 柳汊镇初级中学 二次辍学'],
      ['bureau', '报辍学 区外 二次辍学'],
      ['stranger', `报隐患 ${SCHOOL} 围墙裂缝`],
      ['liucha', '报隐患 柳汊大堰塘 没有警示牌'],
    ];
    for (const [who, line] of REPORTS) expect(await talk(who, line)).toContain('已登记');
  });
  afterAll(() => program.stop());

  const total = (reply: string) => Number(/^合计 (\d+)$/.exec(lastLine(reply))?.[1]);

  it.each<readonly [PersonName, string, number]>([
    ['bureau', '查 辍学', 5],
    ['leader', '查 辍学', 5],
    ['auditor', '查 二次辍学', 3],
    ['admin', '查 隐患', 2],
    ['tongdu', '查 辍学', 3],
    ['tongdu', '查 二次辍学', 1],
    ['village', '查 辍学', 3],
    ['principal', '查 辍学', 2],
    ['teacher', '查 隐患', 1],
    ['liucha', '查 隐患', 1],
    ['officer6', '查 辍学', 3],
    ['bureau', '查 辍学 区外', 1],
    ['bureau', '查 辍学 桐渡镇', 3],
    ['bureau', '查 辍学 桐渡', 3],
    ['bureau', `查 辍学 ${SCHOOL}`, 2],
    ['bureau', '查 桐渡镇枫树小学 辍学', 1],
    ['bureau', '统计 辍学 本周', 5],
    ['bureau', '统计 辍学 上周', 0],
    ['bureau', '查数 本月 二次辍学 柳汊镇', 1],
    ['bureau', 'count dropout', 5],
  ])('%s asks %s and gets %s', async (who, line, expected) => {
    expect(total(await talk(who, line))).toBe(expected);
  });

  it('lists every township in the order of the file, zeros too, 区外 last, and no other number before a name', async () => {
    const lines = linesOf(await talk('bureau', '查 辍学'));
    expect(lines).toHaveLength(1 + 20 + 1 + 1);
    expect(lines[0]).toMatch(/^辍学 5 人（截至\d\d-\d\d \d\d:\d\d；口径：/);
    expect(lines.slice(1, 5)).toEqual(['文笔塔街道 0', '南桥头街道 0', '北渡口街道 0', '桐渡镇 3']);
    expect(lines.slice(-2)).toEqual(['区外 1', '合计 5']);
    for (const line of lines.slice(1)) expect(line).toMatch(/^\D+ \d+$/);
  });

  it('a township alone gives all three figures', async () => {
    const lines = linesOf(await talk('bureau', '查 桐渡镇'));
    expect(lines.filter((line) => line.startsWith('合计'))).toEqual(['合计 3', '合计 1', '合计 1']);
  });

  it('names its period', async () => {
    expect(linesOf(await talk('bureau', '查 辍学 本月'))[0]).toMatch(/（本月；截至/);
  });

  it('other people’s areas and places that are none get one answer', async () => {
    const none = await talk('tongdu', '查 辍学 火星镇');
    for (const place of ['柳汊镇', '柳汊镇初级中学', '区外'])
      expect(await talk('tongdu', `查 辍学 ${place}`)).toBe(none);
    expect(await talk('principal', '查 辍学 桐渡镇枫树小学')).toBe(none);
  });

  it('gives no figure of one township for a question about two', async () => {
    const reply = await talk('bureau', '查 辍学 桐渡镇 柳汊镇');
    expect(reply).toContain('一次只能查一个单位');
    expect(reply).not.toContain('合计');
  });

  it('asks which figure is meant', async () => {
    expect(await talk('bureau', '查')).toContain('请问查哪一项');
    expect(total(await talk('bureau', '2'))).toBe(2);
  });

  it('gives groups townships only, and nothing where parents read along', async () => {
    expect(total(await talk('bureau', '查 辍学', 'bureau'))).toBe(5);
    expect(await talk('principal', '查 辍学', 'school')).toContain('群里只到乡镇');
    expect(await talk('bureau', `查 辍学 ${SCHOOL}`, 'bureau')).toContain('群里只到乡镇');
    expect(await talk('bureau', '查 辍学', 'parents')).toContain('数据请私聊查看');
    const week = linesOf(await talk('bureau', '查 辍学 本周', 'bureau'));
    expect(week[0]).toMatch(/^辍学 5 人/);
    expect(week.some((line) => line.startsWith('桐渡镇'))).toBe(false);
  });

  it('a choice between places in a group names no school and repeats nothing', async () => {
    const reply = await talk('bureau', '查 辍学 桐度镇 王小明', 'bureau');
    expect(reply).not.toMatch(/小学|中学|王小明/);
    expect(lastLine(reply)).toBe('查 辍学 桐渡镇');
    expect(total(await talk('bureau', '1', 'bureau'))).toBe(3);
  });
});
