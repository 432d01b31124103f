import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { lastLine, linesOf, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

/** People write to the bot as to a colleague; nothing is stored from a guess, and the last line always works. */
describe.each(PLATFORMS)('plain talk on %s', (platform) => {
  let program: TestChat;
  let talk: Talk;
  beforeAll(async () => {
    program = await chatInWangxi();
    talk = talkTo(program, platform);
  });
  afterAll(() => program.stop());

  const total = async () => lastLine(await talk('bureau', '查 辍学'));

  it.each(['本周辍学', '各乡镇辍学人数发我', '我镇辍学', '查我镇 辍学'])(
    '%s is answered with figures',
    async (line) => {
      const before = await total();
      expect(await talk('tongdu', line)).toMatch(/^辍学 \d+ 人（[\s\S]*桐渡镇 \d+\n(进出：.*\n)?合计 \d+$/);
      expect(await total()).toBe(before);
    },
  );

  it('gives every figure of a time when none was named, and the line for the townships of a county', async () => {
    expect(await talk('tongdu', '今天有几个')).toMatch(/^辍学 \d+ 人（[\s\S]*\n隐患 \d+ 条（/);
    const county = await talk('bureau', '查 本周', 'bureau');
    expect(county).toMatch(/^辍学 \d+ 人（本周[\s\S]*\n二次辍学 \d+ 人（本周.*\n隐患 \d+ 条（本周/);
    expect(lastLine(county)).toBe('查 隐患 本周');
  });

  it.each([
    ['重大隐患有几个', '名单 隐患 重大'],
    ['查 超期 隐患', '名单 隐患 超期'],
    ['超期的隐患', '名单 隐患 超期'],
    ['查 一般隐患', '查 隐患'],
  ])('%s is not answered with another figure: what can be listed gets its line', async (said, line) => {
    const reply = await talk('bureau', said);
    expect(reply).toMatch(/只能查总数|是哪几条/);
    expect(reply).not.toMatch(/合计/);
    expect(lastLine(reply)).toBe(line);
  });

  it('is no way round the rights, nor round the group of parents', async () => {
    expect(await talk('stranger', '各乡镇辍学人数')).toContain('需要先绑定身份');
    expect(await talk('bureau', '各乡镇辍学人数', 'parents')).toContain('数据请私聊查看');
  });

  it('offers to add news to the report of today, and stores nothing before', async () => {
    const no = numberIn(await talk('teacher', '报辍学 八(2)班 男'));
    const offer = await talk('teacher', '那个孩子回来了');
    expect(offer).toContain(`${no} 复学：`);
    expect(lastLine(offer)).toBe('确认');
    expect(await talk('teacher', '取消')).toContain('没有办理');
    expect(lastLine(await talk('teacher', '那个孩子回来了', 'school'))).toBe(`${no} 补充`);
    expect(await talk('teacher', `劝返 ${no} 电话 母亲接听 周一返校`)).toContain(
      '第1次劝返（电话），见到母亲',
    );
    expect(lastLine(await talk('auditor', '那个孩子回来了'))).toBe('帮助');
  });

  it('asks what about a place that was said alone', async () => {
    const reply = await talk('tongdu', '桐中心小');
    expect(linesOf(reply).slice(1, 4)).toEqual([
      '1 报隐患 桐渡镇中心小学',
      '2 报辍学 桐渡镇中心小学 疑似',
      '3 查 桐渡镇中心小学',
    ]);
    expect(await talk('tongdu', '2')).toContain('这一条会登记');
    expect(await talk('tongdu', '1')).toContain('是什么隐患');
    expect(await talk('tongdu', '桐中心小', 'tongdu')).not.toContain('桐渡镇中心小学');
  });

  it.each([
    ['你好', /我是校园哨兵/],
    ['收到', /不客气/],
    ['👍', /不客气/],
    ['值班电话多少', /000-6610110/],
    ['零报告', /没有登记任何内容[\s\S]*未报/],
    ['导出台账', /我还办不了/],
  ])('%s gets a civil answer', async (line, answer) => {
    // A question stands open here since the journey before: none of these is taken for its answer.
    expect(await talk('tongdu', line)).toMatch(answer);
    expect(await talk('tongdu', line, 'tongdu')).toMatch(answer);
  });

  it('puts the phone numbers first where somebody is beaten, and tells the persons on duty', async () => {
    const reply = await talk('stranger', '我娃儿在桐渡中学被人打了');
    expect(reply).toMatch(/^\*\*人命要紧：先打120、119、110.*\n已记为突发事件初报 T26-/);
  });

  it('files nothing from an intention', async () => {
    const before = await total();
    expect(await talk('tongdu', '我要上报一个辍学学生')).toContain('请问您要');
    expect(await total()).toBe(before);
    expect(await talk('tongdu', '报一个辍学桐渡中学初二男生厌学')).toMatch(
      /^已登记 K.*桐渡镇初级中学 八年级/,
    );
  });

  it.each(['辍学名单', '隐患台账', '辍学情况'])('%s is no report', async (line) => {
    expect(await talk('tongdu', line)).not.toContain('已登记');
  });

  it('takes a number for the answer where a number was asked for', async () => {
    const no = numberIn(await talk('tongdu', '报辍学 桐渡镇 男'));
    expect(await talk('tongdu', '代录 派出所 已入户')).toContain('是哪一件');
    expect(await talk('tongdu', no)).toContain(`已代录 ${no}：派出所 已入户`);
    expect(await talk('tongdu', `查 ${no}`)).toContain(`**${no}**`);
    expect(await talk('tongdu', `${no} 改成女`)).toContain(`已改 ${no}：\n性别：男 → 女`);
    expect(await talk('tongdu', no)).toMatch(/未填姓名 女/);
  });

  it('says that news was kept, to who works on the file in its own words', async () => {
    const no = numberIn(await talk('tongdu', '报辍学 桐渡镇 男'));
    await talk('tongdu', `${no} 补充 昨天孩子已经到校`);
    expect(await talk('tongdu', no)).toContain('补充说明：孩子已经到校');
    expect(await talk('auditor', no)).toContain('补充说明：1条');
  });

  it('withdraws one report at a time', async () => {
    expect(await talk('tongdu', '撤回 全部')).toContain('这次没有撤回');
  });

  it('offers what followed a slip', async () => {
    expect(await talk('teacher', '抱辍学八年级三班女生')).toContain('八年级3班，女');
    expect(await talk('teacher', '算了')).toContain('没有登记');
    expect(await talk('bureau', '同意 A7K3')).toContain('没有找到这个码');
  });

  it('offers a withdrawn report again in its own words, in private only', async () => {
    await talk('tongdu', '报隐患 桐渡镇枫树小学 后门锁坏');
    expect(lastLine(await talk('tongdu', '撤回'))).toBe('报隐患 桐渡镇枫树小学 后门锁坏');
    await talk('tongdu', '报隐患 桐渡镇枫树小学 后门锁坏');
    expect(await talk('tongdu', '撤回', 'tongdu')).not.toMatch(/枫树小学|后门/);
  });

  it('tells who is bound already, and takes no new request for it', async () => {
    expect(await talk('tongdu', '绑定')).toContain('您已绑定：桑小满，桐渡镇教育专干');
    expect(lastLine(await talk('bureau', '绑群'))).not.toContain('{');
  });
});
