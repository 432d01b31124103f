import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { DutyDraft } from '../../src/duties/types.ts';
import { SPECS } from '../duties/specs.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { cancelAll, openShipped, returnOf } from './open-duty.ts';
import { lastLine, linesOf } from './talk.ts';
import { chatInWangxi, type GroupName, type PersonName, talkTo } from './wangxi.ts';

// A Tuesday morning in term.
const NOW = new Date('2026-11-24T09:00:00+08:00');
const DUE = { now: NOW, due: new Date('2026-11-27T17:00:00+08:00'), dueOn: '2026-11-27' };
const clock = fixedClock(NOW);

let program: TestChat;
let opened = 0;
const say = (who: PersonName, text: string, group?: GroupName) =>
  talkTo(program, 'dingtalk').raw(who, text, { at: clock.now(), ...(group === undefined ? {} : { group }) });
const month = (more: Partial<DutyDraft> = {}) =>
  openShipped(program, 'monthly-report', 'school', {
    ...DUE,
    now: clock.now(),
    id: `month-${opened}`,
    ...more,
  });
const visit = () =>
  openShipped(program, 'monthly-report', 'school', {
    ...DUE,
    id: `visit-${opened}`,
    title: '冬季到校检查',
    period: { key: 'p', label: '' },
    audience: 'officer6',
    answer: { ...SPECS.done, words: ['冬季到校检查'], example: '冬季到校检查 完成' },
  });

beforeAll(async () => {
  program = await chatInWangxi({ clock });
});
afterAll(() => program.stop());
beforeEach(async () => {
  opened += 1;
  clock.set(new Date(NOW.getTime() + opened * 60_000));
  await cancelAll(program, clock.now());
});

describe('待办', () => {
  it.each<[PersonName, string]>([
    ['principal', '帮助'],
    ['teacher', '帮助'],
    ['officer6', '帮助'],
    ['bureau', '未报'],
    ['tongdu', '未报'],
  ])('with nothing to do ends for %s in %s', async (who, line) => {
    const reply = await say(who, '待办');
    expect(reply).toMatch(/^现在没有要(?:您|贵校|贵镇|局里)?回复的任务/);
    expect(lastLine(reply)).toBe(line);
    expect(await say(who, line)).not.toContain('没看懂');
  });
  it('says once how to answer, how to put off, and ends in the line', async () => {
    await month();
    await openShipped(program, 'fire-day', 'school', { ...DUE, id: `fire-${opened}` });
    const reply = await say('principal', '待办');
    expect(linesOf(reply)).toEqual([
      '2项在等回复。忙就回“明早”；有难处回“有困难”加一句话。',
      '消防日（11月）：11月27日17:00截止，约60分钟。请回：',
      '消防 3 7',
      '学校月报（11月）：11月27日17:00截止，约10分钟。请回：',
      '月报 0 0 0',
    ]);
    await say('principal', '月报 0');
    expect(linesOf(await say('principal', '待办'))[0]).toBe(
      '1项在等回复，另有1项已完成。忙就回“明早”；有难处回“有困难”加一句话。',
    );
  });
  it('of the six officers names the schools left', async () => {
    await visit();
    const reply = await say('officer6', '待办');
    expect(reply).toContain('约10分钟，还有6所没报：桐渡镇中心小学、');
    expect(lastLine(reply)).toBe('报送 冬季到校检查 桐渡镇中心小学 完成');
    expect(await say('officer6', lastLine(reply))).toContain('收到，桐渡镇中心小学已完成');
  });
});

describe('a task for the six officers', () => {
  it('is counted in schools', async () => {
    const line = '派任务 六员 到校检查 12月4日前 依据 县教〔2026〕13号 20分钟 回完成';
    expect(await say('bureau', line)).toContain('派给120所学校（由六员报），');
  });
});

describe('明早', () => {
  it('of one of the six officers puts off all their schools at once', async () => {
    const { id } = await visit();
    expect(await say('officer6', '明早')).toMatch(/^好的，11月25日08:30再提醒一次：冬季到校检查/);
    for (const school of ['桐渡镇中心小学', '桐渡镇初级中学'])
      expect(await returnOf(program, id, school)).toMatchObject({ askedLaterUntil: expect.any(Date) });
    const again = await say('officer6', '明早');
    expect(again).toContain('已经推迟过一次了');
    expect(lastLine(again)).toBe('有困难 本周人手不够');
  });
});

describe('有困难', () => {
  it('without a reason asks for one in a line that works', async () => {
    await month();
    const reply = await say('principal', '有困难');
    expect(lastLine(reply)).toBe('有困难 本周人手不够');
    const told = await say('principal', lastLine(reply));
    expect(told).toContain('本周人手不够');
    expect(lastLine(told)).toBe('待办');
  });
});

