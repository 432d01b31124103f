import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, PEOPLE, type Talk, talkTo } from './wangxi.ts';

describe.each(PLATFORMS)('a stranger’s word about a child, on %s', (platform) => {
  let chat: TestChat;
  let talk: Talk;
  beforeAll(async () => {
    chat = await chatInWangxi();
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  const leads = () =>
    chat.app.database.mongo
      .collection<{ _id: string; no: string; areaId: string }>('dropouts')
      .find({ state: 'lead' })
      .sort({ serial: 1 })
      .toArray();

  it.each([
    '报辍学 桐渡镇 疑似',
    '报辍学 桐渡镇初级中学 姓名：欧阳测试 八年级2班 女 没来上学',
    '报辍学 桐渡镇 砖厂有童工，一个男孩在搬砖',
    '报隐患 桐渡镇 砖厂用童工',
    '报隐患 桐渡镇枫树小学 附近有个孩子没上学',
  ])('is taken as a lead, and the receipt tells nothing: %s', async (line) => {
    const before = await leads();
    const reply = await talk('stranger', line);
    expect(reply).toContain('已收到，会有当地的同志私下核实');
    expect(reply).not.toMatch(/[KYT]\d\d-|桐渡|欧阳/);
    expect(await leads()).toHaveLength(before.length + 1);
  });

  it('is offered to be filed when it is said in plain words', async () => {
    const reply = await talk('stranger', '听说桐渡镇砖厂有童工');
    expect(reply).toContain('登记一个疑似辍学的孩子');
    expect(await talk('stranger', '是')).toContain('已收到');
  });

  it('that may also ask for a figure is offered beside that, and nothing is filed', async () => {
    const from = { id: 'several-in-the-street' };
    expect(await talk(from, '街上有几个小孩讨钱')).toMatch(/还没有登记[\s\S]*1 登记一个疑似辍学的孩子/);
  });

  it.each([
    '有个孩子在砖厂打工',
    '有个十三岁女孩在理发店洗头',
    '村里有娃跟着爸妈在外面卖菜不读书了',
    '那个孩子天天在街上卖花',
  ])('is offered so, and then asked for the place: %s', async (said) => {
    const from = { id: said };
    expect(await talk(from, said)).toContain('登记一个疑似辍学的孩子');
    expect(await talk(from, '是')).toContain('孩子在哪个学校或乡镇');
  });

  it('is asked for the place, as everybody is', async () => {
    expect(await talk({ id: 'asks' }, '报辍学 有个娃没上学')).toContain('孩子在哪个学校或乡镇');
    expect(await talk({ id: 'asks' }, '柳汊镇')).toContain('已收到');
  });

  it('is told of to the township in private, once each', async () => {
    const told = (await chat.app.outbox.list({ limit: 50 })).filter(({ kind }) => kind === 'assigned');
    const to = (id: string) => told.filter(({ target }) => target.id === id).length;
    expect(to(PEOPLE.tongdu.dingtalk)).toBe(6);
    expect(to(PEOPLE.liucha.dingtalk)).toBe(1);
    expect(to(PEOPLE.principal.dingtalk)).toBe(0);
  });

  it('counts nowhere', async () => {
    for (const line of ['查 辍学', '查 辍学 本月', '查 隐患', '查 二次辍学'])
      expect(lastLine(await talk('bureau', line))).toBe('合计 0');
    expect(await talk('leader', '日报 本周')).toContain('在册未返校');
    expect(await talk('leader', '日报 本周')).not.toMatch(/新报[1-9]/);
  });

  it('is read, masked, by the people of the area and by nobody else, not by who said it', async () => {
    const no = (await leads())[1]?.no ?? '';
    const shown = await talk('tongdu', `个案 ${no}`);
    expect(shown).toContain('待核');
    expect(shown).toContain('欧阳＊试');
    expect(shown).not.toContain('欧阳测试');
    expect(await talk('liucha', `个案 ${no}`)).toContain('没有查到');
    expect(await talk('stranger', `个案 ${no}`)).toContain('没有查到');
  });

  it('is not taken in a group', async () => {
    const before = (await leads()).length;
    const reply = await talk('stranger', '报辍学 桐渡镇 疑似', 'tongdu');
    expect(reply).toContain('私聊');
    expect(await talk('stranger', '报隐患 桐渡镇 砖厂用童工', 'tongdu')).toContain('私聊');
    expect(await leads()).toHaveLength(before);
  });

  it('of somebody bound is a case as ever', async () => {
    expect(numberIn(await talk('village', '报辍学 桐渡镇 疑似'))).toMatch(/^K/);
  });
});
