import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DutyDraft } from '../../src/duties/types.ts';
import { unitsOf } from '../../src/duties/units.ts';
import { SPECS, type SpecName } from '../duties/specs.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, linesOf, PLATFORMS, type PlatformName } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

// A Tuesday morning in term.
const NOW = new Date('2026-11-24T09:00:00+08:00');
const clock = fixedClock(NOW);

let program: TestChat;
let opened = 0;

/** Opens a duty for all schools (or townships) of the county, as a reminder would. */
async function open(spec: SpecName, more: Partial<DutyDraft> = {}): Promise<string> {
  const { services } = program.app.built;
  opened += 1;
  const audience = more.audience ?? 'school';
  const id = `${spec}:test-${opened}`;
  await services.duties.open({
    id,
    kind: spec,
    title: { zero: '季末零报告', letter: '防溺水家长信', drill: '疏散演练' }[spec as string] ?? spec,
    period: { key: `p${opened}`, label: '第四季度' },
    audience,
    expected: unitsOf(audience, {}, await services.places.current()),
    posts: ['安全副校长', '校长'],
    openedAt: new Date('2026-11-23T10:00:00+08:00'),
    due: new Date('2026-11-30T17:00:00+08:00'),
    dueOn: '2026-11-30',
    answer: SPECS[spec],
    basis: '县教〔2026〕12号',
    minutes: 10,
    ...more,
  });
  return id;
}

async function closeAll(): Promise<void> {
  const { duties } = program.app.built.services;
  const by = { key: 'test', role: 'bureau' };
  for (const { id, state } of await duties.recent(NOW, 0))
    if (state === 'open') await duties.end(id, 'cancelled', by, NOW)(`end-${id}`);
}

const returnOf = async (id: string, schoolName: string) => {
  const { duties, places } = program.app.built.services;
  const school = (await places.current()).schools.find(({ name }) => name === schoolName);
  return (await duties.returns(id)).find(({ unitId }) => unitId === school?.id);
};

beforeAll(async () => {
  program = await chatInWangxi({ clock });
});
afterAll(() => program.stop());

