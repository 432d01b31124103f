import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn, type PlatformName } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let on: Readonly<Record<PlatformName, Talk>>;

beforeAll(async () => {
  chat = await chatInWangxi({ clock });
  on = { wecom: talkTo(chat, 'wecom'), dingtalk: talkTo(chat, 'dingtalk') };
});
afterAll(() => chat.stop());

/** What everybody does first they do on WeCom; who may not go on tries it from their other account. */
const does = async (who: PersonName, line: string, platform: PlatformName = 'wecom'): Promise<string> => {
  const asked = await on[platform](who, line);
  return lastLine(asked) === '确认' ? on[platform](who, '确认') : asked;
};
const fileOf = async (no: string) => {
  const file = await chat.parts.services.hazards.find(no);
  if (file === undefined) throw new Error(`no hazard ${no}`);
  return file;
};
let spot = 0;
const reported = async (who: PersonName = 'bureau'): Promise<string> => {
  spot += 1;
  const heard = await does(who, `报隐患 桐渡镇中心小学 ${spot}号楼 漏水`);
  return numberIn(heard.slice(heard.indexOf('已登记 ')));
};
const assigned = async (who?: PersonName): Promise<string> => {
  const no = await reported(who);
  await does('tongduHead', `分派 ${no} 整改人柏木青 督办人桑小满`);
  return no;
};
const submitted = async (who?: PersonName): Promise<string> => {
  const no = await assigned(who);
  await does('generalAffairs', `整改 ${no} 修好了`);
  return no;
};
const accepted = async (who?: PersonName): Promise<string> => {
  const no = await submitted(who);
  await does('tongdu', `验收 ${no} 通过`);
  return no;
};
const closed = async (who?: PersonName): Promise<string> => {
  const no = await accepted(who);
  await does('tongduHead', `验收 ${no} 销号`);
  return no;
};
/** Somebody who is nobody's rectifier hands it in. */
const handedInByOther = async (): Promise<string> => {
  const no = await assigned();
  await does('vicePrincipal', `整改 ${no} 修好了`);
  return no;
};

describe('one person with two accounts', () => {
  it.each<readonly [string, () => Promise<string>, PersonName, (no: string) => string]>([
    ['who reported it accepts', () => submitted('vicePrincipal'), 'vicePrincipal', (no) => `验收 ${no} 通过`],
    ['who reported it sends it back', () => submitted('tongdu'), 'tongdu', (no) => `验收 ${no} 退回 还漏`],
    ['who reported it strikes it off', () => accepted('tongduHead'), 'tongduHead', (no) => `验收 ${no} 销号`],
    ['who rectifies it accepts', submitted, 'generalAffairs', (no) => `验收 ${no} 通过`],
    ['who rectifies it sends it back', submitted, 'generalAffairs', (no) => `验收 ${no} 退回 还漏`],
    ['who handed it in accepts', handedInByOther, 'vicePrincipal', (no) => `验收 ${no} 通过`],
    ['who follows up rectifies', () => assigned(), 'tongdu', (no) => `整改 ${no} 修好了`],
    ['who follows up plans', () => assigned(), 'tongdu', (no) => `整改 ${no} 措施换管道`],
    ['who rectifies it looks again', closed, 'generalAffairs', (no) => `验收 ${no} 复查 完好`],
    ['who accepted it looks again', closed, 'tongdu', (no) => `验收 ${no} 复查 完好`],
  ])('does not do both: %s', async (_, make, who, line) => {
    const no = await make();
    const before = await fileOf(no);
    expect(await does(who, line(no), 'dingtalk')).toContain('换一个人办');
    expect((await fileOf(no)).entries).toHaveLength(before.entries.length);
  });

  it('does not take back what they decided themselves', async () => {
    const no = await reported('vicePrincipal');
    await does('bureau', `整改 ${no} 转给住建局`);
    expect(await does('bureau', `更正 ${no} 弄错了`, 'dingtalk')).toContain('换一个人');
    expect((await fileOf(no)).state).toBe('referred');
    await does('leader', `更正 ${no} 弄错了`, 'dingtalk');
    expect((await fileOf(no)).state).toBe('reported');
  });

  it('does not make away with what they rectify by joining it to another one', async () => {
    const [no, other] = [await assigned(), await reported()];
    expect(await does('generalAffairs', `并案 ${no} ${other}`, 'dingtalk')).toContain('换一个人');
    expect((await fileOf(no)).state).toBe('assigned');
  });
});

