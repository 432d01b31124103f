import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { numberIn } from './talk.ts';
import { chatInWangxi, type GroupName, type PersonName, talkTo } from './wangxi.ts';

const NOW = new Date('2026-12-01T09:00:00+08:00');
const clock = fixedClock(NOW);

describe('what is said of files', () => {
  let chat: TestChat;
  const say = (who: PersonName, text: string, more: { group?: GroupName; quote?: string } = {}) => {
    clock.set(new Date(clock.now().getTime() + 5_000));
    return talkTo(chat, 'wecom').raw(who, text, { at: clock.now(), ...more });
  };
  const child = async (words = '桐渡镇初级中学 七年级 女 厌学') =>
    numberIn(await say('tongdu', `报辍学 ${words}`));
  const hazard = async (words = '桐渡镇初级中学 三楼厕所漏水') =>
    numberIn(await say('tongdu', `报隐患 ${words}`));
  const caseOf = async (no: string) => chat.app.built.services.dropouts.find(no);
  const kinds = async (no: string) =>
    ((no.startsWith('K') ? await caseOf(no) : await chat.app.built.services.hazards.find(no))?.entries ?? [])
      .map(({ kind }) => String(kind))
      .slice(1);

  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
  });
  afterAll(() => chat.stop());

  it.each(['是谁报的', '现在办到哪一步了', '属于哪个学校', '情况怎么样', '查一下', '算不算辍学', '怎么处理'])(
    'the number and %s is a question: the file is shown and nothing added',
    async (words) => {
      const no = await child();
      const reply = await say('tongdu', `${no} ${words}`);
      expect(reply).toContain('没有补充任何内容');
      expect(reply).toContain(no);
      expect(await kinds(no)).toEqual([]);
    },
  );
  it.each(['她妈妈说不知道她去哪了', '怎么劝都不肯回', '姑姑家在县城租房', '谁去了都不开门'])(
    'the number and %s tells something, and is added',
    async (words) => {
      const no = await child();
      await say('tongdu', `${no} ${words}`);
      expect(await kinds(no)).toHaveLength(1);
    },
  );
  it('怎么销号 shows what is still missing, and strikes nothing off', async () => {
    const no = await child();
    expect(await say('tongdu', `${no} 怎么销号`)).toContain('销号');
    expect(await kinds(no)).toEqual([]);
  });
  it('words beside the number of a hazard are kept with it, and shown to those who deal with it', async () => {
    const no = await hazard();
    expect(await say('tongdu', `${no} 补充 隔壁那间也漏`)).toContain(`已补充 ${no}`);
    await say('tongdu', `${no} 是去年新修的那一排`);
    expect(await kinds(no)).toEqual(['supplemented', 'supplemented']);
    const shown = await say('tongdu', `个案 ${no}`);
    expect(shown).toContain('补充：隔壁那间也漏');
    expect(shown).toContain('补充：是去年新修的那一排');
  });
  it('that it was fixed is 整改 in many words', async () => {
    for (const words of ['已经用螺丝固定好了', '水管换过了', '垃圾都清理了']) {
      const no = await hazard(`桐渡镇初级中学 ${words.length}号楼后面的隐患${words.length}`);
      await say('tongdu', `${no} ${words}`);
      expect(await kinds(no)).toEqual(['submitted']);
    }
  });
  it('a command behind the number is that command', async () => {
    const no = await child();
    expect(await say('tongdu', `${no} 销号`)).not.toContain('已补充');
    expect(await say('tongdu', `${no} 劝返 家访 见到奶奶 答应周一来`)).toContain('劝返');
    expect(await kinds(no)).toEqual(['visited']);
    await say('tongdu', `${no} 今天又去她家了 锁着门`);
    expect(await kinds(no)).toEqual(['visited', 'visited']);
  });
  it('who lost the number of their own report is shown it', async () => {
    const no = await child('桐渡镇枫树小学 四年级 男');
    expect(await say('tongdu', '我刚才报的编号忘了')).toContain(no);
    expect(await say('tongdu', '我报的那个编号多少来着')).toContain(no);
  });
});