describe.each(PLATFORMS)('a duty on %s', (platform: PlatformName) => {
  let talk: Talk;
  beforeAll(() => {
    const raw = talkTo(program, platform);
    const said: Talk['raw'] = (who, text, more) => raw.raw(who, text, { at: clock.now(), ...more });
    talk = Object.assign(
      (who: Parameters<Talk>[0], text: string, group?: Parameters<Talk>[2]) =>
        said(who, text, group === undefined ? {} : { group }),
      { raw: said },
    );
  });
  const fresh = async (...specs: SpecName[]): Promise<string[]> => {
    clock.set(NOW);
    await closeAll();
    const ids: string[] = [];
    for (const spec of specs) ids.push(await open(spec));
    return ids;
  };

  it('is answered by one character, with the declaration in full and how to change it', async () => {
    const [id = ''] = await fresh('zero');
    const reply = await talk('vicePrincipal', '0');
    expect(linesOf(reply)).toEqual([
      '收到，桐渡镇中心小学已完成，谢谢。',
      '季末零报告（第四季度）：0',
      '2026年11月24日，桐渡镇中心小学房霜白声明：本季度已组织排查，未发现重大危险源。',
      '更正：再发一次；撤回请发：',
      '报送 撤回',
    ]);
    expect(await returnOf(id, '桐渡镇中心小学')).toMatchObject({ state: 'answered', onTime: true });
    expect(await talk('vicePrincipal', lastLine(reply))).toContain(
      '已撤回：桐渡镇中心小学 季末零报告（第四季度）',
    );
    expect(await returnOf(id, '桐渡镇中心小学')).toMatchObject({ state: 'open' });
    expect(await talk('vicePrincipal', '零报告 四季度')).toContain('已完成');
    expect(await talk('vicePrincipal', '0')).toContain('已更正');
    expect((await returnOf(id, '桐渡镇中心小学'))?.entries.map(({ kind }) => kind)).toEqual([
      'answered',
      'withdrawn',
      'answered',
      'corrected',
    ]);
  });

  it('answered twice by one message is answered once', async () => {
    const [id = ''] = await fresh('letter');
    const message = { id: `same-${platform}` };
    const first = await talk.raw('principal', '家长信 612 605', message);
    expect(await talk.raw('principal', '家长信 612 605', message)).toBe(first);
    expect((await returnOf(id, '桐渡镇初级中学'))?.entries).toHaveLength(1);
  });

  it.each<[SpecName, string, RegExp]>([
    ['letter', '家长信 612 605', /应发612份，回收605份/],
    ['letter', '612 605', /应发612份，回收605份/],
    ['letter', '报送 家长信 612 605', /应发612份，回收605份/],
    ['letter', '填报 612 605', /应发612份，回收605份/],
    ['letter', 'bs 家长信 612 605', /应发612份，回收605份/],
    ['letter', '已在省平台报', /已在省平台报/],
    ['drill', '完成 320人 2分10秒', /人数320人，用时2分10秒/],
    ['drill', '演练 612人 1分58秒', /人数612人，用时1分58秒/],
    ['fire', '消防 9项正常', /9项正常/],
    ['fire', '正常', /9项正常/],
    ['done', '完成', /已完成/],
    ['storm', '收到', /收到，桐渡镇初级中学已完成/],
    ['lesson', '完成 18班', /班数18班/],
  ])('%s: %s', async (spec, said, shown) => {
    const [id = ''] = await fresh(spec);
    expect(await talk('principal', said)).toMatch(shown);
    expect(await returnOf(id, '桐渡镇初级中学')).toMatchObject({ state: 'answered' });
  });

  it('with problems found leads on to the hazard', async () => {
    await fresh('fire');
    const reply = await talk('principal', '消防 3 7');
    expect(reply).toContain('第3项（应急灯）有问题，第7项（宿舍）有问题');
    expect(lastLine(reply)).toBe('报隐患 桐渡镇初级中学 应急灯不合格');
    expect(await talk('principal', lastLine(reply))).toMatch(/^已登记 Y/);
  });

  it('declared as nothing beside open hazards is kept and asked about', async () => {
    const [id = ''] = await fresh('zero');
    await talk('liuchaPrincipal', '报隐患 柳汊镇初级中学 围墙裂缝');
    const reply = await talk('liuchaPrincipal', '0');
    expect(reply).toMatch(/系统里还有\d+条未销号，是否已处理？/);
    expect(await returnOf(id, '柳汊镇初级中学')).toMatchObject({ answer: { zero: true } });
  });

  it('about children who did not come asks for each of them in private', async () => {
    await fresh('register');
    const reply = await talk('principal', '报到 应612 实608');
    expect(reply).toContain('有4人未报到');
    expect(lastLine(reply)).toBe('报辍学 桐渡镇初级中学 疑似');
  });

  it('is put off once to the next workday’s morning', async () => {
    const [zero = '', letter = ''] = await fresh('zero', 'letter');
    expect(await talk('principal', '明早')).toMatch(/^好的，11月25日08:30再提醒一次：2项任务/);
    for (const id of [zero, letter])
      expect(await returnOf(id, '桐渡镇初级中学')).toMatchObject({
        state: 'open',
        askedLaterUntil: new Date('2026-11-25T08:30:00+08:00'),
      });
    expect(await talk('principal', '明早')).toContain('已经推迟过一次了');
  });

  it('hears of difficulties, and the bureau reads them', async () => {
    await fresh('letter');
    const reply = await talk('vicePrincipal', '有困难 家长多在外地');
    expect(reply).toContain('家长多在外地');
    expect(lastLine(reply)).toBe('待办');
    expect(await talk('bureau', '未报')).toContain('桐渡镇中心小学（有困难：家长多在外地）');
  });

  it('is chosen by number where several may be meant', async () => {
    const [a = '', b = ''] = await fresh('done', 'drill');
    const reply = await talk('principal', '完成 320人 2分10秒');
    expect(reply).toContain('疏散演练（第四季度）：人数320人');
    expect(await returnOf(a, '桐渡镇初级中学')).toBeUndefined();
    await fresh('zero', 'verify');
    const which = await talk('principal', '0');
    expect(linesOf(which).slice(0, 3)).toEqual([
      '这句话可以回复几项任务，请选一项（还没有登记）：',
      '1 verify（第四季度），11月30日17:00截止',
      '2 季末零报告（第四季度），11月30日17:00截止',
    ]);
    expect(await talk('principal', '1')).toContain('verify（第四季度）：0');
    expect(await returnOf(b, '桐渡镇初级中学')).toMatchObject({ state: 'answered' });
  });

  it('takes several lines for several answers', async () => {
    await fresh('letter', 'fire');
    const reply = await talk('principal', '家长信 612 605\n消防 9项正常');
    expect(reply).toContain('应发612份，回收605份');
    expect(reply).toContain('9项正常');
  });

  it('says what is wrong and stores nothing', async () => {
    const [id = ''] = await fresh('letter');
    const reply = await talk('principal', '家长信 605 612');
    expect(linesOf(reply)).toEqual(['回收（612）不能多于应发（605），请核对。', '家长信 612 605']);
    expect(await returnOf(id, '桐渡镇初级中学')).toBeUndefined();
    expect(await talk('principal', lastLine(reply))).toContain('已完成');
  });

  it('takes no other words for its answer', async () => {
    const [id = ''] = await fresh('zero');
    expect(await talk('principal', '你好')).toContain('我是校园哨兵');
    expect(await talk('principal', '收到')).toContain('还没有报');
    expect(await talk('principal', '食堂没有灭火器')).toContain('登记一处隐患');
    expect(await talk('principal', '查 隐患')).toMatch(/隐患/);
    expect(await talk('principal', '417')).not.toContain('已完成');
    expect(await talk('principal', '有人溺水了')).toMatch(/120/);
    expect(await talk('principal', '三季度 0')).not.toContain('已完成');
    expect(await talk('principal', '报送 水域 23 齐')).toContain('没对上任务');
    expect(await talk('principal', '零报告怎么报')).toContain('零报告 0');
    expect(await returnOf(id, '桐渡镇初级中学')).toBeUndefined();
  });

  it('leaves a number to the file that has it, and to the question that was asked', async () => {
    const [id = ''] = await fresh('trust');
    expect(await talk('principal', '146')).toContain('人数146人');
    await fresh('trust', 'zero');
    expect(await talk('principal', '146')).not.toContain('已完成');
    await fresh('trust');
    await talk('principal', '没头没脑的一句');
    await talk('principal', '查');
    expect(await talk('principal', '1')).not.toContain('已完成');
    expect((await returnOf(id, '桐渡镇初级中学'))?.answer?.values).toEqual({ 人数: 146 });
  });

  it('answered in a group leaks neither numbers nor words', async () => {
    const [id = ''] = await fresh('letter');
    expect(await talk('principal', '家长信 612 605', 'tongdu')).toBe(
      '收到，防溺水家长信（第四季度）已完成，谢谢。',
    );
    expect(await returnOf(id, '桐渡镇初级中学')).toMatchObject({ state: 'answered' });
    expect(await talk('principal', '家长信 605 612', 'tongdu')).not.toMatch(/605）|612）/);
    expect(await talk('principal', '有困难 李某家长在外', 'tongdu')).not.toContain('李某');
    await fresh('register');
    expect(await talk('principal', '报到 应612 实608', 'tongdu')).toBe(
      '收到，register（第四季度）已完成，谢谢。',
    );
    await fresh('zero', 'verify');
    const which = await talk('principal', '0', 'tongdu');
    expect(which).toContain('先@我');
    expect(await talk('principal', lastLine(which), 'tongdu')).toContain('已完成');
    await fresh('done');
    expect(await talk('principal', '完成 张小明家长电话13812345678', 'tongdu')).toMatch(/撤回您刚才那条/);
  });

  it('is nobody else’s to answer', async () => {
    const [id = ''] = await fresh('zero');
    for (const who of [
      'stranger',
      'village',
      'department',
      'leader',
      'auditor',
      'teacher',
      'tongdu',
    ] as const)
      expect([who, /已完成/.test(await talk(who, '0'))]).toEqual([who, false]);
    expect(await talk('village', '报送 0')).toContain('不在您的工作范围');
    expect(await talk('teacher', '报送 零报告 0')).toContain('没有登记任何内容');
    expect(await program.app.built.services.duties.returns(id)).toEqual([]);
    await closeAll();
    await open('letter', { posts: ['班主任'] });
    expect(await talk('teacher', '家长信 640 640')).toContain('已完成');
    await closeAll();
    await open('household', { audience: 'township' });
    expect(await talk('tongdu', '入户 9 落实 8')).toContain('收到，桐渡镇已完成');
    await closeAll();
    await open('done', { audience: 'bureau' });
    expect(await talk('bureau', '完成')).toContain('收到，望溪县教育局已完成');
  });

  it('of the six officers is answered for a school of their township', async () => {
    await closeAll();
    await open('done', { audience: 'officer6' });
    const which = await talk('officer6', '完成');
    expect(which).toContain('是哪一所学校的');
    expect(await talk('officer6', '1')).toMatch(/^收到，桐渡镇/);
    expect(await talk('officer6', '完成 桐渡镇初级中学')).toContain('收到，桐渡镇初级中学已完成');
  });

  it('is listed with the line that answers it', async () => {
    await fresh('zero', 'letter');
    const todo = await talk('principal', '待办');
    expect(todo).toContain('季末零报告（第四季度）：11月30日17:00截止，约10分钟。请回：\n零报告 0');
    await talk('principal', '零报告 0');
    const left = await talk('principal', '我的任务');
    expect(left).toContain('另有1项已完成');
    expect(lastLine(left)).toBe('家长信 612 605');
    await talk('principal', lastLine(left));
    expect(await talk('principal', '待办')).toContain('2项都已完成');
  });

  it('is taken late, also after it was closed', async () => {
    const [id = ''] = await fresh('letter');
    clock.set(new Date('2026-12-02T10:00:00+08:00'));
    await program.app.built.services.duties.end(id, 'closed', { key: 'x', role: 'bureau' }, clock.now())('c');
    expect(await talk('principal', '612 605')).not.toContain('已补报');
    expect(await talk('principal', '补报 家长信 612 605')).toContain('已补报，谢谢');
    expect(await returnOf(id, '桐渡镇初级中学')).toMatchObject({ onTime: false });
    clock.set(NOW);
  });

  describe('to the bureau', () => {
    it('shows its measures and who owes an answer to those who may see it', async () => {
      await fresh('zero');
      await talk('principal', '0');
      const all = await talk('bureau', '未报 零报告');
      expect(all).toMatch(/应报\d+，已报1\/\d+ \(\d\.\d %\)，按时1\/\d+/);
      expect(all).toContain('桐渡镇中心小学');
      expect(all).not.toContain('桐渡镇初级中学');
      expect(lastLine(all)).toBe('催报 零报告');
      const own = await talk('tongdu', '未报');
      expect(own).toContain('桐渡镇中心小学');
      expect(own).not.toContain('柳汊镇');
      expect(await talk('principal', '未报')).toContain('不在您的工作范围');
      expect(await talk('leader', '未报')).toContain('不在您的工作范围');
    });
    it('tells a group how many and never who', async () => {
      await fresh('zero');
      const group = await talk('bureau', '未报', 'bureau');
      expect(group).toMatch(/季末零报告（第四季度），11月30日17:00截止：还有\d+所，已私信/);
      expect(group).not.toMatch(/小学|中学|幼儿园|%/);
      expect(await talk('tongdu', '未报', 'parents')).not.toMatch(/还有\d+所/);
      await fresh('household');
      await closeAll();
      await open('household', { audience: 'township' });
      expect(await talk('bureau', '未报', 'bureau')).not.toMatch(/桐渡|柳汊/);
    });
    it('is verified or sent back, and the unit hears of it in private', async () => {
      const [id = ''] = await fresh('letter');
      await talk('vicePrincipal', '家长信 612 605');
      expect(await talk('bureau', '复核 家长信 桐渡镇中心小学 退回')).toContain('理由');
      const back = await talk('bureau', '复核 家长信 桐渡镇中心小学 退回 人数对不上');
      expect(back).toContain('已退回：桐渡镇中心小学');
      // A colleague who judges it too hears what happened meanwhile.
      const late = await talk('bureau', '复核 家长信 桐渡镇中心小学 属实');
      expect(late).toMatch(/^桐渡镇中心小学 防溺水家长信（[^）]*）已由\S+退回，在等重报/);
      expect(late.split('\n').at(-1)).toBe('未报');
      expect(await returnOf(id, '桐渡镇中心小学')).toMatchObject({ state: 'open' });
      expect(await talk('vicePrincipal', '家长信 620 605')).toMatch(/人数对不上|收到/);
      expect(await returnOf(id, '桐渡镇中心小学')).toMatchObject({ state: 'answered', onTime: true });
      expect(await talk('tongdu', '复核 家长信 桐渡镇中心小学 属实')).toContain('已确认');
      expect(await returnOf(id, '桐渡镇中心小学')).toMatchObject({ confirmed: true });
      expect(await talk('liucha', '复核 家长信 桐渡镇中心小学 属实')).not.toContain('已确认');
      expect(await talk('bureau', '复核 柳汊镇初级中学 属实')).toContain('没有等复核的内容');
    });
    it('is urged on at the next round, once a day, and calls are noted', async () => {
      const [id = ''] = await fresh('zero');
      const message = { id: `urge-${platform}` };
      const urged = await talk.raw('bureau', '催报 零报告', message);
      expect(await talk.raw('bureau', '催报 零报告', message)).toBe(urged);
      expect(urged).toMatch(/今天10:00这一轮再问一次，只问还没报的\d+所/);
      expect(await program.app.built.services.duties.find(id)).toMatchObject({ urgedOn: '2026-11-24' });
      expect(await talk('bureau', '催报 零报告')).toMatch(/一天不催两次[\s\S]*11月25日10:00/);
      expect(await talk('bureau', '催报 已电话 桐渡镇中心小学 零报告')).toContain(
        '已给桐渡镇中心小学打过电话',
      );
      expect(await returnOf(id, '桐渡镇中心小学')).toMatchObject({ phonedAt: NOW });
      expect(await talk('bureau', '未报 零报告')).toContain('桐渡镇中心小学（已电话）');
      expect(await talk('tongdu', '催报 零报告')).toContain('不在您的工作范围');
    });
  });

  it('is sent by an officer with basis, deadline and minutes, or not at all; and weighs in the account', async () => {
    await closeAll();
    const asked = await talk('bureau', '派任务 初中 取暖设备排查 12月5日前 回0');
    expect(asked).toContain('还差依据');
    expect(await talk('bureau', '县教〔2026〕12号')).toContain('还差预计用时');
    const shown = await talk('bureau', '10分钟');
    expect(shown).toMatch(/取暖设备排查，派给21所学校，12月5日17:00截止.*今天10:00那一轮私下告知/);
    expect(
      (await program.app.built.services.duties.recent(NOW, 0)).filter(({ state }) => state === 'open'),
    ).toEqual([]);
    const sent = await talk('bureau', '确认');
    expect(sent).toMatch(/已派出：取暖设备排查，21所学校，12月5日17:00截止，依据 县教〔2026〕12号/);
    expect(sent).toContain('今天10:00那一轮私下告知');
    const [duty] = (await program.app.built.services.duties.recent(NOW, 0)).filter(
      ({ state }) => state === 'open',
    );
    expect(duty).toMatchObject({
      kind: expect.stringMatching(/^o-[0-9a-f]{12}$/),
      minutes: 10,
      by: { role: 'bureau' },
    });
    expect(await talk('principal', '取暖设备排查 0')).toContain(
      '声明：已按要求排查（取暖设备排查），没有发现问题',
    );
    const again = '派任务 初中 取暖设备排查 12月5日前 依据 县教〔2026〕12号 10分钟 回0';
    expect(await talk('bureau', again)).toContain('已经派出，正在等回复');
    const burden = await talk('leader', '负担');
    expect(burden).toMatch(/本月给学校派出\d+项，约/);
    expect(burden).toContain('取暖设备排查（学校，10分钟）依据 县教');
    expect(await talk('bureau', lastLine(sent))).toContain('已取消：取暖设备排查');
    expect(await talk('principal', '取暖设备排查 0')).not.toContain('已完成');
    expect(await talk('bureau', '派任务 学校 填表 12月5日前 依据 县教〔2026〕12号 10分钟 回收到')).toContain(
      '只用于停课',
    );
    const named = '派任务 学校 张小明同学情况核查 12月5日前 依据 县教〔2026〕12号 10分钟 回0';
    expect(await talk('bureau', named)).toContain('还没有派出');
    expect(await talk('bureau', '未报')).not.toContain('张小明');
    expect(await talk('bureau', '派任务 学校 填表 今天8:00前 依据 县教〔2026〕12号 10分钟 回0')).toContain(
      '已经过了',
    );
    expect(await talk('tongdu', '派任务 学校 填表')).toContain('不在您的工作范围');
  });
});
