import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { arg } from '../../src/chat/args.ts';
import { defineCommand, writes } from '../../src/chat/command.ts';
import { createDialogues } from '../../src/chat/dialogue-store.ts';
import { createDispatcher } from '../../src/chat/dispatch.ts';
import type { IncomingMessage } from '../../src/chat/message.ts';
import { parseArgs } from '../../src/chat/parse/parse-args.ts';
import { describePerson, type Named, whoIsMeant } from '../../src/chat/people-meant.ts';
import { plainLine } from '../../src/chat/plain-line.ts';
import { createRegistry } from '../../src/chat/registry.ts';
import { unpackReply } from '../../src/chat/reply.ts';
import type { TurnEntry } from '../../src/chat/turn.ts';
import { TEMPLATES_DIR } from '../../src/compose/paths.ts';
import { moneyWord } from '../../src/kit/money.ts';
import type { Person } from '../../src/people/types.ts';
import { loadReplies } from '../../src/texts/load-texts.ts';
import { lastLine, linesOf } from '../journeys/talk.ts';
import { chatInWangxi, GROUPS, PEOPLE, type PersonName } from '../journeys/wangxi.ts';
import { type TestChat, tidy } from '../support/chat.ts';
import { entryOf } from './entry-of.ts';

const face = {
  aliases: [],
  order: 1,
  summary: '试用',
  usage: '内容 验收人 资金',
  roles: 'anyone',
  where: 'both',
} as const;
const args = z.object({
  people: arg.people({ labels: ['验收人'], question: '由谁验收？' }),
  money: arg.money({ labels: ['资金'] }).optional(),
  said: arg.text({ labels: ['措施'] }).optional(),
});
type Told = z.output<typeof args>;
const told = ({ people, money, said }: Told) =>
  [
    people.map(({ name, role, post }) => [name, role, post].join('/')).join(' '),
    money === undefined ? '' : moneyWord(money),
    said,
  ].join('|');

const adds = defineCommand({
  ...face,
  name: '试整改',
  examples: [{ line: '试整改 换护栏 桐渡镇教育专干桑小满', where: 'both' }],
  effect: 'adds',
  args,
  run: async (_, all) =>
    writes(
      async () => told(all),
      (stored) => `记下 ${stored}`,
    ),
});
const shows = defineCommand({
  ...face,
  name: '试查人',
  examples: [{ line: '试查人 安全股长', where: 'both' }],
  effect: 'none',
  args,
  run: async (_, all) => ({ reply: `查到 ${told(all)}` }),
});

const needsMore = defineCommand({
  ...face,
  name: '试拨款',
  examples: [{ line: '试拨款 安全股长 8000元', where: 'both' }],
  effect: 'none',
  args: args.extend({ money: arg.money({ labels: ['资金'] }) }),
  run: async (_, all) => ({ reply: told(all) }),
});

