import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deliveryText } from '../support/delivery-text.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import type { TestProgram } from '../support/program.ts';
import { lastLine, PLATFORMS } from './talk.ts';
import { PEOPLE, type PersonName, startWangxi, type Talk, talkTo } from './wangxi.ts';

// Tuesday, 09:30 and, a fortnight before, 09:00 in the county.
const NOW = new Date('2026-11-24T09:30:00+08:00');
const BEFORE = new Date('2026-11-10T09:00:00+08:00');
const SCHOOLS = /小学|初级中学|幼儿园|教学点/u;

describe.each(PLATFORMS)('digests and instructions on %s', (platform) => {
  const clock = fixedClock(BEFORE);
  let program: TestProgram;
  let talk: Talk;
  const said = (who: PersonName, text: string) => talk.raw(who, text, { at: clock.now() });
  const number = (text: string, pattern: RegExp): number => Number(pattern.exec(text)?.[1]);

  beforeAll(async () => {
    program = await startWangxi({ clock });
    talk = talkTo(program, platform);
    await said('tongdu', '报辍学 桐渡镇枫树小学 疑似 失联');
    await said('liucha', '报辍学 柳汊镇初级中学 二次辍学');
    await said('liuchaPrincipal', '报隐患 柳汊镇初级中学 宿舍 消火栓没水');
    await said('bureau', '报隐患 桐渡镇中心小学 围墙裂缝');
    clock.set(NOW);
    await said('bureau', '报辍学 区外 二次辍学');
    await said('tongdu', '报辍学 桐渡镇初级中学 疑似');
  });
  afterAll(() => program.stop());

  it('日报 counts what 查 counts at the same moment, and says until when', async () => {
    const digest = await said('leader', '日报');
    const registered = number(digest, /在册未返校(\d+)/);
    const suspected = number(digest, /疑似待核(\d+)/);
    expect([registered, suspected]).toEqual([2, 2]);
    expect(lastLine(await said('leader', '查 辍学'))).toBe(`合计 ${registered + suspected}`);
    const hazards = number(digest, /未销号隐患(\d+)/);
    expect(lastLine(await said('leader', '查 隐患'))).toBe(`合计 ${hazards}`);
    expect(digest).toContain('截至09:30');
    expect(digest).toContain('较昨+1');
  });

  it('may be forwarded: no case number, no school with a child, no name', async () => {
    const digest = await said('leader', '日报');
    expect(digest).not.toMatch(/[KY]\d{2}-/);
    for (const line of digest.split('\n').filter((one) => /未返校|疑似|失联/.test(one)))
      expect(line.replace(/柳汊镇初级中学重大隐患\S*?(?=；|$)/u, '')).not.toMatch(SCHOOLS);
    expect([...digest].length).toBeLessThanOrEqual(180);
  });

  it('a township’s officer reads their own township, and decides nothing', async () => {
    const digest = await said('tongdu', '日报');
    expect(digest).toContain('疑似待核2');
    expect(digest).not.toContain('批示');
    expect(digest).not.toContain('柳汊');
    expect(await said('principal', '日报')).toContain('不在您的工作范围');
  });

  it.each<[string, string]>([
    ['日报 早 8:30', '每个工作日 08:30 收早报'],
    ['日报 早8点半', '每个工作日 08:30 收早报'],
    ['日报 早', '每个工作日 08:10 收早报'],
    ['日报 晚', '每个工作日 17:10 收晚报'],
    ['日报 晚 6点', '每个工作日 18:00 收晚报'],
    ['日报 周报', '只在每周五 16:00 收周报'],
    ['日报 停', '不再自动发'],
    ['日报 早 3:00', '早报可选 8:00 到 11:55'],
    ['日报 晚 22:30', '晚报可选 12:00 到 19:55'],
  ])('%s: %s', async (line, answer) => {
    const reply = await said('leader', line);
    expect(reply).toContain(answer);
    expect(await said('leader', lastLine(reply))).not.toMatch(/没看懂/);
  });

  it('the week and the circular can be read at any time, the circular by who sees the county', async () => {
    expect(await said('leader', '日报 本周')).toMatch(/^【望溪周报】11月23日-11月24日/);
    expect(await said('tongdu', '日报 本周')).toContain('疑似待核2');
    expect(await said('bureau', '日报 通报')).toContain('月度通报】2026年10月');
    expect(await said('tongdu', '日报 通报')).toContain('不在您的工作范围');
  });

  it('the line of a digest works when copied; what is decided is not asked again', async () => {
    const copied = (digest: string) => digest.split('\n').find((line) => line.startsWith('批示 '));
    const line = copied(await said('leader', '日报')) ?? '';
    expect(line).toBe('批示 D1124 桐渡镇失联个案请公安协查');
    const no = /P26-\d{4}-[A-Z]/.exec(await said('leader', line))?.[0] ?? '';
    expect(await said('leader', '日报')).toContain('今日无需批示');
    const asked = await said('bureau', `批示 办结 ${no} 已协查`);
    expect(lastLine(asked)).toBe('确认');
    expect(copied(await said('leader', '日报'))).toBeUndefined();
    expect(await said('bureau', '确认')).toContain('已办结');
    expect(copied(await said('leader', '日报'))).toBe(line);
  });

  it('批示 goes to whose work it is, and is tracked until it is done', async () => {
    await said('leader', '日报');
    const given = await said('leader', '批示 桐渡镇失联个案三天内入户核实');
    const no = /P26-\d{4}-[A-Z]/.exec(given)?.[0] ?? '';
    expect(given).toContain('已交卞知秋办理');
    expect(await said('leader', '批示 D1124 桐渡镇失联个案三天内入户核实')).not.toContain(no);
    expect(await said('leader', `批示 ${'请抓紧。'.repeat(300)}`)).toMatch(/太长了，没有登记/);
    const list = await said('bureau', '批示');
    expect(list).toContain(`${no} 桐渡镇失联个案三天内入户核实（岑立夏，已0天）`);
    const asked = await said('bureau', `批示 办结 ${no.toLowerCase()} 已入户`);
    expect(asked).toContain(`批示 ${no}（岑立夏）：桐渡镇失联个案三天内入户核实`);
    expect(asked).toContain('办结情况：已入户');
    for (const word of ['1', '好的', '收到', '4', '一'])
      expect(lastLine(await said('bureau', word))).toBe('确认');
    expect(await said('bureau', '批示')).toContain(no);
    expect(await said('bureau', '确认')).toContain('刚才要确认的事被别的话打断了');
    expect(await said('bureau', '继续')).toContain('办结情况：已入户');
    expect(await said('bureau', '确认')).toContain(`${no} 已办结`);
    expect(await said('bureau', '确认')).toContain('没有等您确认的事');
    expect(await said('bureau', '批示')).not.toContain(no);
    expect(await said('bureau', `批示 办结 ${no} 已入户`)).toContain('没有这件在办的批示');
  });

  it('the day’s instructions stand in the evening’s digest', async () => {
    clock.set(new Date('2026-11-24T17:30:00+08:00'));
    expect(await said('leader', '日报')).toContain('批示办结2，在办1');
    clock.set(NOW);
  });

  it('批示 with a child’s data is refused, with a line that works', async () => {
    const refused = await said('leader', '批示 王小明同学 13812345678 尽快劝返');
    expect(refused).toContain('没有登记');
    expect(await said('leader', lastLine(refused))).toContain('批示已登记');
    const { no = '' } = /(?<no>P26-\d{4}-[A-Z])/.exec(await said('bureau', '批示'))?.groups ?? {};
    const again = await said('bureau', `批示 办结 ${no} 学生姓名王小明，电话13812345678`);
    expect(again).toContain('没有登记');
    expect(lastLine(await said('bureau', lastLine(again)))).toBe('确认');
    expect(await said('bureau', '确认办理')).toContain('已办结');
  });

  it('批示 is for leaders, and for private chats', async () => {
    expect(await said('bureau', '批示 请安全股复查')).toContain('批示由领导下达');
    expect(await said('tongdu', '批示 请安全股复查')).toContain('不在您的工作范围');
    const group = await talk.raw('leader', '批示 请安全股复查', { at: clock.now(), group: 'bureau' });
    expect(group).toContain('私聊');
    expect(await talk.raw('leader', '日报', { at: clock.now(), group: 'bureau' })).not.toContain(
      '在册未返校',
    );
  });
});

