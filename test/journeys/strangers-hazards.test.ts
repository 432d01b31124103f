import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, PEOPLE, type Talk, talkTo } from './wangxi.ts';

describe.each(PLATFORMS)('a stranger who reports many hazards, on %s', (platform) => {
  let chat: TestChat;
  let talk: Talk;
  let waiting: string;
  beforeAll(async () => {
    chat = await chatInWangxi();
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  const counted = async () => lastLine(await talk('bureau', '查 隐患 桐渡镇'));
  const report = (n: number) => talk('stranger', `报隐患 桐渡镇中心小学 第${n}间教室门锁坏了`);

  it('has ten of a day count at once, and no more, however fast they come', async () => {
    const replies = await Promise.all(Array.from({ length: 14 }, (_, n) => report(n)));
    expect(replies.filter((reply) => reply.startsWith('已登记 Y'))).toHaveLength(10);
    const others = replies.filter((reply) => reply.startsWith('已收到 Y'));
    expect(others).toHaveLength(4);
    expect(others[0]).toContain('由当地的同志核对接收后再登记');
    expect(await counted()).toBe('合计 10');
    expect(lastLine(await talk('bureau', '查 隐患 本月'))).toBe('合计 10');
    waiting = numberIn(others[0] ?? '');
  });

  it('is told of to township and school, once a day', async () => {
    await report(19);
    const told = (await chat.app.outbox.list({ limit: 50 })).filter(({ kind }) => kind === 'assigned');
    const people = new Set(told.map(({ target }) => target.id));
    expect(people.size).toBe(told.length);
    // The two officers of 桐渡镇 and the head of the school, by the one account that a channel reaches.
    expect([...people].some((target) => target === PEOPLE.tongdu.dingtalk)).toBe(true);
    expect([...people].some((target) => target === PEOPLE.liucha.dingtalk)).toBe(false);
  });

  it('sees what they reported, and takes it back', async () => {
    expect(await talk('stranger', `个案 ${waiting}`)).toContain('待接收');
    const more = numberIn(await report(20));
    expect(await talk('stranger', '撤回')).toContain(`已撤回 ${more}`);
  });

  it('holds up no other stranger and nobody who is bound', async () => {
    const other = await talk({ id: 'another-stranger' }, '报隐患 柳汊镇初级中学 围墙裂缝');
    expect(other).toMatch(/^已登记 Y/);
    expect(await talk('teacher', '报隐患 桐渡镇初级中学 围墙裂缝')).toMatch(/^已登记 Y/);
  });

  it('is taken over by the people of that area alone, and counts from then on', async () => {
    expect(await talk('liucha', '报隐患 接收')).toContain('现在没有等接收的隐患');
    expect(await talk('liucha', `报隐患 接收 ${waiting}`)).not.toContain('已接收');
    expect(await talk('stranger', `报隐患 接收 ${waiting}`)).not.toContain('已接收');
    expect(await talk('tongdu', '待办')).toContain('另有5条群众上报的隐患等接收');
    const listed = await talk('tongdu', '报隐患 接收');
    expect(listed).toContain('有5条群众上报的隐患等接收');
    const line = lastLine(listed);
    expect(await talk('tongdu', line)).toContain('今天起计入');
    expect(await counted()).toBe('合计 12');
    expect(await talk('tongdu', line)).toMatch(/不用接收|不在您的工作范围/);
  });
});
