import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;

const decided = async (who: PersonName, line: string): Promise<string> => {
  const asked = await talk(who, line);
  return lastLine(asked) === '确认' ? talk(who, '确认') : asked;
};
const opened = async (who: PersonName = 'principal', more = ''): Promise<string> =>
  numberIn(await talk(who, `报辍学 桐渡镇初级中学 疑似 八年级(2)班 男 ${more}`));
const recognised = async (): Promise<string> => {
  const no = await opened();
  await talk('tongdu', `认定 ${no} 已核`);
  await decided('bureau', `认定 ${no} 同意`);
  return no;
};
const find = async (no: string) => chat.parts.services.dropouts.find(no);

describe.each(PLATFORMS)('correcting, merging and transferring on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('takes a wrong decision back by a second person, with a reason, and tells who made it', async () => {
    const no = await recognised();
    expect(await talk('bureau', `更正 ${no} 看错了`)).toContain('须换一个人办');
    expect(await talk('leader', `更正 ${no}`)).toContain('理由是什么');
    const asked = await talk('leader', '孩子一直在特校');
    expect(asked).toContain('撤销卞知秋11月24日的“认定为辍学”，回到“疑似，待核”');
    expect(await talk('leader', '确认')).toContain('已更正，现在是“疑似，待核”');
    expect(await find(no)).toMatchObject({ state: 'suspected', heads: { relapse: false } });
    // Where a private channel is, it is pushed; else it is read at the next word.
    const pushed = await chat.base.database.mongo.collection('deliveries').countDocuments();
    const read = await talk('bureau', '谢谢');
    if (pushed === 0) expect(read).toContain(`您11月24日办的 ${no}“认定为辍学”，已由岑立夏更正`);
    else expect(pushed).toBe(1);
  });

  it('has nothing to correct where nothing was decided', async () => {
    const no = await opened();
    expect(await talk('leader', `更正 ${no} 看错了`)).toContain('不能这样办');
  });

  it('leaves 更正 to answers of duties for whoever may not correct', async () => {
    expect(await talk('principal', '更正 0')).not.toContain('不在您的工作范围');
    expect(await talk('tongdu', `更正 ${await opened()} 看错了`)).toContain('不在您的工作范围');
  });

  it('merges two files of one child, and parts them again', async () => {
    const one = await opened('principal', '姓名：欧阳测试');
    const two = await opened('tongdu', '姓名：欧阳测试');
    const asked = await talk('tongdu', `并案 ${one} ${two}`);
    expect(asked).toContain(`${one}：桐渡镇初级中学 八年级2班 男 欧`);
    expect(asked).not.toContain('欧阳测试');
    expect(lastLine(asked)).toBe('确认');
    expect(await talk('tongdu', '确认')).toContain(`${one} 已并入 ${two}`);
    expect(await find(one)).toMatchObject({ state: 'merged', heads: { mergedInto: two, bucket: 'merged' } });
    expect((await find(two))?.entries.at(-1)).toMatchObject({ kind: 'joined', data: { other: one } });
    expect(await decided('tongdu', `并案 ${one} 拆开`)).toContain(`${one} 已拆开，现在是“疑似，待核”`);
    expect((await find(two))?.entries.at(-1)).toMatchObject({ kind: 'parted' });
  });

  it('asks for the other number, and finds none out of reach', async () => {
    const one = await opened();
    expect(await talk('tongdu', `并案 ${one}`)).toContain('并入哪一件');
    await talk('tongdu', '取消');
    const other = numberIn(await talk('liucha', '报辍学 柳汊镇初级中学 疑似'));
    expect(await talk('tongdu', `并案 ${one} ${other}`)).toContain('没有查到这个编号');
    expect(await talk('bureau', `并案 ${one} ${one}`)).toContain('要并入的那一件不能并入');
  });

  it('keeps a child counted who leaves, until the receiving place confirms', async () => {
    const no = await recognised();
    expect(await talk('principal', `转出 ${no}`)).toContain('转到哪里');
    expect(await talk('principal', '邻县第二中学')).toContain('仍算本县');
    expect(await find(no)).toMatchObject({ state: 'transferring', open: true });
    expect(await talk('bureau', `转出 ${no} 确认`)).toContain('凭什么确认就读');
    const asked = await talk('bureau', '邻县第二中学就读证明');
    expect(asked).toContain('去向：邻县第二中学');
    expect(await talk('bureau', '确认')).toContain('已移出');
    expect(await find(no)).toMatchObject({ state: 'transferred', open: false });
  });

  it('does not let who registered the leaving confirm it', async () => {
    const no = await recognised();
    await talk('bureau', `转出 ${no} 邻县`);
    expect(await decided('bureau', `转出 ${no} 确认 就读证明`)).toContain('须换一个人办');
    expect(await decided('admin', `转出 ${no} 确认 就读证明`)).toContain('已移出');
  });
});
