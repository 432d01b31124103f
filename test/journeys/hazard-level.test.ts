import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type GroupName, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;

const GUIDE = '教育系统重大事故隐患判定指南';
const heardOf = (who: PersonName, words: string, group?: GroupName): Promise<string> =>
  talk(who, `报隐患 桐渡镇中心小学 ${words}`, group);
const receiptIn = (heard: string): string => numberIn(heard.slice(heard.indexOf('已登记 ')));
const levelOf = async (no: string) => (await chat.parts.services.hazards.find(no))?.level;

describe.each(PLATFORMS)('the level of a hazard on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('follows from a criterion that who reported it says is met, with its basis and its days', async () => {
    const heard = await heardOf('vicePrincipal', '三楼消火栓没水');
    const no = receiptIn(heard);
    expect(heard).toContain('是不是这一条？校园消防');
    expect(await levelOf(no)).toBe('一般');
    const judged = await talk('vicePrincipal', `判定 ${no} 是，已停用`);
    expect(judged).toContain('判定为重大隐患');
    expect(judged).toContain(GUIDE);
    expect(judged).toContain('整改方案期限11月27日');
    expect(await levelOf(no)).toBe('重大');
    expect(await talk('tongduHead', `个案 ${no}`)).toContain('判定依据：校园消防');
    expect(await talk('vicePrincipal', `判定 ${no} 不是`)).not.toContain('是一般隐患');
    expect(await levelOf(no)).toBe('重大');
  });

  it('stays 一般 where the answer is no', async () => {
    const no = receiptIn(await heardOf('vicePrincipal', '一楼烟感坏了'));
    expect(await talk('vicePrincipal', `判定 ${no} 不是`)).toContain('是一般隐患');
    expect(await talk('tongduHead', '待办')).not.toContain(`判定 ${no}`);
  });

  it("is nobody's word: 重大 said with the report is judged by an officer", async () => {
    const no = receiptIn(await heardOf('vicePrincipal', '校门口积水 重大'));
    expect(await levelOf(no)).toBe('一般');
    expect(await talk('tongduHead', '待办')).toContain(`判定 ${no} 重大`);
    const which = await talk('tongduHead', `判定 ${no} 重大`);
    expect(which).toContain('1 校园消防：未建立消防安全责任制');
    expect(lastLine(which)).toBe(`判定 ${no} 重大 第1条`);
    expect(await talk('tongduHead', `判定 ${no} 重大 第8条`)).toContain('校舍安全：房屋主体结构');
    expect(await levelOf(no)).toBe('重大');
  });

  it('is not asked in a group: an officer has it to judge', async () => {
    const heard = await heardOf('tongdu', '宿舍喷淋拆了', 'tongdu');
    const no = receiptIn(heard);
    expect(heard).not.toContain('判定');
    expect(heard).not.toContain('喷淋');
    expect(await levelOf(no)).toBe('一般');
    expect(await talk('tongduHead', '待办')).toContain(`判定 ${no} 重大`);
    expect(await talk('tongdu', '待办')).not.toContain(`判定 ${no} 重大`);
  });

  it('is judged by an officer where nobody knows who reported it', async () => {
    const no = receiptIn(await heardOf('stranger', '锅炉超期未检'));
    expect(await talk('stranger', `判定 ${no} 是`)).toContain('由乡镇或县局判定');
    expect(await levelOf(no)).toBe('一般');
    expect(await talk('tongduHead', '待办')).toContain(`判定 ${no} 重大`);
    expect(await talk('tongduHead', `判定 ${no} 重大`)).toContain('特种设备');
    expect(await levelOf(no)).toBe('重大');
  });

  it('is put right by a second person, and falls back to what it was', async () => {
    const no = receiptIn(await heardOf('stranger', '校车超员'));
    await talk('tongduHead', `判定 ${no} 重大`);
    expect(await talk('bureau', `更正 ${no} 没有超员`)).toContain('“判定”');
    await talk('bureau', '确认');
    expect(await levelOf(no)).toBe('一般');
    expect((await chat.parts.services.hazards.find(no))?.heads.nextDue).toBe('2026-12-01');
  });

  it('is not for who has no say in it', async () => {
    const no = receiptIn(await heardOf('stranger', '宿舍在地下室'));
    for (const who of ['liucha', 'teacher', 'generalAffairs'] as const) await talk(who, `判定 ${no} 重大`);
    expect(await levelOf(no)).toBe('一般');
  });
});