describe('撤回', () => {
  it('after an answer says how the answer is taken back', async () => {
    const { id } = await month();
    await say('vicePrincipal', '月报 0');
    const reply = await say('vicePrincipal', '撤回');
    expect(reply).toContain('学校月报（11月）');
    expect(lastLine(reply)).toBe('报送 撤回');
    expect(await returnOf(program, id, '桐渡镇中心小学')).toMatchObject({ state: 'answered' });
    expect(await say('vicePrincipal', lastLine(reply))).toContain('已撤回：桐渡镇中心小学 学校月报（11月）');
    const nothing = await say('vicePrincipal', '报送 撤回');
    expect(nothing).toContain('还没有可以撤回的回复');
    expect(lastLine(nothing)).toBe('待办');
  });
  it('asks by number when a report was made before the answer', async () => {
    await month();
    const hazard = await say('liuchaPrincipal', '报隐患 柳汊镇初级中学 围墙裂缝');
    const no = /Y26-\d{4}-[A-Z]/.exec(hazard)?.[0] ?? '?';
    clock.set(new Date(clock.now().getTime() + 60_000));
    await say('liuchaPrincipal', '月报 0 0 1');
    const which = await say('liuchaPrincipal', '撤回');
    expect(linesOf(which).slice(1, 3)).toEqual(['1 学校月报（11月）的回复', `2 ${no}`]);
    expect(await say('liuchaPrincipal', '2')).toContain(`已撤回 ${no}`);
  });
  it('takes back the last report as ever when nothing was answered after it', async () => {
    await month();
    await say('principal', '月报 0');
    clock.set(new Date(clock.now().getTime() + 60_000));
    await say('principal', '报隐患 桐渡镇初级中学 围墙裂缝');
    expect(await say('principal', '撤回')).toMatch(/^已撤回 Y26/);
  });
  it('of one of the six officers names the school and the line that answers for it again', async () => {
    await visit();
    await say('officer6', '完成 桐渡镇初级中学');
    const reply = await say('officer6', '报送 撤回');
    expect(reply).toContain('已撤回：桐渡镇初级中学 冬季到校检查');
    expect(lastLine(reply)).toBe('报送 冬季到校检查 桐渡镇初级中学 完成');
    expect(await say('officer6', lastLine(reply))).toContain('收到，桐渡镇初级中学已完成');
  });
  it('means one’s own answer before a colleague’s', async () => {
    await month();
    await openShipped(program, 'fire-day', 'school', { ...DUE, id: `fire-${opened}` });
    await say('generalAffairs', '消防 正常');
    clock.set(new Date(clock.now().getTime() + 60_000));
    await say('vicePrincipal', '月报 0');
    expect(await say('generalAffairs', '报送 撤回')).toContain('已撤回：桐渡镇中心小学 消防日（11月）');
  });
});

describe('two people of one school', () => {
  it('answering one after the other: the second reads whose answer theirs replaced', async () => {
    const { id } = await month();
    await say('vicePrincipal', '月报 1 0 0');
    const second = await say('generalAffairs', '月报 0');
    expect(second).toContain('收到，桐渡镇中心小学已更正');
    expect(second).toContain('原来房霜白报的是：疑似1人，辍学0人，返校0人');
    expect(lastLine(second)).toBe('报送 撤回');
    const own = await say('generalAffairs', '月报 0 0 1');
    expect(own).not.toContain('原来');
    expect((await returnOf(program, id, '桐渡镇中心小学'))?.entries).toHaveLength(3);
  });
});

describe('an answer that comes late', () => {
  it('is taken after the deadline, and by its word after the duty was closed', async () => {
    const { id } = await month();
    clock.set(new Date('2026-11-30T10:00:00+08:00'));
    expect(await say('principal', '0')).toContain('桐渡镇初级中学已补报');
    const by = { key: 'x', role: 'bureau' };
    await program.app.built.services.duties.end(id, 'closed', by, clock.now())('closing');
    clock.set(new Date('2026-11-30T11:00:00+08:00'));
    expect(await say('vicePrincipal', '月报 0')).toContain('桐渡镇中心小学已补报');
    // A bare 0 may be anything by then.
    expect(await say('liuchaPrincipal', '0')).not.toContain('已补报');
    // What was reported is not changed by words that nobody asked for.
    expect(await say('principal', '月报 1 0 0')).not.toContain('已更正');
    expect(await say('principal', '补报 月报 1 0 0')).toContain('已更正');
  });
});

describe('an answer to a duty that was cancelled', () => {
  it.each(['月报 0', '报送 月报 0 0 0', '学校月报 0'])('hears so: %s', async (said) => {
    await month();
    await cancelAll(program, clock.now());
    const reply = await say('principal', said);
    expect(reply).toMatch(/^学校月报（11月）已取消，不用报了/);
    expect(lastLine(reply)).toBe('待办');
  });
  it('goes to the one that is open under the same name', async () => {
    await month();
    await cancelAll(program, clock.now());
    await month({ id: `month-again-${opened}` });
    expect(await say('principal', '月报 0')).toContain('已完成');
  });
});

describe('an answer in another group', () => {
  it.each<GroupName>(['liucha', 'parents', 'unknown'])('%s: is taken, and says no number', async (group) => {
    await month();
    expect(await say('principal', '月报 0 0 1', group)).toBe('收到，学校月报（11月）已完成，谢谢。');
  });
});

describe('an answer for another school', () => {
  it.each(['报送 月报 桐渡镇中心小学 0 0 0', '月报 桐渡镇中心小学 0'])('is refused: %s', async (said) => {
    const { id } = await month();
    const reply = await say('principal', said);
    expect(reply).toContain('只能报本单位的');
    expect(await program.app.built.services.duties.returns(id)).toEqual([]);
    expect(await say('principal', lastLine(reply))).toContain('桐渡镇初级中学已完成');
  });
});

describe('a sentence that answers nothing', () => {
  it('costs no write but those of every message, with duties open or not', async () => {
    await month();
    const id = 'about-steamed-buns';
    const reply = await talkTo(program, 'dingtalk').raw('principal', '今天食堂的包子味道不错', {
      at: clock.now(),
      id,
    });
    expect(reply).toMatch(/还没有登记任何内容|没有登记任何内容/);
    expect(program.frozen({ platform: 'dingtalk', id })).toEqual(['dialogue']);
  });
});