describe('the hour of a digest', () => {
  it('comes once for two instances: the day’s figures first, one message to the leader, with its picture', async () => {
    const clock = fixedClock(new Date('2026-11-24T07:58:00+08:00'));
    const program = await startWangxi({ clock });
    const twin = await program.twin();
    const both = [program, twin];
    try {
      const talk = talkTo(program, 'dingtalk');
      await talk.raw('tongdu', '报辍学 桐渡镇枫树小学 疑似', { at: clock.now() });
      for (const minute of ['08:00', '08:05', '08:10', '08:15']) {
        clock.set(new Date(`2026-11-24T${minute}:20+08:00`));
        await Promise.all(both.map(({ app }) => app.tick()));
        await Promise.all(both.map(({ app }) => app.tick()));
      }
      const { db } = program.app.database.mongo;
      const days = db.collection<{ _id: string; areas: object[] }>('figures_daily');
      expect(await days.findOne({ _id: '2026-11-24' })).toMatchObject({ areas: [{ suspected: 1 }] });
      expect(await days.countDocuments()).toBe(36);
      const deliveries = await program.app.outbox.list({ limit: 50 });
      const digests = deliveries.filter(({ kind }) => kind === 'digest');
      expect(digests.map(({ target }) => target)).toEqual([
        { platform: 'dingtalk', kind: 'person', id: PEOPLE.leader.dingtalk },
      ]);
      const text = await deliveryText(program.app.database, digests[0]?.id ?? '');
      expect(text).toContain('①在册未返校0（较昨持平），疑似待核1');
      const picture = await db.collection<{ _id: string }>('digest_pictures').findOne();
      expect(picture?._id).toBe('2026-11-24-morning-all');
    } finally {
      await twin.stop();
      await program.stop();
    }
  }, 120_000);
});
