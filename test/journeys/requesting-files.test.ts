import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, PEOPLE, type PersonName, type Talk, talkTo } from './wangxi.ts';

describe.each(PLATFORMS)('a file that is another township’s, on %s', (platform) => {
  let chat: TestChat;
  let talk: Talk;
  let no: string;
  beforeAll(async () => {
    chat = await chatInWangxi();
    talk = talkTo(chat, platform);
    no = numberIn(
      await talk('tongdu', '报辍学 桐渡镇初级中学 疑似 八年级(2)班 男 姓名：欧阳测试 电话 13912345678'),
    );
  });
  afterAll(() => chat.stop());

  /** How often somebody was told something that is theirs to work on, by whichever of their accounts. */
  const toldTo = async (who: PersonName): Promise<number> => {
    const told = (await chat.app.outbox.list({ limit: 50 })).filter(({ kind }) => kind === 'assigned');
    return told.filter(({ target }) => Object.values(PEOPLE[who]).includes(target.id as never)).length;
  };
  const entries = async () => (await chat.app.built.services.dropouts.find(no))?.entries ?? [];

  it('answers whoever asks the same, whether there is such a number or not', async () => {
    const real = await talk('liuchaPrincipal', `申请 ${no} 孩子转到我校`);
    expect(real).toContain('已收到申请');
    expect(await talk('liuchaPrincipal', '申请 K26-0433-H 孩子转到我校')).toBe(real);
    expect(real).not.toMatch(/桐渡|欧阳|八年级/);
    expect(await talk('liuchaPrincipal', `个案 ${no}`)).toContain('没有查到');
  });

  it('keeps one request of one person, however often they ask', async () => {
    await talk('liuchaPrincipal', `申请 ${no} 孩子转到我校，急`);
    expect((await entries()).filter(({ kind }) => kind === 'requested')).toHaveLength(1);
  });

  it('tells the township of the child once, and keeps the reason under seal', async () => {
    for (const who of ['tongdu', 'tongduHead'] as const) expect(await toldTo(who)).toBe(1);
    for (const who of ['liucha', 'principal', 'bureau'] as const) expect(await toldTo(who)).toBe(0);
    const [request] = (await entries()).filter(({ kind }) => kind === 'requested');
    expect(request?.said?.words).toBe('孩子转到我校');
  });

  it.each(['liuchaPrincipal', 'liucha', 'teacher', 'principal', 'village', 'auditor', 'stranger'] as const)(
    'is granted by none of those who may not: %s',
    async (who) => {
      await talk(who, `申请 同意 ${no}`);
      await talk(who, '确认');
      expect((await entries()).some(({ kind }) => kind === 'granted')).toBe(false);
    },
  );

  it('is seen once it is granted, masked and without phone, and nothing else of it is theirs', async () => {
    const asked = await talk('tongdu', `申请 同意 ${no}`);
    expect(asked).toContain('阮小雪');
    expect(asked).toContain('孩子转到我校');
    expect(lastLine(asked)).toBe('确认');
    expect(await talk('tongdu', '确认')).toContain('已同意');
    // At once where a channel reaches them, else at their next private message.
    const waited = (await talk('liuchaPrincipal', '你好')).includes(`个案 ${no}`);
    expect((await toldTo('liuchaPrincipal')) + Number(waited)).toBe(1);
    const view = await talk('liuchaPrincipal', `个案 ${no}`);
    expect(view).toContain('桐渡镇初级中学');
    expect(view).not.toMatch(/欧阳测试|13912345678/);
    expect(await talk('liuchaPrincipal', '名单')).toContain(no);
    expect(await talk('liuchaPrincipal', `${no} 电话`)).not.toContain('13912345678');
    expect(await talk('liuchaPrincipal', `改 ${no} 年级 九年级`)).not.toContain('→');
    expect(await talk('liucha', `个案 ${no}`)).toContain('没有查到');
    expect(await talk('tongdu', `申请 同意 ${no}`)).toContain('没有等答复的申请');
  });

  it('stays unseen where it was refused', async () => {
    await talk('liucha', `申请 ${no} 想了解一下`);
    await talk('bureau', `申请 拒绝 ${no}`);
    expect(await talk('bureau', '确认')).toContain('没有同意');
    expect(await talk('liucha', `个案 ${no}`)).toContain('没有查到');
  });

  it('needs a reason and a number, and no request where it is in sight', async () => {
    expect(lastLine(await talk('liucha', '申请'))).toBe('申请 K26-0433-H 孩子转到我校');
    expect(lastLine(await talk('liucha', `申请 ${no}`))).toBe(`申请 ${no} 孩子转到我校`);
    expect(lastLine(await talk('principal', `申请 ${no} 看看`))).toBe(`个案 ${no}`);
    expect(await talk('liucha', `申请 ${no} 孩子转到我校`, 'liucha')).not.toContain('已收到');
  });
});
