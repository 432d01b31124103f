import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;
const receiptIn = (heard: string): string => numberIn(heard.slice(heard.indexOf('已登记 ')));

describe.each(PLATFORMS)('kinds of hazards and waters on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
    await talk('vicePrincipal', '报隐患 桐渡镇中心小学 围墙有裂缝');
    await talk('vicePrincipal', '报隐患 桐渡镇中心小学 后厨排烟管道油污');
    await talk('liuchaPrincipal', '报隐患 柳汊镇初级中学 围墙倒了一段');
  });
  afterAll(() => chat.stop());

  it('stand in the figures of a private chat, each asked for by itself', async () => {
    const all = await talk('bureau', '查 隐患');
    expect(all).toContain('按类别：校舍安全2，食品安全1');
    expect(await talk('bureau', '查 隐患 柳汊镇')).toContain('按类别：校舍安全1');
    const one = await talk('bureau', '查 隐患 校舍');
    expect(one).toContain('校舍安全隐患 2');
    expect(one).toContain('柳汊镇 1');
    expect(await talk('bureau', '查 隐患 校舍 本月')).toContain('校舍安全隐患 2');
    expect(await talk('tongduHead', '查 隐患 校舍')).toContain('校舍安全隐患 1');
  });

  it('stand in lists', async () => {
    const heard = await talk('bureau', '名单 隐患 食品');
    expect(heard).toContain('后厨');
    expect(heard).not.toContain('围墙');
  });

  it('that are about a child are told in no group, spoken or typed', async () => {
    for (const line of ['报隐患 桐渡镇中心小学 有学生被霸凌', '桐渡镇中心小学有学生被霸凌']) {
      const heard = await talk('tongdu', line, 'tongdu');
      expect(heard).not.toContain('霸凌');
      expect(heard).not.toContain('中心小学');
    }
    expect(await talk('bureau', '查 隐患', 'bureau')).not.toContain('欺凌');
    expect(await talk('bureau', '查 隐患 欺凌', 'bureau')).not.toMatch(/欺凌隐患 \d/);
    expect(await talk('bureau', '查 隐患 欺凌')).toContain('欺凌隐患 1');
  });

  it('that are about a child are read in words by those who answer for it, by others who see them only in kind', async () => {
    const no = receiptIn(await talk('vicePrincipal', '报隐患 桐渡镇中心小学 三年级有学生被霸凌不敢上学'));
    await talk('bureau', `代 县公安局 已约谈霸凌者家长 ${no}`);
    for (const who of ['vicePrincipal', 'tongdu', 'bureau', 'leader'] as const) {
      expect(await talk(who, `个案 ${no}`)).toContain('被霸凌不敢上学');
      expect(await talk(who, '名单 隐患 欺凌')).toContain('被霸凌不敢上学');
    }
    expect(await talk('bureau', `个案 ${no}`)).toContain('已约谈霸凌者家长');
    for (const who of ['officer6', 'admin'] as const) {
      const heard = await talk(who, `个案 ${no}`);
      expect(heard).toContain('情况：欺凌（');
      expect(`${heard}\n${await talk(who, '名单 隐患 欺凌')}`).not.toMatch(/霸凌/);
    }
  });

  it('at a water that is no school’s names whose it is, and a department rectifies it', async () => {
    const heard = await talk('village', '报隐患 枫树水库 救生绳断了');
    const no = receiptIn(heard);
    expect(heard).toContain('责任单位：县水利局');
    expect(await talk('village', '报隐患 桐渡河湾 警示牌倒了')).toContain('责任单位：桐渡镇');
    const given = await talk('tongduHead', `分派 ${no} 整改人县民政局未保联络员 督办人桑小满`);
    expect(given).toContain('整改人牧寒露');
    expect(await talk('department', '待办')).toContain(`整改 ${no} 修好了`);
    expect(await talk('department', `整改 ${no} 修好了`)).toContain('等验收');
    expect(await talk('bureau', `个案 ${no}`)).toContain('（责任单位：县水利局）');
    expect(await talk('bureau', `个案 ${no}`)).toContain('水域');
  });
});
