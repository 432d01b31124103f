import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

describe.each(PLATFORMS)('what was told wrongly of a child, on %s', (platform) => {
  let chat: TestChat;
  let talk: Talk;
  let no: string;
  beforeAll(async () => {
    chat = await chatInWangxi();
    talk = talkTo(chat, platform);
    no = numberIn(await talk('teacher', '报辍学 桐渡镇初级中学 疑似 八年级(2)班 男 姓名：欧阳测试'));
  });
  afterAll(() => chat.stop());

  it.each([
    ['年级 九年级', '年级：八年级 → 九年级'],
    ['性别 女', '性别：男 → 女'],
    ['姓名：欧阳测验', '姓名：欧阳＊试 → 欧阳＊验'],
    ['监护人：欧阳山 电话 13912345678', '电话：未填 → 139＊＊＊＊5678'],
    ['原因 厌学', '原因：未填 → 厌学'],
    ['学校 桐渡镇中心小学', '学校：桐渡镇初级中学 → 桐渡镇中心小学'],
    ['发现方式：数据比对', '发现方式：未填 → 数据比对'],
  ])('is put right, old beside new: %s', async (said, told) => {
    const reply = await talk('tongdu', `改 ${no} ${said}`);
    expect(reply).toContain(told);
    expect(reply).not.toMatch(/欧阳测|13912345678/);
    expect(lastLine(reply)).toBe(`个案 ${no}`);
  });

  it('keeps what stood there, for who works on the file', async () => {
    expect(await talk('tongdu', `个案 ${no} 经过`)).toContain('改了资料：年级 八年级→九年级');
    expect(await talk('auditor', `个案 ${no} 经过`)).not.toContain('八年级→');
    expect(await talk('tongdu', `个案 ${no}`)).toContain('桐渡镇中心小学 九年级');
  });

  it('is put right in spoken words beside the number', async () => {
    expect(await talk('tongdu', `${no} 年级改成七年级`)).toContain('年级：九年级 → 七年级');
  });

  it('is asked for where nothing was said, with a line that works', async () => {
    expect(lastLine(await talk('tongdu', `改 ${no}`))).toBe(`改 ${no} 年级 六年级`);
    expect(await talk('tongdu', `改 ${no} 年级 六年级`)).toContain('→ 六年级');
  });

  it('moves a child to another township by the bureau alone', async () => {
    const line = `改 ${no} 学校 柳汊镇初级中学`;
    expect(await talk('tongdu', line)).toContain('没有改动');
    expect(await talk('liucha', `个案 ${no}`)).toContain('没有查到');
    expect(await talk('bureau', line)).toContain('→ 柳汊镇初级中学');
    expect(await talk('liucha', `个案 ${no}`)).toContain('柳汊镇初级中学');
    expect(await talk('tongdu', `个案 ${no}`)).toContain('没有查到');
    await talk('bureau', `改 ${no} 学校 桐渡镇初级中学`);
  });

  it.each(['liucha', 'auditor', 'leader', 'officer6', 'stranger'] as const)(
    'is not put right by %s',
    async (who) => {
      expect(await talk(who, `改 ${no} 年级 九年级`)).not.toContain('→');
    },
  );

  it('is not put right in a group, nor in what was taken back', async () => {
    expect(await talk('tongdu', `改 ${no} 年级 九年级`, 'tongdu')).not.toContain('→');
    const gone = numberIn(await talk('tongdu', '报辍学 桐渡镇初级中学 疑似 男'));
    await talk('tongdu', `撤回 ${gone}`);
    const reply = await talk('tongdu', `改 ${gone} 性别 女`);
    expect(reply).toContain('已撤回');
    expect(lastLine(reply)).toBe(`个案 ${gone}`);
  });
});
