import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

let chat: TestChat;
let talk: Talk;
let ahead = 0;
const DAY_MS = 24 * 3_600_000;
beforeAll(async () => {
  chat = await chatInWangxi({ clock: { now: () => new Date(Date.now() + ahead) } });
  talk = talkTo(chat, 'wecom');
});
afterAll(() => chat.stop());

/** The line an officer is given for this claim. */
async function lineFor(id: string, claim: string): Promise<string> {
  const line = lastLine(await talk({ id }, `绑定 ${claim}`));
  expect(line).toMatch(/^绑定 同意 \w{4}$/);
  return line;
}
/** Asks, is agreed to, and is somebody. */
async function bound(id: string, claim: string, officer: PersonName = 'bureau'): Promise<string> {
  const shown = await talk(officer, await lineFor(id, claim));
  return talk(officer, lastLine(shown));
}

describe('agreeing to a request', () => {
  it('shows who asks to be what, on which platform and since when, and binds nothing before 确认', async () => {
    const shown = await talk('tongdu', await lineFor('yu', '桐渡镇中心小学 班主任 温行云'));
    expect(shown).toMatch(/温行云，桐渡镇中心小学，身份：教师；企业微信账号，\d+月\d+日 \d\d:\d\d申请/);
    expect(shown).toContain('县档案里没有这个人');
    expect(await talk({ id: 'yu' }, '查 隐患')).toContain('绑定');
    expect(await talk('tongdu', '取消')).toContain('没有');
    expect(await talk({ id: 'yu' }, '查 隐患')).toContain('绑定');
  });

  it.each([
    ['阿木呷呷', '桐渡镇中心小学 教师 阿木呷呷'],
    ['狄仁杰', '桐渡镇中心小学 数学老师 狄仁杰'],
    ['阿依古丽', '阿依古丽 桐渡镇中心小学 教师'],
  ])('shows a name that no list knows: %s', async (name, claim) => {
    const id = `rare-${name}`;
    const shown = await talk('tongdu', await lineFor(id, claim));
    expect(shown).toContain(`${name}，桐渡镇中心小学，身份：教师`);
    expect(await talk('tongdu', '确认')).toContain(`已同意：${name}`);
    expect(await talk('tongdu', `绑定 解除 ${name}`)).toContain(name);
    expect(await talk('tongdu', '确认')).toContain('已解除');
  });

  it.each(['tongdu', 'liucha'] as const)(
    'asks %s for what is missing with a place of their own',
    async (who) => {
      const claim = { tongdu: '桐渡镇 温如海', liucha: '柳汊镇 温如岳' }[who];
      const line = await lineFor(`bare-${who}`, claim);
      const asked = await talk(who, line);
      const example = lastLine(asked);
      expect(example).toMatch(new RegExp(`^${line} ${claim.slice(0, 3)}\\S+ 学校$`));
      expect(await talk(who, example)).toContain(claim.slice(4));
    },
  );

  it('takes 教育专干 for what it is', async () => {
    const shown = await talk('bureau', await lineFor('zhuangan', '柳汊镇 教育专干 温九皋'));
    expect(shown).toContain('温九皋，柳汊镇，身份：乡镇');
  });

  it.each([
    ['望溪县 领导', '领导 温一诺'],
    ['桐渡镇 乡镇', '桐渡镇 乡镇 温二白'],
    ['望溪县 教育局', '教育局 温三秋'],
    ['桐渡镇 部门', '桐渡镇 部门 温四野'],
    ['望溪县 审计', '审计 温五更'],
  ])('wants %s said again for what reaches beyond a school or village', async (words, claim) => {
    const id = `high-${words}`;
    const shown = await talk('bureau', await lineFor(id, claim));
    expect(lastLine(shown)).toBe(`确认 ${words}`);
    for (const half of ['确认', '是', '好的', '1', '确认 桐渡镇', `确认${words}管理员`]) {
      expect(await talk('bureau', half)).not.toContain('已同意');
      expect(await talk({ id }, '查 隐患')).toContain('绑定');
    }
    expect(await talk('bureau', lastLine(shown))).toMatch(/^已同意：温/);
  });

  it('is asked about by itself, where one message says it beside other lines', async () => {
    const [high, other] = [
      await lineFor('one of two', '领导 温半山'),
      await lineFor('two of two', '桐渡镇中心小学 班主任 温一舟'),
    ];
    const reply = await talk('bureau', `${high}\n${other}`);
    expect(reply).toContain(`请单独发：\n${high}`);
    expect(await talk('bureau', '确认')).toMatch(/^已同意：温一舟/);
    expect(await talk({ id: 'one of two' }, '查 隐患')).toContain('绑定');
  });

  it('asks for the name of whoever would reach beyond a school or village', async () => {
    const reply = await talk('bureau', await lineFor('nameless', '桐渡镇 乡镇'));
    expect(reply).toContain('叫什么名字');
  });

  it('says so where the county file lists the person, and where somebody else has the name', async () => {
    const listed = await talk('admin', await lineFor('jian', '禾洲渡镇 乡镇 简清明'));
    expect(listed).toContain('与县档案里的本人一致');
    const namesake = await talk('tongdu', await lineFor('zhuo', '桐渡镇中心小学 班主任 卓谷雨'));
    expect(namesake).toContain('注意同名：桐渡镇初级中学 卓谷雨（班主任）');
  });

  it('is refused, with a line that works, where it cannot be', async () => {
    const twice = await lineFor('twice', '桐渡镇中心小学 班主任 温六合');
    await talk('tongdu', twice);
    expect(await talk('tongdu', '确认')).toMatch(/^已同意/);
    const refusals: [string, string, string][] = [
      [await talk('tongdu', twice), '已经办过', '绑定 名单'],
      [
        await talk('tongdu', await lineFor('again', '桐渡镇中心小学 班主任 温六合')),
        '同一人不能绑两次',
        '绑定 名单',
      ],
      [
        await talk('tongdu', await lineFor('far', '柳汊镇初级中学 班主任 温七巧')),
        '需由教育局管理员',
        '帮助',
      ],
      [
        await talk('tongdu', lastLine(await talk('tongdu', '绑定 桐渡镇 乡镇 桑小满'))),
        '本人的申请不能自己办',
        '帮助',
      ],
      [
        await talk('bureau', lastLine(await talk('tongdu', '绑定 桐渡镇 乡镇 桑小满'))),
        '县档案里已写明是谁',
        '绑定 名单',
      ],
    ];
    for (const [reply, why, line] of refusals) {
      expect(reply).toContain(why);
      expect(lastLine(reply)).toBe(line);
    }
    const late = await lineFor('late', '桐渡镇中心小学 班主任 温八方');
    ahead += DAY_MS + 60_000;
    expect(await talk('tongdu', late)).toContain('已过期');
  });

  it('ends where the asker takes the request back', async () => {
    const line = await lineFor('undone', '桐渡镇中心小学 班主任 温九歌');
    await talk('tongdu', line);
    expect(await talk({ id: 'undone' }, '绑定 撤销')).toContain('已撤销您的绑定申请');
    expect(await talk('tongdu', '确认')).toContain('已由申请人撤销');
    expect(await talk('tongdu', line)).toContain('已由申请人撤销');
    expect(await talk({ id: 'undone' }, '绑定 撤销')).toContain('您没有等待同意的绑定申请');
  });
});

