import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Cause, Decision } from '../../src/dropouts/decisions.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, linesOf, numberIn } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const BY = { township: { key: 'wecom:t', role: 'township' }, bureau: { key: 'wecom:b', role: 'bureau' } };

/** The county with a clock of its own; `decide` makes what the commands of a child's file make. */
async function county() {
  const clock = fixedClock(new Date('2026-11-10T09:00:00+08:00'));
  const program: TestChat = await chatInWangxi({ clock });
  const talk: Talk = talkTo(program, 'wecom');
  let made = 0;
  const decide = async (no: string, decision: Decision, by: keyof typeof BY = 'bureau') => {
    made += 1;
    const { dropouts } = program.app.built.services;
    const done = await dropouts.decide(no, decision, { by: BY[by], at: clock.now() })(`made:${made}`);
    expect(done).toMatchObject({ outcome: 'appended' });
  };
  const report = async (who: PersonName, line: string) => numberIn(await talk(who, `报辍学 ${line}`));
  const recognise = async (no: string, cause?: Cause) => {
    await decide(no, { move: 'checked' }, 'township');
    await decide(no, { move: 'recognised', ...(cause === undefined ? {} : { cause }) });
  };
  const exclude = async (no: string) => {
    await decide(no, { move: 'checked' }, 'township');
    await decide(no, { move: 'excluded', code: 'E1', evidence: '休学批准', until: '2027-09-01' });
  };
  return { clock, program, talk, decide, report, recognise, exclude };
}

const RETURNED: Decision = { move: 'returned', placement: '普通班' };

describe('the table of the county', () => {
  let town: Awaited<ReturnType<typeof county>>;
  beforeAll(async () => {
    town = await county();
    const { clock, report, recognise, exclude, decide } = town;
    // Before the month: one who came back, one who is recognised.
    clock.set(new Date('2026-10-20T09:00:00+08:00'));
    const early = await report('tongdu', '桐渡镇枫树小学 疑似');
    const stays = await report('tongdu', '桐渡镇枫树小学 疑似');
    await recognise(stays);
    clock.set(new Date('2026-11-10T09:00:00+08:00'));
    await decide(early, RETURNED);
    const excluded = await report('liucha', '柳汊镇初级中学 疑似');
    await exclude(excluded);
    const back = await report('liucha', '柳汊镇初级中学 疑似');
    await recognise(back);
    await decide(back, RETURNED);
    await report('liucha', '柳汊镇初级中学 二次辍学');
    const outside = await report('bureau', '区外 疑似');
    await recognise(outside);
    await decide(outside, { move: 'transferring', place: '邻县' }, 'township');
    const gone = await report('bureau', '区外 疑似');
    await decide(gone, { move: 'transferring', place: '邻县' }, 'township');
    await decide(gone, { move: 'transferred', evidence: '就读证明' });
  });
  afterAll(() => town.program.stop());

  it('lists in private every unit with what it has, the total first and last', async () => {
    expect(linesOf(await town.talk('bureau', '查 总表'))).toEqual([
      '控辍总表 7 件（截至11-10 09:00；口径：每件个案只在一栏，含区外）',
      '桐渡镇：在册1 返校1',
      '柳汊镇：在册1 不计入1 返校1（其中再辍1）',
      '区外：在册1 转出1',
      '其余18个单位都没有',
      '疑似和在册中：再辍1',
      '合计 7：在册3 不计入1 返校2 转出1',
    ]);
  });

  it.each<readonly [string, string, string]>([
    ['查 返校', '返校 2 人（', '合计 2'],
    ['查 辍学 返校', '返校 2 人（', '合计 2'],
    ['查 已返校', '返校 2 人（', '合计 2'],
    ['查 返校 桐渡镇', '返校 1 人（', '合计 1'],
    ['查 返校 本月', '返校 2 人次（本月；', '合计 2'],
    ['查 返校 上月', '返校 0 人次（上月；', '合计 0'],
    ['查 销号', '销号 0 人（', '合计 0'],
    ['查 不计入', '不计入 1 人（', '合计 1'],
    ['查 待核', '待核 0 人（', '合计 0'],
    ['查 疑似', '疑似 0 人（', '合计 0'],
    ['查 在册', '在册 3 人（', '合计 3'],
    ['查 转出 本月', '转出 1 人次（本月；', '合计 1'],
    ['查 并案', '并案 0 件（', '合计 0'],
    ['查 撤回', '撤回 0 件（', '合计 0'],
    ['查 辍学', '辍学 3 人（', '合计 3'],
    ['查 未返校', '辍学 3 人（', '合计 3'],
    ['这个月返校的有几个', '返校 2 人次（本月；', '合计 2'],
  ])('%s', async (line, first, last) => {
    const reply = await town.talk('bureau', line);
    expect(reply.startsWith(first)).toBe(true);
    expect(lastLine(reply)).toBe(last);
  });

  it('shows each to their own area: a township, a school', async () => {
    expect(linesOf(await town.talk('tongdu', '查 总表'))).toEqual([
      '控辍总表 2 件（截至11-10 09:00；口径：每件个案只在一栏）',
      '桐渡镇：在册1 返校1',
      '合计 2：在册1 返校1',
    ]);
    expect(linesOf(await town.talk('liuchaPrincipal', '查 返校')).slice(1)).toEqual([
      '柳汊镇初级中学 1',
      '合计 1',
    ]);
    expect(await town.talk('tongdu', '查 返校 柳汊镇')).toBe(await town.talk('tongdu', '查 返校 火星镇'));
  });

  it('tells the special groups in the table, and nothing of a unit that has nobody', async () => {
    expect(await town.talk('bureau', '查 重点人群')).toBe(await town.talk('bureau', '查 总表'));
    expect(linesOf(await town.talk('bureau', '查 总表 梨坳乡'))).toEqual([
      expect.stringMatching(/^控辍总表 0 件（/),
      '合计 0',
    ]);
  });

  it('says of a period what came and went, 区外 until the receiving place confirms', async () => {
    const lines = linesOf(await town.talk('bureau', '查 辍学 本月'));
    expect(lines.at(-2)).toBe('进出：期初2＋新增4＋再辍1－返校2－转出1－不计入1－其他0＝期末3');
    expect(linesOf(await town.talk('bureau', '查 辍学 本月 区外')).at(-2)).toBe(
      '进出：期初0＋新增2＋再辍0－返校0－转出1－不计入0－其他0＝期末1',
    );
  });

  it('says what is known of now only, with a line that works', async () => {
    const reply = await town.talk('bureau', '查 在册 本月');
    expect(reply).toContain('没有时段数');
    expect(await town.talk('bureau', lastLine(reply))).toMatch(/^在册 3 人/);
    expect(await town.talk('bureau', '查 隐患 已销号')).toContain('还不能按');
  });

  it('in a group hides every cell of one to four, and sums that would give it away', async () => {
    expect(linesOf(await town.talk('bureau', '查 返校', 'bureau'))).toEqual([
      expect.stringMatching(/^返校 2 人（/),
      '分乡镇的数请私聊查看。',
    ]);
    expect(lastLine(await town.talk('bureau', '查 返校 桐渡镇', 'bureau'))).toBe('合计 少于5');
    expect(linesOf(await town.talk('bureau', '查 总表', 'bureau')).slice(1)).toEqual([
      '人数少的栏目不分单位，请私聊查看',
      '疑似和在册中：再辍少于5',
      '合计 7：在册3 不计入1 返校2 转出1',
    ]);
    const week = linesOf(await town.talk('bureau', '查 返校 本周', 'bureau'));
    expect(week).toHaveLength(2);
  });

  it('统计 gives the columns of T6 as far as the data exist', async () => {
    const reply = await town.talk('bureau', '查 统计 本月');
    expect(linesOf(reply)).toEqual([
      '控辍保学统计（望溪县，本月 2026-11-01至2026-11-30；截至11-10 09:00；“—”为还没有数据）',
      '疑似辍学0，辍学3，本期新增5（再辍1），本期返校2（未认定就返校1），累计返校2',
      '小学：辍学1，疑似0，返校1',
      '初中：辍学1，疑似0，返校1',
      '其他或未注明：辍学1，疑似0，返校0',
      '不计入1：休学1',
      expect.stringMatching(/^重点人群0，劝返0人次，责令0件，处罚—件，诉讼—件$/),
      expect.stringMatching(/^适龄人数—，在校人数(?:\d+|—)，辍学率(?:[\d.]+%|—)，巩固率—，零报告：否$/),
      '期初2＋新增4＋再辍1－返校2－转出1－不计入1－其他0＝期末3',
      '分单位（辍学/疑似/新增/返校）：',
      '桐渡镇 1/0/0/1',
      '柳汊镇 1/0/3/1',
      '区外 1/0/2/0',
      expect.stringMatching(/^填表人卞知秋，审核人—，单位负责人—，报送日期11月10日$/),
      '合计 3',
    ]);
    expect(await town.talk('bureau', '查 统计')).toBe(reply);
    expect(await town.talk('bureau', '查 统计 上月')).toContain('上月 2026-10-01至2026-10-31');
    expect(await town.talk('bureau', '查 统计 学期')).toContain('本学期');
    expect(await town.talk('bureau', '查 统计 本月', 'bureau')).toContain('私聊');
  });
});