describe('what is said after a report', () => {
  let chat: TestChat;
  const say = (who: PersonName, text: string, more: { group?: GroupName; quote?: string } = {}) => {
    clock.set(new Date(clock.now().getTime() + 5_000));
    return talkTo(chat, 'wecom').raw(who, text, { at: clock.now(), ...more });
  };
  const report = async (line: string) => numberIn(await say('tongdu', line));
  const find = async (no: string) => chat.app.built.services.dropouts.find(no);
  const kinds = async (no: string) =>
    (no.startsWith('K') ? await find(no) : await chat.app.built.services.hazards.find(no))?.entries
      .map(({ kind }) => String(kind))
      .slice(1);
  const open = async () => /辍学 \d+ 人/.exec(await say('tongdu', '查 辍学'))?.[0];
  /** Says it, and takes what is offered first. */
  const saidAndMeant = async (text: string, more: { quote?: string } = {}) => {
    const offer = await say('tongdu', text, more);
    const word = offer.split('\n').at(-1) ?? '';
    return /^(?:是|1)$/.test(word) ? say('tongdu', word) : offer;
  };

  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
  });
  afterAll(() => chat.stop());

  it.each([
    ['弄错了 是八年级的', { grade: '八年级' }],
    ['不对，不是七年级是八年级', { grade: '八年级' }],
    ['报错了 是八年级', { grade: '八年级' }],
    ['改成男生 选错了', { sex: '男' }],
    ['更正：11月18日起没来', { absentSince: '2026-11-18' }],
    ['报辍学 刚才那个时间写错了 是11月18号开始没来的', { absentSince: '2026-11-18' }],
    ['上面那个时间不对 应该是11月18日', { absentSince: '2026-11-18' }],
  ] as const)('%s puts right what was reported last, and files nothing anew', async (text, want) => {
    const no = await report('报辍学 桐渡镇初级中学 七年级 女 11月23日起没来');
    const before = await open();
    await saidAndMeant(text);
    expect(await find(no)).toMatchObject(want);
    expect((await find(no))?.state).toBe('suspected');
    expect(await open()).toBe(before);
  });
  it('another school is another school of the same township', async () => {
    const no = await report('报辍学 桐渡镇枫树小学 五年级 男');
    await saidAndMeant('不是枫树 是老鹰岩小学的');
    const place = chat.app.built.services.places;
    const school = (await place.current()).byId((await find(no))?.schoolId ?? '');
    expect(school?.name).toContain('老鹰岩');
  });
  it('of two children the one is added to whom the words point at', async () => {
    const first = await report('报辍学 桐渡镇初级中学 九年级 男');
    const second = await report('报辍学 桐渡镇枫树小学 三年级 女');
    await saidAndMeant('九年级那个 爸爸在外地打工');
    expect(await kinds(first)).toEqual(['supplemented']);
    expect(await kinds(second)).toEqual([]);
  });
  it('he came and was gone again is no new child', async () => {
    const no = await report('报辍学 桐渡镇初级中学 八年级 男');
    expect(await saidAndMeant('他来了一天 今天又没来')).toContain(no);
    expect(await kinds(no)).toEqual(['supplemented']);
  });
  it('more about a hazard is kept with the one that it tells of, or rectifies it', async () => {
    const wall = await report('报隐患 桐渡镇初级中学 操场围墙歪了');
    const pipe = await report('报隐患 桐渡镇初级中学 三楼水管漏水');
    await saidAndMeant('前头那个围墙 又歪了一点');
    expect(await kinds(wall)).toEqual(['supplemented']);
    await saidAndMeant('那个水管换过了');
    expect(await kinds(pipe)).toEqual(['submitted']);
  });
  it('whatever is said to a quoted receipt is about its file, but thanks', async () => {
    const receipt = await say('tongdu', '报隐患 桐渡镇初级中学 食堂后门锁不上');
    await say('tongdu', '报辍学 桐渡镇初级中学 七年级 男');
    await say('tongdu', '夜里也没人看', { quote: receipt });
    expect(await kinds(numberIn(receipt))).toEqual(['supplemented']);
    await say('tongdu', '收到 谢谢', { quote: receipt });
    expect(await kinds(numberIn(receipt))).toEqual(['supplemented']);
  });
  it('a number whose last letter is wrong does nothing: the files of the day are asked about', async () => {
    const no = await report('报辍学 桐渡镇初级中学 七年级 女');
    const wrong = `${no.slice(0, -1)}${no.endsWith('A') ? 'C' : 'A'}`;
    const reply = await say('tongdu', `撤回 ${wrong}`);
    expect(reply).toContain(no);
    expect((await find(no))?.state).toBe('suspected');
  });
  it('a number with 报错了 is taken back, a question about it is none, and a child left out by law is decided about', async () => {
    const no = await report('报辍学 桐渡镇初级中学 七年级 女');
    await say('tongdu', `${no} 怎么撤回`);
    await say('tongdu', `${no} 不要撤回`);
    expect((await find(no))?.state).toBe('suspected');
    // Left out by law: decided about by somebody else than who reported it.
    expect(await say('tongdu', `${no} 报错了 办了休学`)).toContain('须换一个人办');
    expect((await find(no))?.state).toBe('suspected');
    await say('tongdu', `${no} 报错了`);
    expect((await find(no))?.state).toBe('withdrawn');
  });
  it('what is pointed at in front of 撤回 is asked about; another day points at nothing of today', async () => {
    const first = await report('报隐患 桐渡镇初级中学 操场跑道鼓包了');
    const second = await report('报隐患 桐渡镇初级中学 大门口路灯不亮');
    const states = async () =>
      Promise.all([first, second].map(async (no) => (await chat.app.built.services.hazards.find(no))?.state));
    for (const line of ['把跑道那个删了', '昨天那条撤回', '撤回 昨天那条', '第一条作废'])
      expect(await say('tongdu', line)).toMatch(/哪一条/);
    expect(await states()).toEqual(['reported', 'reported']);
  });
  it('a question about what was just reported shows it', async () => {
    const no = await report('报辍学 桐渡镇枫树小学 二年级 女');
    expect(await say('tongdu', '刚才报的二年级那个办到哪一步了')).toContain(no);
  });
  it('a group is told the line with the number that is said in private', async () => {
    const receipt = await say('tongdu', '报隐患 桐渡镇初级中学 走廊灯不亮', { group: 'tongdu' });
    expect(await say('tongdu', '修好了', { group: 'tongdu', quote: receipt })).toMatch(
      new RegExp(`整改 ${numberIn(receipt)}$`),
    );
  });
});
