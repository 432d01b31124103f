import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, PEOPLE, type PersonName, type Talk, talkTo } from './wangxi.ts';

const CHILD = '桐渡镇初级中学 疑似 八年级(2)班 女 姓名：欧阳测试 监护人：欧阳山 电话 13912345678';

describe.each(PLATFORMS)('the file of a child, on %s', (platform) => {
  let chat: TestChat;
  let talk: Talk;
  let no: string;
  let short: string;
  beforeAll(async () => {
    chat = await chatInWangxi();
    talk = talkTo(chat, platform);
    no = numberIn(await talk('teacher', `报辍学 ${CHILD}`));
    short = String(Number(no.slice(4, 8))).padStart(3, '0');
    await talk('village', `${no} 补充 奶奶说孩子去了广东`);
  });
  afterAll(() => chat.stop());

  const readings = () => chat.app.database.mongo.db.collection('readings').find().toArray();

  it('says what was done, by whom, and what was added, to who works on it', async () => {
    for (const who of ['teacher', 'principal', 'tongdu', 'village', 'bureau'] as const) {
      const view = await talk(who, `个案 ${no}`);
      expect(view).toMatch(/卓谷雨 上报/);
      expect(view).toMatch(/仇半夏 补充了情况/);
      expect(view).toContain('补充说明：奶奶说孩子去了广东');
      expect(view).not.toContain('13912345678');
    }
  });

  it('tells an auditor and a leader that something was added, and not what', async () => {
    for (const who of ['auditor', 'leader'] as const) {
      const view = await talk(who, `个案 ${no}`);
      expect(view).toContain('补充说明：1条');
      expect(view).not.toContain('广东');
      expect(view).not.toContain('电话');
    }
  });

  it('offers the lines that this person may send next', async () => {
    expect(await talk('tongdu', `个案 ${no}`)).toContain(`劝返 ${no} 家访`);
    expect(await talk('auditor', `个案 ${no}`)).not.toContain('下一步');
  });

  it('gives address and phone to the school and the township of the child, each time with a trace', async () => {
    expect(await readings()).toEqual([]);
    for (const who of ['teacher', 'principal', 'tongdu', 'tongduHead'] as const) {
      const given = await talk(who, `${short}电话`);
      expect(given).toContain('欧阳山 13912345678');
      expect(given).toContain('奶奶说孩子去了广东');
    }
    expect(await talk('bureau', '日报 本周')).toContain('家庭住址和电话查阅4次');
    expect(await talk('tongduHead', '日报 本周')).not.toContain('查阅');
    const traces = await readings();
    expect(traces.map((one) => one.by.key)).toEqual(
      (['teacher', 'principal', 'tongdu', 'tongduHead'] as const).map(
        (who) => `${platform}:${PEOPLE[who][platform]}`,
      ),
    );
    expect(traces.every((one) => one.no === no)).toBe(true);
    expect(JSON.stringify(traces)).not.toMatch(/1391234|欧阳/);
  });

  it('leaves one trace for a message that is heard twice', async () => {
    const before = (await readings()).length;
    await talk.raw('tongdu', `${no} 电话`, { id: 'heard-twice' });
    await talk.raw('tongdu', `${no} 电话`, { id: 'heard-twice' });
    expect(await readings()).toHaveLength(before + 1);
  });

  it('gives them to nobody else, and leaves no trace of that', async () => {
    const before = (await readings()).length;
    const others: readonly PersonName[] = [
      ...(['village', 'bureau', 'leader', 'auditor', 'admin'] as const),
      ...(['liucha', 'liuchaPrincipal', 'vicePrincipal', 'officer6', 'department', 'stranger'] as const),
    ];
    for (const who of others) {
      const refused = await talk(who, `${no} 电话`);
      expect(refused).not.toContain('13912345678');
      expect(refused).not.toContain('欧阳');
    }
    expect(await talk('tongdu', `${no} 电话`, 'tongdu')).not.toContain('13912345678');
    expect(await readings()).toHaveLength(before);
    expect(lastLine(await talk('bureau', `${no} 电话`))).toBe(`个案 ${no}`);
  });

  it('takes a phone that is told for one that is added', async () => {
    const before = (await readings()).length;
    expect(await talk('tongdu', `${no} 电话 13812345678`)).toContain(`已补充 ${no}`);
    expect(await talk('tongdu', `${no} 补充 住址：枫树村3组`)).toContain(`已补充 ${no}`);
    expect(await readings()).toHaveLength(before);
    const given = await talk('tongdu', `${no}电话多少`);
    expect(given).toContain('13812345678');
    expect(given).toContain('住址：枫树村3组');
    expect(await talk('tongdu', `${no}住址`)).toContain('住址：枫树村3组');
  });

  it('shows the last of a long history, and all of it on a line', async () => {
    for (let n = 0; n < 9; n += 1) await talk('tongdu', `${no} 补充 第${n}天还没有来`);
    const view = await talk('tongdu', `个案 ${no}`);
    expect(view).toMatch(/更早的\d条请发：个案/);
    expect(view).not.toMatch(/卓谷雨 上报/);
    expect(await talk('tongdu', `个案 ${no} 经过`)).toMatch(/卓谷雨 上报/);
  });
});
