import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, type Outbound, startOutbound, tidy, until } from '../support/outbound-program.ts';
import type { TestProgram } from '../support/program.ts';
import { lastLine, numberIn, PLATFORMS, type PlatformName } from './talk.ts';
import { GROUPS, type GroupName, PEOPLE, startWangxi, talkTo, WANGXI } from './wangxi.ts';

/** Those whom the county that ships names for emergencies. */
const DUTY = {
  ...PEOPLE,
  first: { wecom: 'linshouan', dingtalk: '0103' },
  water: { wecom: 'bianzhiqiu', dingtalk: '0102' },
  last: { wecom: 'cenlixia', dingtalk: '0101' },
  harm: { wecom: 'qichunfen', dingtalk: '0104' },
} as const satisfies Record<string, Record<PlatformName, string>>;
type Who = keyof typeof DUTY;

let world: Outbound;
let twin: TestProgram;
let ahead = 0;
/** On a Saturday, from half past eleven at night: nobody works, and everything else is quiet. */
const clock = { now: () => new Date(Date.now() + ahead) };
const goTo = (time: string): void => {
  ahead = new Date(time).getTime() - Date.now();
};
beforeAll(async () => {
  goTo('2026-11-21T23:30:00+08:00');
  world = await startOutbound({ county: WANGXI, withApp: true, clock });
  twin = await world.twin();
});
afterAll(async () => {
  await twin.stop();
  await world.stop();
});

/** Words that nobody asks for: what an alarm says, as opposed to an answer on the same way. */
const ALARM = /^\*\*(?:突发事件 )?T\d\d-/;

/** What an alarm told a person so far, on both platforms, without the app's reference. */
function pushedTo(who: Who): readonly string[] {
  const { wecom, dingtalk } = DUTY[who];
  const isTheirs: Readonly<Record<string, (to: string) => boolean>> = {
    'dingtalk.person': (to) => to === dingtalk,
    'dingtalk.session': (to) => to.startsWith(`${who}-`),
    'wecom.app': (to) => to === wecom,
  };
  const called = world.vendor.shown
    .filter(({ way, to }) => isTheirs[way]?.(to) === true)
    .map(({ text }) => text.replace(/\s*消息编号：.*$/u, ''));
  const connected = world.wecom.shown
    .filter(({ cmd, chat }) => cmd === 'aibot_send_msg' && chat === wecom)
    .map(({ body }) => (body as { readonly markdown: { readonly content: string } }).markdown.content);
  return [...called, ...connected].map(tidy).filter((text) => ALARM.test(text));
}
const about = (who: Who, no: string): readonly string[] => pushedTo(who).filter((text) => text.includes(no));
const told = (who: Who, no: string, times = 2): Promise<void> =>
  until(`${who} is told of ${no} ${times} times`, () => about(who, no).length >= times);

