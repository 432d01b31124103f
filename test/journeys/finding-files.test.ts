import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, linesOf, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

/** What was reported, with what was said of each child. */
const CHILDREN = [
  '桐渡镇初级中学 疑似 八年级(2)班 男 姓名：欧阳测试',
  '桐渡镇初级中学 疑似 八年级(2)班 女 姓名：测试乙',
  '桐渡镇初级中学 辍学 九年级(1)班 男 姓名：测试丙',
  '桐渡镇中心小学 疑似 五年级(3)班 女 姓名：测试丁',
  '枫树村 失学 女 姓名：测试戊',
  '桐渡镇初级中学 疑似 七年级(1)班 男 姓名：司马测试',
  '桐渡镇初级中学 疑似 七年级(4)班 女 姓名：测试己',
  '桐渡镇中心小学 疑似 六年级(1)班 男 姓名：测试庚',
  '柳树湾村 失学 男 姓名：测试辛',
  '桐渡镇枫树小学 疑似 三年级 男 姓名：测试壬',
] as const;

describe.each(PLATFORMS)('a township officer who lost all numbers, on %s', (platform) => {
  let chat: TestChat;
  let talk: Talk;
  const numbers: string[] = [];
  let elsewhere: string;
  beforeAll(async () => {
    chat = await chatInWangxi();
    talk = talkTo(chat, platform);
    for (const child of CHILDREN) numbers.push(numberIn(await talk('tongdu', `报辍学 ${child}`)));
    elsewhere = numberIn(await talk('liucha', '报辍学 柳汊镇初级中学 疑似 八年级(2)班 男'));
    await talk('liucha', `个案 ${elsewhere}`);
  });
  afterAll(() => chat.stop());

  it('gets the whole list in the order of the county file, masked, each with its number', async () => {
    const reply = await talk('tongduHead', '名单');
    const listed = linesOf(reply).flatMap((line) => /^K\d{2}-\d{4}-[A-Z]/.exec(line)?.[0] ?? []);
    expect([...listed].sort()).toEqual([...numbers].sort());
    // 中心小学 stands in front of 初级中学 in the county file; who has no school comes last.
    expect(listed[0]).toBe(numbers[3]);
    expect(listed.slice(-2)).toEqual([numbers[4], numbers[8]]);
    expect(reply).not.toMatch(/欧阳测试|测试乙/);
    expect(reply).toContain('欧阳＊试');
    expect(reply).not.toContain(elsewhere);
    expect(lastLine(reply)).toBe(`个案 ${numbers[3]}`);
  });

  it.each([
    ['802那男娃编号', 0],
    ['八2班那个女生的编号是多少', 1],
    ['测试丙的编号', 2],
    ['名单 桐渡镇中心小学 女', 3],
    ['枫树村的名单', 4],
    ['名单 九年级 男', 2],
    ['司马测试的编号', 5],
    ['七年级4班那女娃编号', 6],
    ['六年级那个男生编号多少', 7],
    ['柳树湾村那个娃的编号', 8],
    ['名单 三年级', 9],
  ])('finds the one child again: %s', async (said, at) => {
    const reply = await talk('tongduHead', said);
    expect(lastLine(reply)).toBe(`个案 ${numbers[at]}`);
    expect(reply).toContain('共1件');
  });

  it('asks for the child spoken of last by no number at all', async () => {
    await talk('tongduHead', `个案 ${numbers[2]}`);
    expect(await talk('tongduHead', '刚才那个孩子编号多少')).toContain(`**${numbers[2]}**`);
  });

  it('acts on the child that was found, by the number or without', async () => {
    const no = /K\d{2}-\d{4}-[A-Z]/.exec(lastLine(await talk('tongduHead', '司马测试的编号')))?.[0];
    expect(await talk('tongduHead', `${no}家访了 奶奶说周一来`)).toContain(no);
    const kinds = (await chat.app.built.services.dropouts.find(no ?? ''))?.entries.map(({ kind }) => kind);
    expect(kinds).toContain('visited');
    expect(await talk('tongduHead', `个案 ${no}`)).toContain('奶奶说周一来');
  });

  it('counts and lists for a village what its people see', async () => {
    expect(await talk('village', '我村还几个')).toContain('共10件');
  });

  it('lists by mark and by state, and what was not found says so with a line that works', async () => {
    expect(await talk('tongdu', '名单 我的')).toContain('共10件');
    expect(lastLine(await talk('tongduHead', '名单 我的'))).toBe('名单 全部');
    expect(lastLine(await talk('tongdu', '名单 失联'))).toBe('名单 全部');
    await talk('tongdu', `撤回 ${numbers[4]}`);
    expect(await talk('tongdu', '名单')).toContain('共9件');
    expect(await talk('tongdu', '名单 撤回')).toContain(numbers[4]);
  });

  it('tells each what waits for them, and nobody to check what they reported themselves', async () => {
    expect(await talk('tongduHead', '待办')).toContain(`认定 ${numbers[0]} 已核`);
    expect(await talk('tongdu', '待办')).not.toContain('已核');
    expect(await talk('liucha', '待办')).not.toContain(numbers[0]);
  });

  it('lists nothing in a group, nothing of another township, and nothing to a stranger', async () => {
    expect(await talk('tongdu', '名单', 'tongdu')).not.toMatch(/K\d{2}-/);
    expect(await talk('tongdu', '802那男娃编号', 'tongdu')).not.toMatch(/K\d{2}-/);
    expect(await talk('tongdu', '名单 柳汊镇')).not.toMatch(/K\d{2}-/);
    expect(await talk('liucha', '名单')).not.toContain(numbers[0]);
    expect(await talk('stranger', '名单')).not.toMatch(/K\d{2}-/);
  });
});
