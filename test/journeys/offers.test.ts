import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn } from './talk.ts';
import { chatInWangxi, type GroupName, PEOPLE, type PersonName, talkTo } from './wangxi.ts';

const NOW = new Date('2026-12-01T09:00:00+08:00');
const clock = fixedClock(NOW);

describe.each(['wecom', 'dingtalk'] as const)('what is said in plain words, on %s', (platform) => {
  let chat: TestChat;
  const later = (minutes: number) => clock.set(new Date(clock.now().getTime() + minutes * 60_000));
  const say = (who: PersonName, text: string, group?: GroupName) => {
    later(1);
    return talkTo(chat, platform).raw(who, text, {
      at: clock.now(),
      ...(group === undefined ? {} : { group }),
    });
  };
  const open = async (what: '辍学' | '隐患') =>
    Number(/合计 (\d+)/.exec(await say('bureau', `查 ${what}`))?.[1]);

  beforeAll(async () => {
    clock.set(NOW);
    chat = await chatInWangxi({ clock });
  });
  afterAll(() => chat.stop());

  it('is offered with what was understood, and filed by 是 from the words first said', async () => {
    const before = await open('辍学');
    const offer = await say('teacher', '八四班有个男娃从上周四起就不来上课了');
    expect(offer).toContain('桐渡镇初级中学，八年级4班，男，11月26日起');
    expect(lastLine(offer)).toBe('是');
    expect(await open('辍学')).toBe(before);
    expect(await say('teacher', '嗯 帮我登记')).toMatch(/已登记 K26-.*八年级4班，11月26日起/);
    expect(await open('辍学')).toBe(before + 1);
  });
  it('is corrected before it is filed', async () => {
    await say('teacher', '初二有个女生半个月没来上学了');
    expect(await say('teacher', '不对，是初三')).toContain('九年级');
    expect(await say('teacher', '1')).toMatch(/已登记 K26-.*九年级/);
  });
  it('is dropped by a no, and a yes said later files nothing', async () => {
    const before = await open('隐患');
    await say('principal', '操场篮球架松动');
    expect(await say('principal', '算了 我先问问')).toContain('没有登记');
    await say('principal', '是');
    await say('principal', '操场篮球架松动');
    later(11);
    expect(await say('principal', '是')).toContain('已过十分钟');
    expect(await open('隐患')).toBe(before);
  });
  it('several hazards are offered at once and filed one by one', async () => {
    const offer = await say('principal', '桐渡镇中心小学 灭火器过期了，还有楼梯扶手松了');
    expect(offer).toContain('分别登记2处隐患');
    expect((await say('principal', '是')).match(/已登记 Y26-/g)).toHaveLength(2);
  });
  it('several children behind one 报辍学 are a file each, or none is made', async () => {
    const receipts = await say(
      'tongdu',
      '报辍学\n1、桐渡镇枫树小学 三年级 男 厌学\n2、桐渡镇初级中学 初一 女',
    );
    expect(receipts.match(/已登记 K26-/g)).toHaveLength(2);
    expect(await say('tongdu', '报辍学 桐渡镇枫树小学四年级双胞胎兄弟跟爸妈去外省了')).toContain('没有登记');
  });
  it('a cry in everyday words is heard, and what only sounds like one is not', async () => {
    expect(await say('teacher', '校医室躺着一个娃喊不答应')).toMatch(
      /^\*\*人命要紧.*\n已记为突发事件初报 T26-/,
    );
    for (const talk of [
      '我小时候也落过水 你们多讲讲防溺水',
      '转发：某县小学踩踏 请各校引以为戒',
      '水塘边的救命杆不见了',
    ])
      expect(await say('teacher', talk)).not.toContain('T26-');
  });
  it('what is not clear is offered by number, with the phone line, and stores nothing', async () => {
    const before = await open('辍学');
    const unclear = await say('tongdu', '还是老样子');
    expect(unclear).toContain('还没有登记任何内容');
    expect(unclear).toContain('值班电话');
    expect(await open('辍学')).toBe(before);
  });
  it('in a group the offer repeats nothing that was said', async () => {
    const offer = await say('tongdu', '食堂的燃气报警器失灵了', 'tongdu');
    expect(offer).toContain('登记一处隐患');
    expect(offer).not.toContain('燃气');
    expect(await say('tongdu', '是', 'tongdu')).toContain('已登记 Y26-');
  });
  it('a place that two townships have, and one that is missing, are asked for at once', async () => {
    const which = await say('bureau', '栗坳 有个三年级的娃两周没来上学');
    expect(which).toContain('还没有登记');
    expect(which).toMatch(/1 栗坳镇\n2 梨坳乡|1 梨坳乡\n2 栗坳镇/);
    expect(await say('bureau', '学校的护栏松了')).toContain('隐患在哪个学校');
    expect(await say('bureau', '取消')).not.toContain('已登记');
  });
  it('words that only hold a place describe nothing', async () => {
    const before = await open('隐患');
    for (const line of ['报隐患 桐渡镇 部位和情况', '报隐患 桐渡镇 XX', '报隐患 桐渡镇 1'])
      expect(await say('tongdu', line)).toContain('是什么隐患？');
    await say('tongdu', '取消');
    expect(await open('隐患')).toBe(before);
  });
  it('a child told of in a group without a name is filed by 是 there, without a word of it', async () => {
    const before = await open('辍学');
    const offer = await say('tongdu', '枫树小学有个四年级的娃国庆后就没来过', 'tongdu');
    expect(offer).toContain('撤回');
    expect(offer).not.toMatch(/枫树|四年级/);
    expect(await say('tongdu', '是', 'tongdu')).toMatch(/已登记 K26-.*（桐渡镇）/);
    expect(await open('辍学')).toBe(before + 1);
  });
  it('a slip in the word is offered like plain words', async () => {
    expect(lastLine(await say('tongdu', '报隐换 桐渡镇枫树小学 厕所灯坏了'))).toBe('是');
    expect(await say('tongdu', '是')).toMatch(/已登记 Y26-.*厕所灯坏了/);
  });
  it('behind one 报隐患 each place is a hazard of its own', async () => {
    const receipts = await say('tongdu', '报隐患\n枫树小学 扶手晃得厉害\n老鹰岩小学 水井没盖');
    expect(receipts.match(/已登记 Y26-/g)).toHaveLength(2);
    const mixed = await say('principal', '八2班有个男生没来上学，另外操场护栏松动');
    expect(mixed).toContain('1个疑似辍学的孩子、1处隐患');
    expect(await say('principal', '是')).toMatch(/已登记 K26-[\s\S]*已登记 Y26-/);
  });
  it('a picture that came with the words is of what is filed by 是', async () => {
    later(1);
    const sender = PEOPLE.principal[platform];
    const attachments = [{ kind: 'image' as const, downloadCode: `offered-${platform}` }];
    await chat.hear('宿舍二楼的护栏松了', { platform, sender, attachments });
    const no = numberIn(await say('principal', '是'));
    const photos = chat.base.database.mongo.collection('photos');
    expect(await photos.countDocuments({ fileNo: no })).toBe(1);
  });
  it('a thing that broke or is about to is a hazard, and somebody out all night is none', async () => {
    expect(await say('principal', '校门对面的招牌快掉下来了')).toContain('登记一处隐患');
    await say('principal', '不是');
    expect(await say('principal', '操场护栏被货车撞断了一截')).not.toContain('T26-');
    await say('principal', '不是');
    expect(await say('village', '我孙女一晚上没回来')).toContain('T26-');
  });
  it('that child, told of before anything was reported, is a report', async () => {
    expect(await say('liucha', '柳汊初中八1班那个女生上周二起没露面了')).toContain(
      '八年级1班，女，11月24日起',
    );
    await say('liucha', '不是');
  });
});