describe('one hazard in the hands of five people on both platforms', () => {
  it('is rejected, paused, referred, struck off, looked at again and opened again', async () => {
    const no = await reported('village');
    const short = String(Number(/-(\d+)-/.exec(no)?.[1])).padStart(3, '0');
    const steps: readonly (readonly [PersonName, PlatformName, string, string])[] = [
      ['tongduHead', 'dingtalk', `分派 ${no} 整改人柏木青 督办人桑小满`, 'assigned'],
      ['generalAffairs', 'wecom', `${short}没钱 要8万`, 'paused'],
      ['generalAffairs', 'dingtalk', `整改 ${no} 钱到位了`, 'rectifying'],
      ['tongduHead', 'wecom', `${short}转水利局`, 'referred'],
      ['generalAffairs', 'dingtalk', `整改 ${no} 继续整改`, 'rectifying'],
      ['generalAffairs', 'wecom', `${short}修好了`, 'submitted'],
      ['tongdu', 'dingtalk', `${short}看了 还漏`, 'rejected'],
      ['generalAffairs', 'wecom', `${short}修好了`, 'submitted'],
      ['tongdu', 'dingtalk', `验收 ${no} 通过`, 'accepted'],
      ['tongduHead', 'wecom', `验收 ${no} 销号`, 'closed'],
      ['bureau', 'dingtalk', `验收 ${no} 复查 完好`, 'closed'],
      ['bureau', 'wecom', `验收 ${no} 复查 又漏了`, 'rectifying'],
    ];
    for (const [who, platform, line, state] of steps) {
      await does(who, line, platform);
      expect([line, (await fileOf(no)).state]).toEqual([line, state]);
    }
    const file = await fileOf(no);
    expect(file.entries.map(({ kind }) => kind)).toEqual([
      ...['reported', 'assigned', 'paused', 'resumed', 'referred', 'resumed', 'submitted', 'rejected'],
      ...['submitted', 'accepted', 'closed', 'rechecked', 'reopened'],
    ]);
    expect(new Set(file.entries.map(({ by }) => by.person)).size).toBe(5);
  });
});

describe('a message about a hazard that is run again', () => {
  it.each<readonly [string, () => Promise<string>, PersonName, (no: string) => string]>([
    ['分派', reported, 'tongduHead', (no) => `分派 ${no} 整改人柏木青 督办人桑小满`],
    ['整改', assigned, 'generalAffairs', (no) => `整改 ${no} 修好了`],
    ['没钱', assigned, 'generalAffairs', (no) => `整改 ${no} 没钱 要8万`],
    ['转', assigned, 'tongduHead', (no) => `整改 ${no} 转给水利局`],
    ['通过', submitted, 'tongdu', (no) => `验收 ${no} 通过`],
    ['退回', submitted, 'tongdu', (no) => `验收 ${no} 退回 还漏`],
    ['判定', () => reported('vicePrincipal'), 'tongduHead', (no) => `判定 ${no} 重大 第8条`],
    ['复查', closed, 'bureau', (no) => `验收 ${no} 复查 又坏了`],
  ])('answers the same and changes nothing: %s', async (name, make, who, line) => {
    const no = await make();
    // What is told above a receipt is told once.
    await does(who, '帮助');
    const id = `again-${name}`;
    const first = await on.wecom.raw(who, line(no), { id });
    const { entries } = await fileOf(no);
    expect(await on.wecom.raw(who, line(no), { id })).toBe(first);
    expect((await fileOf(no)).entries).toEqual(entries);
  });
});
