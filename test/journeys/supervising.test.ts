import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSupervisionItems } from '../../src/supervision/items.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { linesOf, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;
const opened = async (): Promise<string> =>
  numberIn(await talk('teacher', '报隐患 桐渡镇初级中学 食堂 燃气报警器失灵'));
const issued = async (): Promise<string> =>
  /B\d{2}-\d{4,}-[A-Z]/.exec(await talk('bureau', `督办 ${await opened()} 3天内 请先关阀停用`))?.[0] ?? '';
const signed = async (): Promise<string> => {
  const no = await issued();
  await talk('principal', `督办 ${no} 回执 已更换，已完成`);
  return no;
};
const stateOf = async (no: string) => (await chat.parts.services.supervisions.find(no))?.state;

describe.each(PLATFORMS)('督办 on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('is answered, signed by the head of the school, sent back, answered again and ended', async () => {
    const about = await opened();
    const short = String(Number(/-(\d+)-/.exec(about)?.[1])).padStart(3, '0');
    const said = await talk('bureau', `${short}督办 3天内 请先关阀停用`);
    expect(said).toContain(`：${about}，11月27日前回执，由校长签字`);
    const no = /B\d{2}-\d{4,}-[A-Z]/.exec(said)?.[0] ?? '';
    expect(await talk('principal', '待办')).toContain(`${no}（${about}）11月27日前`);
    expect(await talk('teacher', `督办 ${no} 回执 已更换报警器，已完成`)).toContain('等校长签字');
    expect(await stateOf(no)).toBe('issued');
    expect(await talk('principal', `督办 ${no} 签字`)).toContain('回执已签字（已完成）');
    expect(await talk('principal', '待办')).not.toContain(no);
    expect(await talk('bureau', `督办 ${no} 退回 请补照片`)).toContain('已退回');
    expect(await talk('principal', `督办 ${no} 签字`)).toContain('还没有写好的回执可签');
    expect(await talk('principal', `督办 ${no} 回执 还没有完成，正在施工`)).toContain('还没有完成');
    expect(await talk('bureau', `督办 ${no} 办结`)).toContain('已办结');
    const shown = await talk('principal', `督办 ${no}`);
    expect(shown).toContain('要求：请先关阀停用');
    expect(shown).toContain('宁可行 签字回执：已更换报警器，已完成（已完成）');
    expect(shown).toContain('卞知秋 退回：请补照片');
  });

  it('is about a case too', async () => {
    const no = numberIn(await talk('teacher', '报辍学 桐渡镇初级中学 疑似 八年级 男 厌学'));
    expect(await talk('tongdu', `督办 ${no} 5天内 请家访一次`)).toContain(`：${no}，11月29日前回执`);
    expect(await talk('liucha', '督办')).toContain('没有在办的督办');
  });

  it.each<readonly [string, () => Promise<string>, PersonName, (no: string) => string, string]>([
    ['a school issues one', opened, 'principal', (no) => `督办 ${no} 3天内`, '由教育局、乡镇的同志发出'],
    ['a teacher signs', issued, 'teacher', (no) => `督办 ${no} 签字`, '不在您的工作范围'],
    ['nothing is written to be signed', issued, 'principal', (no) => `督办 ${no} 签字`, '还没有写好'],
    ['who issued it answers', issued, 'bureau', (no) => `督办 ${no} 回执 已完成`, '范围'],
    ['nothing is said', issued, 'principal', (no) => `督办 ${no} 回执`, '没有写明内容'],
    ['it is not answered', issued, 'bureau', (no) => `督办 ${no} 办结`, '现在是“等回执”'],
    ['it is answered already', signed, 'principal', (no) => `督办 ${no} 回执 已完成`, '现在是“已回执'],
    ['a school ends it', signed, 'principal', (no) => `督办 ${no} 办结`, '范围'],
    ['another school looks', issued, 'vicePrincipal', (no) => `督办 ${no}`, '没有'],
  ])('is refused with lines that work where %s', async (_, make, who, line, why) => {
    const no = await make();
    const before = await stateOf(no);
    const reply = await talk(who, line(no));
    expect(reply).toContain(why);
    expect(linesOf(reply).length).toBeGreaterThan(1);
    expect(await stateOf(no)).toBe(before);
  });

  it('asks the unit the day before it is due, and tells whoever issued it once it is over', async () => {
    const no = await issued();
    const { supervisions, people } = chat.parts.services;
    const text = ((_name: string, data: object) => JSON.stringify(data)) as never;
    const items = createSupervisionItems({ supervisions, text, bureau: 'county' });
    expect(await items('2026-11-25')).toEqual([]);
    const asked = (await items('2026-11-26')).find(({ key }) => key === `supervision:${no}:due`);
    expect(asked).toMatchObject({ audience: 'school' });
    const over = (await items('2026-11-28')).find(({ key }) => key === `supervision:${no}:over`);
    const issuer = (await people.everyone()).find(({ name }) => name === '卞知秋');
    expect(over).toMatchObject({ audience: 'bureau', person: issuer?.id });
  });
});