describe('people named to a command', () => {
  let chat: TestChat;
  let more: readonly Person[] = [];
  let say: (
    who: PersonName,
    text: string,
    more?: { group?: keyof typeof GROUPS; entry?: TurnEntry },
  ) => Promise<string>;

  beforeAll(async () => {
    chat = await chatInWangxi();
    const { mongo, sealer } = chat.app.database;
    const { services } = chat.app.built;
    const everyone = async () => [...(await services.people.everyone()), ...more];
    const dispatch = createDispatcher({
      registry: createRegistry([adds, shows, needsMore]),
      services: { ...services, people: { ...services.people, everyone } },
      dialogues: createDialogues(mongo, sealer),
      texts: loadReplies(TEMPLATES_DIR),
      readAct: () => [],
      cards: false,
      timeZone: 'Asia/Shanghai',
      surface: () => ({ replyBytes: 20_000, measure: (text) => text.length }),
      onError: () => {},
    });
    say = async (who, text, { group, entry } = {}) => {
      const id = randomBytes(8).toString('hex');
      const sender = PEOPLE[who].dingtalk;
      const message: IncomingMessage = {
        ...{ platform: 'dingtalk', id, kind: 'text', text, attachments: [], reply: {} },
        chat:
          group === undefined
            ? { kind: 'single', id: sender }
            : { kind: 'group', id: GROUPS[group].dingtalk },
        sender: { id: sender, outsider: false },
        receivedAt: new Date(),
      };
      return tidy(unpackReply(await dispatch(message, entry ?? entryOf(`dingtalk:${id}`))).text);
    };
  });
  afterAll(() => chat.stop());

  it.each<[string, string]>([
    ['换护栏 蔺守安', '蔺守安/bureau/安全股长||换护栏'],
    ['换护栏 蔺守安、戚春分 8000元', '蔺守安/bureau/安全股长 戚春分/bureau/包片干部|8000元|换护栏'],
    ['换护栏 蔺守安和戚春分 1.2万', '蔺守安/bureau/安全股长 戚春分/bureau/包片干部|1.2万元|换护栏'],
    ['换护栏 安全股长', '蔺守安/bureau/安全股长||换护栏'],
    ['换护栏 县教育局安全股长', '蔺守安/bureau/安全股长||换护栏'],
    ['换护栏 蔺守安股长', '蔺守安/bureau/安全股长||换护栏'],
    ['换护栏 安全股长 蔺守安', '蔺守安/bureau/安全股长||换护栏'],
    ['换护栏 安全股长、蔺守安', '蔺守安/bureau/安全股长||换护栏'],
    ['换护栏 桐渡镇教育专干桑小满', '桑小满/township/教育专干||换护栏'],
    ['换护栏 桐渡镇教育专干', '桑小满/township/教育专干||换护栏'],
    ['换护栏 教育专干 桑小满', '桑小满/township/教育专干||换护栏'],
    ['换护栏 桑小满（教育专干）', '桑小满/township/教育专干||换护栏'],
    ['换护栏 桐渡初中校长', '宁可行/school/校长||换护栏'],
    ['换护栏 验收人：卓谷雨老师', '卓谷雨/teacher/班主任||换护栏'],
    ['换护栏 枫树村主任', '仇半夏/village/枫树村主任||换护栏'],
  ])('%s', async (line, expected) => {
    expect(await say('bureau', `试整改 ${line}`)).toBe(`记下 ${expected}`);
  });

  it('of whom several fit are asked about by number, and each choice is the whole line', async () => {
    const asked = await say('bureau', '试整改 换护栏 蔺守安、校长 8000元');
    expect(linesOf(asked)).toEqual([
      '“验收人”是哪一位？',
      '1 宁可行（桐渡镇初级中学校长）',
      '2 阮小雪（柳汊镇初级中学校长）',
      '3 路大暑（禾洲渡镇初级中学校长）',
      '回数字即可，或发：',
      '试整改 换护栏 验收人:蔺守安、桐渡镇初级中学校长宁可行 8000元',
    ]);
    expect(await say('bureau', '2')).toBe('记下 蔺守安/bureau/安全股长 阮小雪/school/校长|8000元|换护栏');
    expect(await say('bureau', lastLine(asked))).toContain('宁可行/school/校长');
  });

  it('whom nobody is called are never taken for who is called nearly so', async () => {
    const asked = await say('bureau', '试整改 换护栏 蔺守鞍');
    expect(linesOf(asked)).toEqual([
      '没有找到您写的“验收人”，您说的是不是：',
      '1 蔺守安（安全股长）',
      '回数字即可，或发：',
      '试整改 换护栏 验收人:安全股长蔺守安',
    ]);
    expect(await say('bureau', '试整改 换护栏 柳汊镇教育专干桑小满')).toContain('1 桑小满（桐渡镇教育专干）');
    expect(await say('bureau', '试整改 换护栏 股长')).toContain('1 蔺守安（安全股长）');
  });

  it('whom nobody is called nearly are told so, with a line that works', async () => {
    const none = await say('bureau', '试整改 换护栏 王小明');
    expect(linesOf(none)).toEqual([
      '没有找到您写的“验收人”，请写您工作范围内同志的姓名或职务。例如：',
      '试整改 换护栏 桐渡镇教育专干桑小满',
    ]);
    expect(await say('bureau', lastLine(none))).toContain('记下 桑小满');
  });

  it('of whom too many fit, or who cannot be told apart, are told so', async () => {
    const teacher = { role: 'teacher', post: '体育教师', accounts: [] } as const;
    more = Array.from({ length: 10 }, (_, at) => ({ ...teacher, id: `t${at}`, name: `张三${at % 9}` }));
    const many = await say('bureau', '试整改 换护栏 体育教师');
    expect(linesOf(many)).toEqual([
      '“验收人”对得上的人较多，请写明单位、职务和姓名。例如：',
      '试整改 换护栏 桐渡镇教育专干桑小满',
    ]);
    more = ['t1', 't2'].map((id) => ({ ...teacher, id, name: '张三丰' }));
    expect(await say('bureau', '试整改 换护栏 张三丰')).toBe(many);
    more = [];
  });

  it('out of reach are answered as if they were not there', async () => {
    const none = await say('liucha', '试整改 换护栏 王小明');
    for (const line of ['桑小满', '桐渡镇教育专干桑小满', '蔺守安', '宁可行'])
      expect(await say('liucha', `试整改 换护栏 ${line}`)).toBe(none);
    expect(await say('liucha', '试整改 换护栏 校长')).toContain('记下 阮小雪/school/校长');
    expect(await say('liucha', '试整改 换护栏 验收人：濮芒种')).toContain('记下 濮芒种');
    expect(await say('principal', '试整改 换护栏 卓谷雨')).toContain('记下 卓谷雨');
    expect(await say('principal', '试整改 换护栏 桑小满')).toContain('没有找到');
    expect(await say('stranger', '试整改 换护栏 蔺守安')).toContain('没有找到');
  });

  it('are asked for when nobody is named', async () => {
    expect(await say('bureau', '试整改 换护栏 8000元')).toContain('由谁验收？');
    expect(await say('bureau', '戚春分')).toBe('记下 戚春分/bureau/包片干部|8000元|换护栏');
  });

  it('in a group: a name that is no officer’s asks to recall the message, and is not said again', async () => {
    const stranger = await say('bureau', '试整改 换护栏 王小明', { group: 'bureau' });
    expect(stranger).toContain('撤回');
    expect(stranger).not.toContain('王小明');
    for (const line of ['蔺守安', '安全股长', '校长', '柳汊镇教育专干'])
      expect(await say('bureau', `试整改 换护栏 ${line}`, { group: 'bureau' })).not.toContain('撤回');
    expect(await say('bureau', '试拨款 王小明', { group: 'bureau' })).toContain('撤回');
    expect(await say('bureau', '试拨款 蔺守安和王小明 8000元', { group: 'bureau' })).toContain('撤回');
    expect(await say('bureau', '试拨款 蔺守安', { group: 'bureau' })).not.toContain('撤回');
    expect(await say('tongdu', '试整改 换护栏 蔺守安', { group: 'tongdu' })).not.toContain('撤回');
  });

  it('in a group: the choice waits in the private chat, with all that was said', async () => {
    const asked = await say('bureau', '试整改 换护栏 校长 8000元', { group: 'bureau' });
    expect(asked).toContain('私聊发送：\n继续');
    expect(asked).not.toContain('宁可行');
    expect(await say('bureau', '继续')).toContain('1 宁可行（桐渡镇初级中学校长）');
    expect(await say('bureau', '1')).toBe('记下 宁可行/school/校长|8000元|换护栏');
    expect(await say('bureau', '试查人 校长', { group: 'bureau' })).toContain('私聊发送：\n试查人');
    expect(await say('bureau', '试查人 安全股长', { group: 'bureau' })).toContain('查到 蔺守安');
  });

  it('stay who they were for a message that is run again', async () => {
    const entry = entryOf('dingtalk:again');
    const first = await say('bureau', '试整改 换护栏 安全股长', { entry });
    const known = entry.recall('1.people') ?? '';
    expect(JSON.parse(known)).toMatchObject([{ name: '蔺守安', role: 'bureau', post: '安全股长' }]);
    expect(await say('bureau', '试整改 换护栏 安全股长', { entry })).toBe(first);
    const reading = entryOf('dingtalk:reads');
    await say('bureau', '试查人 安全股长', { entry: reading });
    expect(reading.recall('1.people')).toBeUndefined();
  });

  it('and money are said again in a group as they are understood, and read back the same', async () => {
    const { places, calendar } = chat.app.built.services;
    const env = {
      gazetteer: await places.current(),
      calendar: await calendar.current(),
      today: '2026-11-24',
    };
    const people = [{ id: 'p', name: '蔺守安', role: 'bureau', post: '安全股长' }];
    const line = plainLine(
      { name: '试查人', does: shows },
      { people, money: 1_200_000, said: '王小明' },
      env,
    );
    expect(line).toBe('试查人 验收人:安全股长蔺守安 资金1.2万元');
    expect(parseArgs(args, line.slice(4), env).values).toEqual({
      people: '安全股长蔺守安',
      money: 1_200_000,
    });
    expect(plainLine({ name: '试查人', does: shows }, { people: '王小明' }, env)).toBe('试查人');
  });

  it('are each read back from unit, post and name', async () => {
    const { people, places } = chat.app.built.services;
    const gazetteer = await places.current();
    const all = (await people.everyone()).filter((one): one is Named => one.name !== undefined);
    expect(all.length).toBeGreaterThan(20);
    for (const person of all) {
      const words = describePerson(person, gazetteer);
      expect(whoIsMeant([[words]], all, gazetteer)).toEqual([{ words, fitting: [person] }]);
    }
  });
});
