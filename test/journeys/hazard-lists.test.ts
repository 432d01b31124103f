import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

let now = new Date('2026-11-24T09:30:00+08:00');
const later = (days: number): void => {
  now = new Date(now.getTime() + days * 24 * 60 * 60_000);
};
let chat: TestChat;
let talk: Talk;
let roof = '';
let knife = '';
let wall = '';

const report = async (who: PersonName, words: string): Promise<string> => {
  const heard = await talk(who, `报隐患 ${words}`);
  return numberIn(heard.slice(heard.indexOf('已登记 ')));
};

describe.each(PLATFORMS)('lists of hazards on %s', (platform) => {
  beforeAll(async () => {
    now = new Date('2026-11-24T09:30:00+08:00');
    chat = await chatInWangxi({ clock: { now: () => now } });
    talk = talkTo(chat, platform);
    roof = await report('tongdu', '桐渡镇中心小学 屋顶漏雨');
    knife = await report('vicePrincipal', '桐渡镇中心小学 六年级某某带刀');
    wall = await report('liuchaPrincipal', '柳汊镇初级中学 围墙开裂');
    await talk('tongduHead', `分派 ${roof} 整改人柏木青 督办人房霜白`);
  });
  afterAll(() => chat.stop());

  it('are in county-file order, each within their own sight', async () => {
    const all = await talk('bureau', '名单 隐患');
    expect(all).toContain('隐患共3件');
    expect(all.indexOf(roof)).toBeLessThan(all.indexOf(wall));
    expect(lastLine(all)).toBe(`个案 ${roof}`);
    expect(await talk('liucha', '名单 隐患')).not.toContain(roof);
    expect(await talk('bureau', '名单 隐患 柳汊镇')).not.toContain(roof);
    expect(await talk('teacher', '名单 隐患')).toContain('没有这样的');
    expect(await talk('bureau', '桐渡镇隐患名单')).toContain(roof);
  });

  it('show the words of a hazard about a child to none but those who answer for it', async () => {
    expect(await talk('vicePrincipal', '名单 隐患')).toContain('某某带刀');
    const village = await talk('village', '名单 隐患');
    expect(village).toContain(`${knife} 涉生`);
    expect(village).not.toContain('带刀');
  });

  it.each<readonly [string, () => string, () => string]>([
    ['待分派', () => wall, () => roof],
    ['整改中', () => roof, () => wall],
    ['待验收', () => '没有这样的', () => roof],
  ])('are asked for by state: %s', async (word, there, absent) => {
    const heard = await talk('bureau', `名单 隐患 ${word}`);
    expect(heard).toContain(there());
    expect(heard).not.toContain(absent());
  });

  it('待办 holds what each has to do, with the line that does it', async () => {
    expect(await talk('generalAffairs', '待办')).toContain(`整改 ${roof} 修好了`);
    expect(await talk('liuchaPrincipal', '待办')).toContain(`分派 ${wall}`);
    expect(await talk('liucha', '待办')).not.toContain(roof);
  });

  it('需协调 says what money and other offices block, for how long, with sums', async () => {
    await talk('generalAffairs', `整改 ${roof} 没钱 要8万`);
    await talk('bureau', `整改 ${wall} 转给住建局`);
    later(3);
    const heard = await talk('bureau', '需协调');
    expect(heard).toContain('需协调2件：等资金1件（已报8万元），等部门1件；最久等了3天');
    expect(heard).toContain('桐渡镇：1件，8万元，最久3天');
    expect(heard).toContain(`${roof} 桐渡镇中心小学 屋顶漏雨：等资金8万元，已等3天（11月24日起）`);
    expect(heard).toContain('等住建局，已等3天');
    expect(await talk('leader', '名单 需协调')).toContain(roof);
    const own = await talk('tongduHead', '需协调');
    expect(own).toContain(roof);
    expect(own).not.toContain(wall);
    expect(await talk('teacher', '需协调')).not.toContain(roof);
  });

  it('leave out of 超期 what waits, and name the rest', async () => {
    later(8);
    const heard = await talk('bureau', '名单 隐患 超期');
    expect(heard).toContain(`${knife} 六年级某某带刀：已上报，12月1日已超期`);
    expect(heard).not.toContain(roof);
    expect(await talk('bureau', '待办')).toContain(knife);
  });

  it('are for private chats', async () => {
    expect(await talk('bureau', '名单 隐患', 'bureau')).not.toContain(roof);
    expect(await talk('bureau', '需协调', 'bureau')).not.toContain(roof);
  });
});
