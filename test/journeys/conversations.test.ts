import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatCaseNumber } from '../../src/kit/case-number.ts';
import { createRosterCodes } from '../../src/people/roster-codes-store.ts';
import type { TestChat } from '../support/chat.ts';
import { lastLine, linesOf, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type GroupName, PEOPLE, type PersonName, type Talk, talkTo } from './wangxi.ts';

const SCHOOL = '桐渡镇初级中学';

describe.each(PLATFORMS)('talking to the bot on %s', (platform) => {
  let program: TestChat;
  let talk: Talk;
  beforeAll(async () => {
    program = await chatInWangxi();
    talk = talkTo(program, platform);
  });
  afterAll(() => program.stop());

  /** Say several things in turn in one chat; the answer to the last. */
  async function saying(who: PersonName, lines: readonly string[], group?: GroupName): Promise<string> {
    let reply = '';
    for (const line of lines) reply = await talk(who, line, group);
    return reply;
  }

  /** In a group that no county file knows. */
  const inGroup = (who: PersonName, text: string, group: string): Promise<string> =>
    program.hear(text, { platform, sender: PEOPLE[who][platform], group });

  describe('帮助', () => {
    it('shows a visitor their id and what anyone may do', async () => {
      const reply = await talk({ id: 'visitor7' }, '帮助');
      expect(reply).toContain('您的账号：visitor7');
      expect(reply).toContain('报隐患');
      expect(reply).not.toMatch(/：报辍学|：查 /);
    });

    it('fills in the reader’s own place in private, and their township in a group', async () => {
      expect(await talk('principal', '帮助')).toContain(`报辍学 ${SCHOOL} 疑似`);
      const group = await talk('principal', '帮助', 'tongdu');
      expect(group).toContain('报辍学 桐渡镇 疑似');
      expect(group).not.toContain(SCHOOL);
      expect(group).toContain('先@我');
    });

    it.each(['帮助 查', '帮助 统计', 'bz 查', '菜单 查'])('%s explains one command', async (line) => {
      const reply = await talk('bureau', line);
      expect(reply).toContain('用法：查 ');
      expect(lastLine(reply)).toMatch(/^查 (隐患|统计) /);
    });

    it.each(['?', '？', '/help', '／帮助', 'bz'])('%s asks for it too', async (line) => {
      expect(await talk('bureau', line)).toContain('我是校园哨兵（望溪县）');
    });

    it('does not explain what the reader may not do', async () => {
      expect(await talk('stranger', '帮助 查')).not.toContain('用法：查');
    });
  });

  describe('绑定', () => {
    it('takes a code of the roster, once', async () => {
      const { database, built } = program.app;
      const county = await built.county.county();
      const member = county.members.find(({ name }) => name === (platform === 'wecom' ? '简清明' : '路大暑'));
      const digits = platform === 'wecom' ? '482913' : '482914';
      const codes = createRosterCodes(database.mongo, database.sealer);
      await codes.issue([member?.id ?? ''], () => digits, new Date());
      expect(await talk({ id: 'newcomer' }, `绑定 ${digits}`, 'tongdu')).toContain('请到私聊办');
      const bound = await talk({ id: 'newcomer' }, `绑定 ${digits}`);
      expect(bound).toMatch(/^绑定成功：(简清明，禾洲渡镇教育专干|路大暑，禾洲渡镇初级中学校长)/);
      expect(await talk({ id: 'newcomer' }, '帮助')).toMatch(/^(简清明|路大暑)，您好/);
      expect(await talk({ id: 'second' }, `绑定 ${digits}`)).toContain('没有找到这个码');
    });

    it('locks after five wrong codes, for the right one too', async () => {
      for (let n = 0; n < 5; n += 1)
        expect(await talk({ id: 'guesser' }, `绑定 11111${n}`)).toContain('没有找到这个码');
      expect(await talk({ id: 'guesser' }, '绑定 222222')).toContain('连续输错');
      expect(await talk({ id: 'other' }, '绑定 222222')).toContain('没有找到这个码');
    });

    /** Who may agree to whom: the approver, the asker's claim, how it ends. */
    const REQUESTS: readonly (readonly [PersonName, string, RegExp])[] = [
      ['admin', '柳汊镇初级中学 校长 温雨水', /^已同意：温雨水，柳汊镇初级中学/],
      ['bureau', '桐渡镇 乡镇 温立秋', /^已同意：温立秋，桐渡镇/],
      ['tongdu', '桐渡镇中心小学 班主任 温处暑', /^已同意：温处暑，桐渡镇中心小学/],
      ['tongdu', '柳汊镇初级中学 班主任 温寒露', /需由教育局管理员，或本乡镇干部/],
      ['tongdu', '桐渡镇 乡镇 温小寒', /需由教育局管理员，或本乡镇干部/],
      ['principal', '桐渡镇初级中学 班主任 温大寒', /需由教育局管理员，或本乡镇干部/],
    ];

    it.each(REQUESTS)('asked of %s: %s', async (approver, claim, outcome) => {
      const id = `asker ${claim}`.replaceAll(' ', '-');
      const asked = await talk({ id }, `绑定 ${claim}`);
      const line = lastLine(asked);
      expect(line).toMatch(/^绑定 同意 [A-Z]\d[A-Z]\d$/);
      const shown = await talk(approver, line);
      const works = lastLine(shown).startsWith('确认');
      if (works) expect(shown).toContain(`身份：`);
      expect((await talk({ id }, '帮助')).startsWith('温')).toBe(false);
      const agreed = works ? await talk(approver, lastLine(shown)) : shown;
      expect(agreed).toMatch(outcome);
      expect((await talk({ id }, '帮助')).startsWith('温')).toBe(works);
      if (works) expect(await talk(approver, line)).toContain('已经办过');
    });

    it('asks the approver for what the claim leaves open', async () => {
      const line = lastLine(await talk({ id: 'vague' }, '绑定'));
      const reply = await talk('admin', line);
      expect(reply).toContain('哪个单位、什么身份');
      await talk('admin', `${line} 桐渡镇中心小学 学校`);
      expect(await talk('admin', '确认')).toMatch(/^已同意/);
    });
  });

  describe('绑群', () => {
    it('registers a group; unclear means that outsiders are inside', async () => {
      expect(await talk('bureau', '查 辍学', 'unknown')).toMatch(/^本群还没有登记，数据请私聊查看/);
      const unclear = await talk('bureau', '绑群 局机关', 'unknown');
      expect(unclear).toContain('按最严登记');
      expect(await talk('bureau', '查 辍学', 'unknown')).toContain('数据请私聊查看');
      expect(await talk('bureau', lastLine(unclear), 'unknown')).toContain('没有家长和外单位人员');
      expect(await talk('bureau', '查 辍学', 'unknown')).toContain('合计');
    });

    it('is for officers, each for their own area, and for groups', async () => {
      expect(await inGroup('tongdu', '绑群 乡镇 柳汊镇 无家长', 'fresh')).toContain(
        '乡镇干部可以登记本乡镇的群',
      );
      expect(await talk('principal', '绑群 学校 无家长', 'unknown')).toContain('不在您的工作范围');
      expect(await talk('tongdu', '绑群 乡镇 无家长')).toContain('要在群里用');
      expect(await inGroup('tongdu', '绑群', 'fresh')).toContain('请说明本群给谁用');
    });

    it('asks a township officer to say it all, and takes the lines it gives', async () => {
      const group = 'new-one';
      for (const line of ['绑群', '绑群 乡镇', '绑群 学校 桐渡镇中心小学']) {
        const reply = await inGroup('tongdu', line, group);
        expect(reply).toContain('请说明本群给谁用');
        expect(await inGroup('bureau', '查 辍学', group)).toContain('本群还没有登记');
      }
      expect(await inGroup('tongdu', '绑群 乡镇 无家长', group)).toContain('没有家长和外单位人员');
      expect(await inGroup('tongdu', '查 辍学', group)).toContain('合计');
    });

    it('lets a township officer change groups of their own township, and only to stricter', async () => {
      const own = 'own-one';
      expect(await inGroup('tongdu', '绑群 乡镇 无家长', own)).toContain('没有家长和外单位人员');
      expect(await inGroup('tongdu', '绑群 学校 桐渡镇中心小学 有家长', own)).toContain('本群已登记：学校群');
      for (const line of ['绑群 乡镇 无家长', '绑群 学校 桐渡镇中心小学 没有家长', '绑群 乡镇 桐渡镇 都没有'])
        expect(await inGroup('tongdu', line, own)).toMatch(/要改成没有，请联系教育局管理员[\s\S]*\n帮助$/);
      expect(await inGroup('tongdu', '查 辍学', own)).toContain('数据请私聊查看');
      expect(await inGroup('bureau', '绑群 乡镇 桐渡镇 无家长', own)).toContain('没有家长和外单位人员');
    });

    it.each<GroupName>(['bureau', 'liucha'])(
      'keeps a township officer out of the group of %s',
      async (group) => {
        const before = await talk('bureau', '查 隐患', group);
        for (const line of ['绑群 乡镇 无家长', '绑群 乡镇 桐渡镇 有家长', '绑群 学校 桐渡镇中心小学 有家长'])
          expect(await talk('tongdu', line, group)).toMatch(/^本群已登记给别的单位[\s\S]*\n帮助$/);
        expect(await talk('bureau', '查 隐患', group)).toBe(before);
      },
    );

    it('keeps a township officer out of a group that another township or the bureau declared in the chat', async () => {
      expect(await inGroup('liucha', '绑群 乡镇 有家长', 'theirs')).toContain('本群已登记');
      expect(await inGroup('bureau', '绑群 领导 无家长', 'leaders-own')).toContain('本群已登记');
      for (const group of ['theirs', 'leaders-own'])
        expect(await inGroup('tongdu', '绑群 乡镇 无家长', group)).toContain('本群已登记给别的单位');
    });
  });

  describe('报辍学', () => {
    it.each([
      `/报辍学 ${SCHOOL} 疑似 八年级2班 男`,
      `／辍学　疑似，男，八(2)班，${SCHOOL}`,
      `报辍学\n学校：${SCHOOL}\n类型：疑似\n年级班级：初二2班\n性别：男`,
      `dropout 男 802班 ${SCHOOL}`,
      `报辍学${SCHOOL} 男生 八年级二班`,
    ])('takes the fields in any order and writing: %s', async (line) => {
      const reply = await talk('tongdu', line);
      expect(reply).toMatch(new RegExp(`^已登记 K\\d\\d-\\d{4}-[A-Z]：${SCHOOL} 八年级2班，疑似。`));
      expect(await talk('tongdu', `个案 ${numberIn(reply)}`)).toContain('男');
    });

    it('stands the member’s own school in for a place they did not name', async () => {
      expect(await talk('teacher', '报辍学 昨天没来 男')).toContain(`：${SCHOOL}，`);
    });

    it('asks for the place in private, at most twice, then shows a line that works', async () => {
      expect(await talk('bureau', '报辍学 疑似 女')).toContain('孩子在哪个学校或乡镇？');
      expect(await talk('bureau', '不在这里的学校')).toMatch(/还差一项|没有找到/);
      const last = await talk('bureau', '也不在这里的学校');
      expect(last).toContain('还是没有认出来');
      expect(await talk('bureau', lastLine(last))).toContain('已登记');
    });

    it('goes on with the answer', async () => {
      const reply = await saying('bureau', ['报辍学 二次辍学 五年级 女', '桐渡镇枫树小学']);
      expect(reply).toMatch(/^已登记 K.*桐渡镇枫树小学 五年级，二次辍学/);
    });

    it('lets a new command interrupt, and 继续 go on the same day', async () => {
      expect(await saying('bureau', ['报辍学 疑似 女', '查 隐患'])).toContain('合计');
      expect(await talk('bureau', '区外')).not.toContain('已登记');
      expect(await talk('bureau', '继续')).toContain('接着填：孩子在哪个学校或乡镇？');
      expect(await talk('bureau', '区外')).toMatch(/^已登记 K.*：区外，疑似/);
      expect(await talk('bureau', '继续')).toContain('没有要接着填的内容');
    });

    it('takes 取消 and 跳过 for an answer', async () => {
      expect(await saying('bureau', ['报辍学 疑似', '取消'])).toContain('已取消，没有登记');
      expect(await saying('bureau', ['报辍学 疑似', '跳过'])).toContain('没有登记');
      expect(await talk('bureau', '继续')).toContain('没有要接着填的内容');
    });

    it('asks nothing in a group: 继续 in private goes on', async () => {
      const group = await talk('bureau', '报辍学 疑似 女 六年级', 'bureau');
      expect(linesOf(group).slice(-2)).toEqual(['私聊发送：', '继续']);
      expect(await talk('bureau', '区外', 'bureau')).not.toContain('已登记');
      expect(await talk('bureau', '继续')).toContain('孩子在哪个学校或乡镇？');
      expect(await talk('bureau', '桐渡镇枫树小学')).toMatch(/^已登记 K.*桐渡镇枫树小学 六年级/);
    });

    it.each([undefined, 'tongdu'] as const)('2人 creates nothing (%s)', async (group) => {
      const before = lastLine(await talk('bureau', '查 辍学'));
      const reply = await talk('tongdu', '报辍学 桐渡镇枫树小学 2人 厌学', group);
      expect(reply).toContain('一人一条');
      expect(lastLine(await talk('bureau', '查 辍学'))).toBe(before);
      expect(await talk('tongdu', lastLine(reply), group)).toContain('已登记');
    });

    it('lets people choose by number between schools of one name', async () => {
      const asked = await talk('bureau', '报辍学 柳树湾小学 疑似');
      expect(asked).toMatch(/1 .*柳树湾小学\n2 .*柳树湾小学/);
      expect(await talk('bureau', '2')).toMatch(/^已登记 K.*柳树湾小学，疑似/);
    });

    it('tells of a look-alike only after the number is given', async () => {
      const line = `报辍学 ${SCHOOL} 疑似 九年级 女 姓名：欧阳测试`;
      const first = numberIn(await talk('principal', line));
      const second = await talk('principal', line);
      expect(second).toMatch(/^已登记 /);
      expect(numberIn(second)).not.toBe(first);
      expect(second).toContain(`可能与 ${first}`);
    });

    it('takes several reports in one message, each with its number', async () => {
      const reply = await talk('tongdu', `报辍学 ${SCHOOL} 疑似 男\n报隐患 ${SCHOOL} 围墙裂缝\n查 隐患`);
      expect(reply).toMatch(/已登记 K[\s\S]*已登记 Y[\s\S]*合计 \d+$/);
    });

    it('is a tip of strangers, and not for auditors', async () => {
      expect(await talk('stranger', '报辍学 桐渡镇 疑似')).toContain('已收到，会有当地的同志私下核实');
      expect(await talk('auditor', '报辍学 桐渡镇 疑似')).toContain('不在您的工作范围');
    });
  });

  describe('报隐患', () => {
    it('takes a hazard from anyone', async () => {
      const reply = await talk('stranger', '/报隐患 桐渡镇中心小学 食堂 燃气报警器失灵');
      expect(reply).toMatch(/^已登记 Y\d\d-\d{4}-[A-Z]：桐渡镇中心小学 食堂 燃气报警器失灵。谢谢您早发现。/);
      expect(await talk('stranger', lastLine(reply))).toContain('食堂 燃气报警器失灵（一般，食品安全）');
    });

    it('keeps the place and the words out of a group', async () => {
      const reply = await talk('vicePrincipal', '隐患 桐渡镇中心小学 食堂 燃气报警器失灵', 'parents');
      expect(reply).toMatch(/^已登记 Y\S+（桐渡镇）/);
      expect(reply).not.toMatch(/食堂|燃气/);
    });

    it('takes waters', async () => {
      expect(await talk('village', '报隐患 枫树水库 没有警示牌')).toMatch(/^已登记 Y.*枫树水库 没有警示牌/);
    });

    it('asks for what is missing', async () => {
      expect(await talk('bureau', '报隐患 围墙裂缝')).toContain('隐患在哪个学校、水域或乡镇？');
      expect(await talk('bureau', '桐渡镇中心小学')).toMatch(/^已登记 Y.*桐渡镇中心小学 围墙裂缝/);
    });

    it('sees that one matter may be another’s', async () => {
      await talk('principal', '报隐患 桐渡镇枫树小学 操场篮球架松动');
      expect(await talk('teacher', '报隐患 桐渡镇枫树小学 操场篮球架松动了')).toContain('可能与 Y');
    });
  });

  describe('个案, 补充', () => {
    let no: string;
    beforeAll(async () => {
      no = numberIn(
        await talk(
          'tongdu',
          `报辍学 ${SCHOOL} 疑似 八年级2班 姓名：欧阳测试 监护人：欧阳山 电话 13912345678`,
        ),
      );
    });

    const serial = () => no.slice(4, -2);
    it.each([
      ['个案 K26-0417-F', () => `个案 ${no}`],
      ['the number alone', () => no],
      ['k417', () => `k${Number(serial())}`],
      ['without dashes', () => no.replaceAll('-', '').toLowerCase()],
      [
        'full width',
        () => no.replace(/[\dA-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)),
      ],
      ['个案 with the serial', () => `个案 K${serial()}`],
    ])('is found by %s', async (_how, line) => {
      const reply = await talk('tongdu', line());
      expect(reply).toContain(`**${no}**`);
      expect(reply).toContain('学生：欧＊＊试'.slice(0, 4));
      expect(reply).not.toMatch(/欧阳测试|欧阳山|13912345678/);
    });

    it('the serial alone asks which file is meant when there are several', async () => {
      await talk('tongdu', '报隐患 桐渡镇中心小学 楼梯扶手松动');
      const reply = await talk('tongdu', '1');
      expect(reply).not.toContain('系统繁忙');
      const both = await talk('bureau', '0001');
      expect(both).toMatch(/这个编号有几件|\*\*[KY]/);
    });

    it('补充 takes what was missing, asked or at once', async () => {
      expect(await talk('tongdu', `${no} 补充`)).toContain('知道多少说多少');
      expect(await talk('tongdu', '母亲李测试 13812345678 去了浙江')).toContain(`已补充 ${no}`);
      expect(await talk('tongdu', no)).toContain('138＊＊＊＊5678');
      expect(await saying('tongdu', [`${no} 补充`, '跳过'])).toContain('先不补充');
    });

    it('shows a group the number and the township of a case, never its state', async () => {
      const reply = await talk('tongdu', no, 'tongdu');
      expect(reply).toMatch(new RegExp(`^${no}（桐渡镇）。`));
      expect(reply).not.toMatch(/欧|初级中学|八年级|疑似/);
    });

    it('shows a group with parents the number alone', async () => {
      const hazard = numberIn(await talk('tongdu', '报隐患 桐渡镇中心小学 围墙裂缝'));
      expect(await talk('tongdu', hazard, 'tongdu')).toMatch(new RegExp(`^${hazard}（桐渡镇）：\\S`));
      for (const asked of [no, hazard])
        expect(linesOf(await talk('tongdu', `个案 ${asked}`, 'parents'))[0]).toBe(
          `${asked}。详情请到私聊看。`,
        );
      await talk('tongdu', `撤回 ${hazard}`);
      expect(await talk('tongdu', `撤回 ${hazard}`, 'parents')).not.toMatch(/已报告|疑似|现在是/);
    });

    it('asks for the number, in a group without a draft', async () => {
      expect(await talk('tongdu', '个案')).toContain('请告诉我编号');
      expect(await talk('tongdu', no)).toContain(`**${no}**`);
      expect(linesOf(await talk('tongdu', '个案', 'tongdu')).slice(-2)).toEqual([
        '先@我，再粘贴：',
        '个案 K26-0417-F',
      ]);
    });

    it('no right and no such file get the same answer', async () => {
      const none = formatCaseNumber('K', Number(no.slice(1, 3)), 9_999);
      const unknown = await talk('liucha', `个案 ${none}`);
      expect(unknown).toContain('没有查到这个编号');
      expect(await talk('liucha', `个案 ${no}`)).toBe(unknown);
      expect(await talk('stranger', no)).toBe(await talk('stranger', none));
      expect(await talk('liucha', `${no} 补充 去广东打工`)).toBe(unknown);
      expect(await talk('liucha', no, 'liucha')).toBe(await talk('liucha', none, 'liucha'));
      expect(await talk('liucha', `撤回 ${no}`)).toBe(await talk('liucha', `撤回 ${none}`));
      expect(await talk('liucha', '查 辍学 桐渡镇')).toBe(await talk('liucha', '查 辍学 火星镇'));
    });
  });

  describe('撤回', () => {
    it('takes the sender’s last report out of the counts', async () => {
      const before = lastLine(await talk('bureau', '查 辍学'));
      const no = numberIn(await talk('village', '报辍学 桐渡镇枫树小学 疑似'));
      expect(await talk('village', '撤回')).toContain(`已撤回 ${no}`);
      expect(lastLine(await talk('bureau', '查 辍学'))).toBe(before);
      expect(await talk('village', no)).toContain('撤回');
    });

    it('works in a group and by number', async () => {
      const first = numberIn(await talk('village', '报隐患 枫树水库 救生圈没有了'));
      const second = numberIn(await talk('village', '报隐患 枫树水库 警示牌倒了'));
      expect(await talk('village', `撤回 ${first}`, 'tongdu')).toContain(`已撤回 ${first}`);
      expect(await talk('village', '撤回', 'tongdu')).toContain(`已撤回 ${second}`);
    });

    it('alone takes nothing but the file last spoken of', async () => {
      const older = numberIn(await talk('village', '报隐患 枫树水库 第3处护栏松动'));
      const newer = numberIn(await talk('village', '报隐患 枫树水库 第4处护栏松动'));
      await talk('village', `个案 ${older}`);
      const kept = await talk('village', '撤回');
      expect(kept).toContain(`您最近说到的是 ${older}`);
      expect(lastLine(kept)).toBe(`撤回 ${newer}`);
      expect(await talk('village', lastLine(kept))).toContain(`已撤回 ${newer}`);
      // What was taken back just now was the last: nothing older follows it by itself.
      const last = numberIn(await talk('village', '报隐患 枫树水库 第5处护栏松动'));
      expect(await talk('village', '撤回')).toContain(`已撤回 ${last}`);
      expect(lastLine(await talk('village', '撤回'))).toBe(`撤回 ${older}`);
      expect(await talk('village', `个案 ${older}`)).not.toContain('已撤回');
    });

    it('of several asks which one where the words are no number, and takes none for a number that cannot be right', async () => {
      const first = numberIn(await talk('village', '报隐患 枫树水库 第6处护栏松动'));
      const second = numberIn(await talk('village', '报隐患 枫树水库 告示牌被水冲走'));
      for (const words of ['撤回 告示牌那条', '撤回告示牌的']) {
        const asked = await talk('village', words);
        expect(asked).toContain(`撤回 ${second}`);
        expect(asked).not.toContain('已撤回');
      }
      const wrong = await talk('village', `撤回 ${first.slice(0, -1)}${first.endsWith('A') ? 'C' : 'A'}`);
      expect(wrong).toMatch(/末位字母对不上.*什么也没有办/);
      for (const no of [first, second]) expect(await talk('village', `个案 ${no}`)).not.toContain('已撤回');
    });

    it('is for one’s own reports only', async () => {
      const no = numberIn(await talk('village', '报辍学 桐渡镇枫树小学 疑似'));
      expect(await talk('tongdu', `撤回 ${no}`)).toContain('没有可以撤回的登记');
    });

    it('is over when another person acted', async () => {
      const no = numberIn(await talk('village', '报辍学 桐渡镇枫树小学 疑似'));
      expect(await talk('tongdu', `${no} 补充 去广东打工`)).toContain('已补充');
      expect(await talk('village', `撤回 ${no}`)).toContain('已经有人处理，不能撤回');
    });

    it('ends what can be said of the file, with the line that reports it anew', async () => {
      const no = numberIn(await talk('village', '报辍学 桐渡镇枫树小学 疑似'));
      await talk('village', `撤回 ${no}`);
      for (const line of [
        `${no} 补充 去广东打工`,
        `${no} 补充`,
        `${no} 王小明 八年级`,
        `代 民政局 已受理 ${no}`,
      ]) {
        const reply = await talk('tongdu', line);
        expect(reply).toContain(`${no} 已撤回，这一条没有记下`);
        expect(numberIn(await talk('tongdu', lastLine(reply)))).not.toBe(no);
      }
      expect(await talk('tongdu', no)).toContain('已撤回');
      expect(await talk('tongdu', `代 民政局 已受理 ${no}`, 'tongdu')).toMatch(/先@我，再发：\n报辍学 /);
    });

    it('one’s own 补充 does not end it', async () => {
      const no = numberIn(await talk('village', '报辍学 桐渡镇枫树小学 疑似'));
      await talk('village', `${no} 补充 去广东打工`);
      expect(await talk('village', `撤回 ${no}`)).toContain(`已撤回 ${no}`);
    });
  });

  describe('words that are none of ours', () => {
    it('a slip of a command that reads is read, where hardly another was meant', async () => {
      expect(await talk('bureau', '帮组')).toContain('我是校园哨兵');
      expect(await talk('bureau', '代办')).toBe(await talk('bureau', '待办'));
    });

    it('a slip in the word of a report is offered, and files nothing before a yes', async () => {
      const before = lastLine(await talk('bureau', '查 辍学'));
      expect(lastLine(await talk('tongdu', `抱辍学 ${SCHOOL} 疑似`))).toBe('是');
      expect(lastLine(await talk('bureau', '查 辍学'))).toBe(before);
      expect(await talk('tongdu', '不是')).toContain('没有登记');
      await talk('tongdu', `抱辍学 ${SCHOOL} 疑似`);
      expect(await talk('tongdu', '1')).toContain('已登记');
    });

    it('a number only shows a line that writes', async () => {
      expect(lastLine(await talk('tongdu', '撒回'))).toBe('撤回');
      expect(await talk('tongdu', '1')).toContain('请复制整行发送');
    });

    it.each([
      ['報隱患 桐渡鎮中心小學 後門鎖壞', '已登记'],
      ['报 隐患 桐渡镇中心小学 单杠松动', '已登记'],
      ['名 单', '您能看到|共'],
      ['査 隱患 本週', '隐患 \\d+ 条（本周'],
    ])('%s is understood as it is', async (line, reply) => {
      expect(await talk('tongdu', line)).toMatch(new RegExp(reply));
    });

    it('plain talk about a child or a hazard is offered to be registered', async () => {
      const reply = await talk('tongdu', '食堂的燃气报警器失灵了');
      expect(reply).toMatch(/^您是要登记一处隐患吗？还没有登记。/);
      expect(lastLine(reply)).toBe('是');
      expect(await talk('tongdu', '不是')).toContain('没有登记');
      const inGroup = await talk('tongdu', '有个孩子十天没来上学', 'tongdu');
      expect(inGroup).toMatch(/^为保护孩子，请马上长按撤回.*\n您是要登记一个疑似辍学的孩子吗？/);
      expect(await talk('tongdu', '不是', 'tongdu')).toContain('没有登记');
    });

    it('辍学 alone asks what is meant', async () => {
      expect(await talk('tongdu', '辍学')).toMatch(/^请问您要：\n1 上报.*\n2 查数/);
      expect(await talk('tongdu', '2')).toContain('合计');
    });

    it.each(['没头没脑的一句', '/xyz', '嗯', '……', '👍'])('%s is never met with silence', async (line) => {
      expect(await talk('tongdu', line)).not.toBe('');
      expect(await talk('tongdu', line, 'tongdu')).not.toBe('');
    });
  });

  describe('emergencies', () => {
    it.each(['有人溺水了 河边', '着火了！快来人', '学生坠楼', '报隐患 桐渡镇中心小学 着火了'])(
      '%s is answered with the phone rule first',
      async (line) => {
        const reply = await talk('tongdu', line, 'tongdu');
        expect(linesOf(reply)[0]).toBe('**人命要紧：先打120、119、110，再打县教育局值班 000-6610110。**');
        expect(reply).toMatch(/T\d\d-\d{4}-[A-Z]/);
      },
    );

    it('keeps what happened', async () => {
      const reply = await talk('stranger', '桐渡镇中心小学 有学生中毒');
      expect(await talk('stranger', lastLine(reply))).toContain('突发事件初报');
    });

    it.each([
      '防溺水教育怎么做',
      '周五消防演练 着火了怎么跑',
      '报隐患 桐渡镇中心小学 火灾报警器失灵',
      '查 隐患',
    ])('%s is none', async (line) => {
      expect(await talk('tongdu', line)).not.toContain('人命要紧');
    });

    it('asks to recall a name told with the cry', async () => {
      const reply = await talk('tongdu', '有人溺水 学生王小明 13812345678', 'tongdu');
      expect(linesOf(reply)[0]).toContain('人命要紧');
      expect(reply).toContain('长按撤回您刚才那条');
      expect(reply).not.toMatch(/王小明|13812345678/);
    });
  });
});