describe('the fourteen of the summer meeting', () => {
  let town: Awaited<ReturnType<typeof county>>;
  beforeAll(async () => {
    town = await county();
    const { report, recognise, exclude } = town;
    for (let n = 0; n < 4; n += 1) await exclude(await report('tongdu', '桐渡镇枫树小学 疑似'));
    for (let n = 0; n < 7; n += 1)
      await recognise(await report('liucha', '柳汊镇初级中学 疑似'), '政策处置不当');
    for (let n = 0; n < 2; n += 1) await recognise(await report('bureau', '石灰坳镇 疑似 督查发现'));
    await recognise(await report('bureau', '石灰坳镇 疑似'));
  });
  afterAll(() => town.program.stop());

  it('are ten recognised and four not counted: 4, 7, 2 and one that nobody explained', async () => {
    const lines = linesOf(await town.talk('bureau', '查 认定'));
    expect(lines[0]).toMatch(/^上报14＝认定10＋不计入4（/);
    expect(lines.slice(1, 4)).toEqual([
      '桐渡镇：上报4＝认定0＋不计入4，错报4',
      '柳汊镇：上报7＝认定7＋不计入0',
      '石灰坳镇：上报3＝认定3＋不计入0，漏报2',
    ]);
    expect(lines).toContain('逐人归类：政策处置不当7＋不计入4＋督查等发现2＋未注明1');
    expect(lines.some((line) => line.startsWith('错报4') && line.includes('漏报2'))).toBe(true);
    expect(lastLine(await town.talk('bureau', '查 认定'))).toBe('合计 上报14＝认定10＋不计入4');
  });

  it('tell a township of its own ones, and not whose fault they are', async () => {
    const reply = await town.talk('liucha', '查 认定 本月');
    expect(lastLine(reply)).toBe('合计 上报7＝认定7＋不计入0');
    expect(reply).not.toContain('政策处置不当');
    expect(await town.talk('bureau', '查 认定', 'bureau')).toContain('私聊');
  });
});