describe('refusing a request', () => {
  it.each(['拒绝', '不同意', '驳回'])('by %s shows it first, and tells who asked', async (word) => {
    const id = `no-${word}`;
    const line = await lineFor(id, '桐渡镇 乡镇 温十里');
    const refusing = line.replace('同意', word);
    expect(await talk('tongdu', refusing)).toContain('需由教育局管理员');
    const shown = await talk('bureau', refusing);
    expect(shown).toContain('温十里，桐渡镇，身份：乡镇');
    expect(lastLine(shown)).toBe('确认');
    expect(await talk('bureau', '确认')).toContain('已拒绝');
    expect(await talk({ id }, '帮助')).toContain('没有通过');
    expect(await talk('bureau', line)).toContain('已被拒绝');
  });
});

describe('taking a binding away', () => {
  it('shows whose it is, tells the person, and nothing that waited for them', async () => {
    expect(await bound('gone', '桐渡镇中心小学 班主任 温暮雪', 'tongdu')).toMatch(/^已同意/);
    const at = new Date(Date.now() + ahead);
    await chat.app.built.services.tell({
      ...{ key: 'w1', kind: 'assigned', to: { platform: 'wecom', userId: 'gone' }, title: '派办' },
      ...{ text: '只给在职的人', at, until: new Date(at.getTime() + DAY_MS) },
    });
    const shown = await talk('tongdu', '绑定 解除 温暮雪');
    expect(shown).toMatch(/桐渡镇中心小学 温暮雪（教师），企业微信（聊天绑定，\d+月\d+日起）/);
    expect(await talk({ id: 'gone' }, '待办')).not.toContain('绑定');
    expect(await talk('tongdu', '确认')).toContain('已解除');
    const told = await talk({ id: 'gone' }, '查 隐患');
    expect(told).toContain('您的账号绑定已由桑小满解除');
    expect(told).toContain('需要先绑定身份');
    await bound('gone', '桐渡镇中心小学 班主任 温暮雪', 'tongdu');
    expect(await talk({ id: 'gone' }, '帮助')).not.toContain('只给在职的人');
  });

  it.each([
    ['tongdu', '桑小满', '不能解除自己'],
    ['tongdu', '芮冬青', '需由教育局管理员'],
    ['bureau', '宁可行', '写在县档案'],
    ['bureau', '简清明', '没有绑定账号'],
  ] as const)('by %s of %s is refused', async (officer, name, why) => {
    const reply = await talk(officer, `绑定 解除 ${name}`);
    expect(reply).toContain(why);
    expect(lastLine(reply)).toBe('绑定 名单');
  });

  it('is nobody else’s to do', async () => {
    for (const who of ['principal', 'teacher', 'stranger'] as const)
      expect(await talk(who, '绑定 解除 温暮雪')).not.toContain('解除绑定：');
  });
});

