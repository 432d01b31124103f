import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;

describe.each(PLATFORMS)('what begins as no suspicion on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  const stateOf = async (no: string) => (await chat.parts.services.dropouts.find(no))?.state;

  it.each([
    ['报辍学 桐渡镇初级中学 七年级 女 线索 未报到', 'lead'],
    ['报辍学 桐渡镇初级中学 七年级 女 开学未报到', 'lead'],
    ['报辍学 桐渡镇初级中学 七年级 男 数据比对', 'lead'],
    ['报辍学 桐渡镇初级中学 关注 八年级 男 连续请假', 'watched-signs'],
    ['报辍学 桐渡镇初级中学 九年级 女 成绩陡降 重点关注', 'watched-signs'],
    ['报辍学 桐渡镇初级中学 疑似 七年级 男 数据比对', 'suspected'],
    ['报辍学 桐渡镇初级中学 八年级 男 10天没来 请多关注', 'suspected'],
  ] as const)('%s is kept as %s', async (line, state) => {
    const reply = await talk('principal', line);
    expect(await stateOf(numberIn(reply))).toBe(state);
    expect(reply.includes('不计入统计')).toBe(state !== 'suspected');
  });

  it('is verified, which makes a suspicion of it, or dismissed by the township', async () => {
    const told = await talk('principal', '报辍学 桐渡镇初级中学 七年级 女 线索 未报到');
    const no = numberIn(told);
    expect(told).toContain(`认定 ${no} 属实`);
    expect(await talk('principal', `认定 ${no} 属实`)).toContain('转为疑似');
    expect(await stateOf(no)).toBe('suspected');

    const other = numberIn(await talk('principal', '报辍学 桐渡镇初级中学 关注 连续请假'));
    expect(await talk('principal', `认定 ${other} 不属实`)).toContain('由乡镇、教育局的同志办');
    expect(lastLine(await talk('tongdu', `认定 ${other} 不属实 孩子一直在校`))).toBe('确认');
    expect(await talk('tongdu', '确认')).toContain('经核不属实');
    expect(await stateOf(other)).toBe('dismissed');
  });

  it('is taken back like a suspicion', async () => {
    const no = numberIn(await talk('teacher', '报辍学 桐渡镇初级中学 线索 未报到'));
    expect(await talk('teacher', '撤回')).toContain('已撤回');
    expect(await stateOf(no)).toBe('withdrawn');
  });

  it('is not counted', async () => {
    const before = await talk('tongdu', '查 辍学');
    await talk('tongdu', '报辍学 桐渡镇中心小学 线索');
    await talk('tongdu', '报辍学 桐渡镇中心小学 关注');
    expect(await talk('tongdu', '查 辍学')).toBe(before);
  });
});

describe.each(PLATFORMS)('a child who was back, reported as new on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('is asked about once, and goes on in the same file or is another child', async () => {
    const line = '报辍学 桐渡镇初级中学 疑似 八年级 姓名：欧阳测试';
    const no = numberIn(await talk('principal', line));
    const { dropouts } = chat.parts.services;
    const by = { key: 'wecom:x', person: 'x', role: 'township' };
    await dropouts.decide(
      no,
      { move: 'returned', placement: '普通班' },
      { by, at: clock.now() },
    )(`back-${no}`);
    const asked = await talk('principal', line);
    expect(asked).toContain('是同一个孩子又没来吗？');
    expect(asked).toContain(`复学 ${no} 又没来`);
    expect(lastLine(asked)).toBe('确认');
    expect(await talk('principal', '取消')).toContain('没有办理');
    await talk('principal', line);
    expect(numberIn(await talk('principal', '确认'))).not.toBe(no);
    // Another area hears nothing of it, and a group neither.
    expect(await talk('liuchaPrincipal', `报辍学 柳汊镇初级中学 疑似 姓名：欧阳测试`)).not.toContain(no);
    expect(await talk('tongdu', '报辍学 桐渡镇 疑似', 'tongdu')).not.toContain('又没来');
  });
});