describe.each(PLATFORMS)('an emergency cried on %s in the night', (platform) => {
  const say = (who: Who, text: string, group?: GroupName, extra?: Readonly<Record<string, unknown>>) =>
    world.say(text, {
      platform,
      sender: DUTY[who][platform],
      // A DingTalk session is named after the message that opened it.
      id: `${who}-${newId()}`,
      ...(group === undefined ? {} : { group: GROUPS[group][platform] }),
      ...(extra === undefined ? {} : { extra }),
    });

  it('reaches the person named for it and the one on duty by all their accounts, then the next, until 知悉', async () => {
    const reply = await say('teacher', '桐渡镇初级中学门口 有学生溺水了', 'school');
    const no = numberIn(reply);
    expect(reply).toMatch(/^\*\*人命要紧：先打120/);
    expect(reply).toContain('已马上私信值班人员2人');
    await Promise.all([told('water', no), told('first', no)]);
    for (const text of [...about('water', no), ...about('first', no)]) {
      expect(text).toContain('有学生溺水了');
      expect(lastLine(text)).toBe(`知悉 ${no}`);
    }
    expect(about('last', no)).toEqual([]);
    ahead += 10 * 60_000;
    await told('last', no);
    expect(about('last', no)).toHaveLength(2);
    expect(await say('last', lastLine(about('last', no)[0] ?? ''))).toContain(`已记下您知悉 ${no}`);
    expect(await say('first', `知悉 ${no}`)).toContain('已由岑立夏知悉');
    expect(about('water', no)).toHaveLength(2);
    expect(world.vendor.shown.filter(({ text, way }) => way.endsWith('group') && text.includes(no))).toEqual(
      [],
    );
  });

  it('is told to nobody else once somebody answered', async () => {
    const no = numberIn(await say('stranger', '有人落水了，快来人'));
    await told('first', no);
    expect(await say('first', `知悉 ${no}`)).toContain('不再通知下一位');
    const { alarm } = world.program.app.built.services;
    await alarm.sweep(new Date(clock.now().getTime() + 60 * 60_000));
    expect(about('last', no)).toEqual([]);
  });

  it('is read with its words by who is on duty, answered and ended by them and the bureau alone', async () => {
    const no = numberIn(await say('principal', '桐渡镇初级中学宿舍 着火了'));
    expect(await say('water', `个案 ${no}`)).toContain('着火了');
    for (const who of ['stranger', 'liucha'] as const)
      expect(await say(who, `知悉 ${no}`)).toMatch(/没有|不在您的工作范围|需要先绑定/);
    expect(await say('principal', `误报 ${no}`)).toContain('不在您的工作范围');
    expect(await say('bureau', `误报 ${no}`, 'bureau')).toContain('请到私聊办');
    const figure = async () => /突发事件(\d+)起/.exec(await say('leader', '日报'))?.[1] ?? '0';
    const before = Number(await figure());
    expect(before).toBeGreaterThan(0);
    expect(await say('water', `误报 ${no}`)).toContain('不再计入任何统计');
    expect(await say('water', '确认')).toContain(`${no} 已记为误报`);
    expect(Number(await figure())).toBe(before - 1);
    await until('who was told hears of it', () =>
      about('first', no).some((text) => text.includes('核实为误报')),
    );
    expect(await say('water', `个案 ${no}`)).toContain('误报');
    expect(await say('first', `知悉 ${no}`)).toContain('误报');
  });

  it('is not what 撤回 alone takes, nor anything older', async () => {
    const hazard = numberIn(await say('village', '报隐患 枫树村 护栏松动'));
    const no = numberIn(await say('village', '枫树村 着火了'));
    const reply = await say('village', '撤回');
    expect(reply).toContain(`突发事件 ${no}，不能撤回`);
    expect(await say('village', `个案 ${hazard}`)).not.toContain('已撤回');
    expect(await say('village', lastLine(reply))).toContain(`已撤回 ${hazard}`);
  });

  it('of harm to a child reaches the one person named for it, and no one finds it', async () => {
    const reply = await say('teacher', '我们学校有老师猥亵女生');
    const no = numberIn(reply);
    expect(reply).toMatch(/打110。登记不能代替报警/);
    expect(reply).toContain('只告知县里指定的一个人');
    expect(reply).not.toMatch(/请.{0,4}(?:补充|说明|描述)/);
    await told('harm', no);
    for (const text of about('harm', no)) expect(text).not.toMatch(/猥亵|老师|女生/);
    ahead += 60 * 60_000;
    await world.program.app.built.services.alarm.sweep(clock.now());
    for (const who of ['first', 'water', 'last'] as const) expect(about(who, no)).toEqual([]);
    for (const who of ['principal', 'tongdu', 'bureau', 'leader', 'auditor', 'admin', 'first'] as const) {
      for (const line of [`个案 ${no}`, `知悉 ${no}`, `误报 ${no}`, no, `${no} 补充 听说的`])
        expect(await say(who, line)).not.toMatch(/突发|侵害|猥亵|登记 T|知悉 T|误报 T/);
    }
    expect(await say('teacher', `个案 ${no}`)).not.toMatch(/猥亵|女生/);
    expect(await say('harm', `个案 ${no}`)).toContain('猥亵女生');
    expect(await say('harm', `知悉 ${no}`)).toContain(`已记下您知悉 ${no}`);
  });

  it('of harm to a child names no number in a group, and asks to take it back', async () => {
    const reply = await say('teacher', '有女生被性侵', 'school');
    expect(reply).not.toMatch(/T\d\d-/);
    expect(reply).toContain('马上长按撤回');
    expect(lastLine(reply)).toBe('值班电话');
    expect(await say('teacher', lastLine(reply))).toContain('000-6610110');
  });

  it('takes no report and no photograph beside harm to a child', async () => {
    const { db } = world.program.app.database.mongo;
    const count = async () => [
      await db.collection('hazards').countDocuments(),
      await db.collection('dropouts').countDocuments(),
      await db.collection('photos').countDocuments(),
    ];
    const before = await count();
    expect(await say('village', '报隐患 桐渡镇初级中学 老师体罚学生')).toContain('登记不能代替报警');
    expect(await say('village', '报辍学 桐渡镇 八年级 女 被性侵')).toContain('登记不能代替报警');
    const picture =
      platform === 'wecom'
        ? {
            msgtype: 'image',
            text: undefined,
            image: { url: 'https://example.cn/p', aeskey: 'k'.repeat(43) },
          }
        : { msgtype: 'picture', text: undefined, content: { downloadCode: 'code' } };
    expect(await say('village', '', undefined, picture)).toContain('照片没有保存');
    expect(await count()).toEqual(before);
  });

  it('of harm by the very person named for it reaches nobody, and says so', async () => {
    const reply = await say('teacher', '戚春分猥亵女生');
    const no = numberIn(reply);
    expect(reply).toContain('没有通知到任何人，请您马上打110');
    await world.program.app.built.services.alarm.sweep(clock.now());
    expect(about('harm', no)).toEqual([]);
    expect(await say('harm', `个案 ${no}`)).not.toMatch(/猥亵|侵害/);
  });
});

describe('where nothing can be pushed', () => {
  let program: TestProgram;
  beforeAll(async () => {
    program = await startWangxi({
      env: { DINGTALK_CLIENT_ID: '', DINGTALK_CLIENT_SECRET: '', DINGTALK_CORP_ID: '' },
    });
  });
  afterAll(() => program.stop());

  it('the reply says that nobody was told and whom to phone, 自检 is red, and the words wait', async () => {
    const talk = talkTo(program, 'wecom');
    const reply = await talk('teacher', '桐渡镇初级中学 有学生溺水了', 'school');
    expect(reply).toContain('现在还没有通知到任何人，请您马上打电话：000-6610110');
    expect(await talk('bureau', '自检 全部')).toMatch(/✗ 突发事件通知：/);
    expect(await talk({ id: 'linshouan' }, '帮助')).toContain(`知悉 ${numberIn(reply)}`);
  });
});
