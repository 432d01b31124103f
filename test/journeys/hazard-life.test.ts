import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, linesOf, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;

const decided = async (who: PersonName, line: string): Promise<string> => {
  const asked = await talk(who, line);
  return lastLine(asked) === '确认' ? talk(who, '确认') : asked;
};
let spot = 0;
const opened = async (who: PersonName = 'bureau'): Promise<string> => {
  spot += 1;
  return numberIn(await talk(who, `报隐患 桐渡镇中心小学 ${spot}号楼 漏水`));
};
const TWO = '整改人柏木青 督办人桑小满';
const assigned = async (who: PersonName = 'bureau'): Promise<string> => {
  const no = await opened(who);
  await talk('tongduHead', `分派 ${no} ${TWO}`);
  return no;
};
const submitted = async (): Promise<string> => {
  const no = await assigned();
  await talk('generalAffairs', `整改 ${no} 修好了`);
  return no;
};
const accepted = async (): Promise<string> => {
  const no = await submitted();
  await talk('tongdu', `验收 ${no} 通过`);
  return no;
};
const short = (no: string): string => String(Number(/-(\d+)-/.exec(no)?.[1])).padStart(3, '0');
const stateOf = async (no: string) => (await chat.parts.services.hazards.find(no))?.state;

describe.each(PLATFORMS)('the life of a hazard on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('is one conversation of five people: rejected, paused, referred, accepted, struck off, opened again', async () => {
    const no = await opened();
    expect(await talk('tongduHead', `分派 ${no} ${TWO}`)).toContain(
      `已分派 ${no}：整改人柏木青，跟踪督办人桑小满，期限12月1日`,
    );
    expect(await talk('generalAffairs', `${short(no)}没钱 要8万`)).toContain(
      `已登记 ${no} 暂停整改，原因资金，需资金8万元`,
    );
    expect(await talk('generalAffairs', `${short(no)}钱到位了`)).toContain('继续整改');
    expect(await talk('tongduHead', `整改 ${no} 转给住建局`)).toContain(`${no} 转住建局办理`);
    expect(await talk('generalAffairs', `整改 ${no} 措施更换管道 期限12月20日`)).toContain('期限12月20日');
    expect(await talk('generalAffairs', `${short(no)}修好了`)).toContain(
      '等验收。有整改后照片的，直接发给我',
    );
    expect(await talk('tongdu', `${short(no)}看了 还漏`)).toContain(`${no} 已退回整改，已告诉整改人`);
    const again = await talk('generalAffairs', `整改 ${no} 换好了`);
    expect(again).toContain('等验收');
    expect(again).not.toContain('照片');
    expect(await talk('tongdu', `验收 ${no} 通过`)).toContain(`${no} 验收通过`);
    expect(await decided('tongduHead', `验收 ${no} 销号`)).toContain(`${no} 已销号`);
    expect(await talk('bureau', `验收 ${no} 复查 又漏了`)).toContain('回头查不合格，重新整改');
    expect(await stateOf(no)).toBe('rectifying');
    const seen = await talk('generalAffairs', `个案 ${no}`);
    expect(seen).toContain('整改人：柏木青；跟踪督办人：桑小满');
    expect(seen).toContain('11月24日 桑小满 退回：看了 还漏');
    expect(seen).toContain('转：住建局');
    expect(lastLine(seen)).toContain(no);
  });

  it('asks for whoever is missing', async () => {
    const no = await opened();
    expect(await talk('tongduHead', `分派 ${no}`)).toContain('谁来整改');
    expect(await talk('tongduHead', '柏木青')).toContain('谁来跟踪督办');
    expect(await talk('tongduHead', '桑小满')).toContain('已分派');
  });

  it.each<readonly [string, () => Promise<string>, PersonName, (no: string) => string]>([
    ['who reported it accepts', submitted, 'bureau', (no) => `验收 ${no} 通过`],
    ['who reported it sends it back', submitted, 'bureau', (no) => `验收 ${no} 还漏`],
    ['who rectified accepts', submitted, 'generalAffairs', (no) => `验收 ${no} 通过`],
    ['who follows up rectifies', () => assigned(), 'tongdu', (no) => `整改 ${no} 修好了`],
    ['who reported it strikes it off', accepted, 'bureau', (no) => `验收 ${no} 销号`],
  ])('needs another person where %s', async (_, make, who, line) => {
    const no = await make();
    const before = await stateOf(no);
    const reply = await talk(who, line(no));
    expect(reply).toContain('换一个人办');
    expect(lastLine(reply)).toBe(`个案 ${no}`);
    expect(await stateOf(no)).toBe(before);
  });

  it('takes one person for both for none', async () => {
    const no = await opened();
    expect(await talk('tongduHead', `分派 ${no} 整改人柏木青 督办人柏木青`)).toContain('两个人');
    expect(await stateOf(no)).toBe('reported');
  });

  it.each<readonly [string, () => Promise<string>, PersonName, (no: string) => string, string]>([
    ['it is not handed in', () => assigned(), 'tongdu', (no) => `验收 ${no} 通过`, '已派单'],
    ['it is not accepted', submitted, 'tongdu', (no) => `验收 ${no} 销号`, '待验收'],
    ['it is handed in already', submitted, 'generalAffairs', (no) => `整改 ${no} 修好了`, '待验收'],
    ['it does not wait', () => assigned(), 'generalAffairs', (no) => `整改 ${no} 继续整改`, '已派单'],
  ])('says where it stands and what works when %s', async (_, make, who, line, state) => {
    const no = await make();
    const reply = await talk(who, line(no));
    expect(reply).toContain(`${no} 现在是“${state}”`);
    for (const next of linesOf(reply).slice(1)) expect(next).toContain(no);
  });

  it('says for 销号 with the number of a hazard the line that does it', async () => {
    const no = await accepted();
    expect(lastLine(await talk('tongduHead', `销号 ${no}`))).toBe(`验收 ${no} 销号`);
    expect(await stateOf(no)).toBe('accepted');
  });

  it('offers lines that work', async () => {
    const no = await submitted();
    const lines = linesOf(await talk('tongdu', `验收 ${no} 销号`)).slice(1);
    expect(lines).toContain(`验收 ${no} 通过`);
    expect(await talk('tongdu', `验收 ${no} 通过`)).toContain('验收通过');
  });

  it('lets one of two officers in one second win and tells the other one what happened', async () => {
    const no = await submitted();
    const replies = await Promise.all([
      talk('tongdu', `验收 ${no} 通过`),
      talk('tongduHead', `验收 ${no} 通过`),
    ]);
    expect(replies.filter((reply) => reply.includes('验收通过，等销号'))).toHaveLength(1);
    expect(replies.filter((reply) => reply.includes('现在是“已验收，待销号”'))).toHaveLength(1);
  });

  it('tells whoever reported it what became of it, known or not', async () => {
    const no = await assigned('stranger');
    await talk('generalAffairs', `整改 ${no} 修好了`);
    await talk('tongdu', `验收 ${no} 通过`);
    await decided('tongduHead', `验收 ${no} 销号`);
    await chat.parts.relay.sweep();
    const heard = await talk('stranger', '帮助');
    // The others of this county who reported something that was struck off are told too.
    const pushed = { kind: 'own-report', target: /stranger|9901/ };
    const sent = await chat.app.database.mongo.collection('deliveries').countDocuments(pushed);
    expect(heard.includes(`您上报的隐患 ${no}`) || sent >= 1).toBe(true);
    const seen = await talk('stranger', `个案 ${no}`);
    expect(seen).toContain('已销号');
    expect(seen).not.toContain('柏木青');
  });

  it('says nothing of it in a group', async () => {
    const no = await submitted();
    const reply = await talk('tongdu', `验收 ${no} 通过`, 'tongdu');
    expect(reply).not.toContain('通过，等销号');
    expect(await stateOf(no)).toBe('submitted');
  });
});