describe('绑定 名单', () => {
  it('says who has which right, from where and since when, for the whole county or a part of it', async () => {
    await bound('listed', '桐渡镇中心小学 班主任 温朝露', 'tongdu');
    await talk({ id: 'listed' }, '帮助');
    await chat.app.built.services.contacts.settled();
    const school = await talk('bureau', '绑定 名单 桐渡镇中心小学');
    expect(school).toMatch(/^桐渡镇中心小学有权限的\d人/);
    expect(school).toMatch(
      /温朝露，桐渡镇中心小学，教师；企业微信（聊天绑定，\d+月\d+日起）；最近使用\d+月\d+日/,
    );
    expect(school).toMatch(/房霜白，桐渡镇中心小学，学校（安全副校长）；企业微信（县档案，\d+月\d+日起）/);
    expect(lastLine(school)).toMatch(/^绑定 解除 桐渡镇中心小学 温/);
    const whole = await talk('bureau', '绑定 名单');
    expect(whole).toContain('岑立夏，望溪县，领导（分管副局长）');
    expect(await talk('tongdu', lastLine(school))).toContain('解除绑定：');
  });

  it('is a township’s for its own area, and nobody else’s', async () => {
    const own = await talk('tongdu', '绑定 名单');
    expect(own).toContain('宁可行，桐渡镇初级中学');
    expect(own).not.toMatch(/濮芒种|岑立夏/);
    expect(lastLine(await talk('tongdu', '绑定 名单 柳汊镇'))).toBe('绑定 名单');
    for (const who of ['principal', 'leader', 'auditor', 'stranger'] as const)
      expect(await talk(who, '绑定 名单')).not.toContain('有权限的');
    expect(await talk('bureau', '绑定 名单', 'bureau')).not.toContain('有权限的');
  });
});
