import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { documentRef } from '../../src/documents/ref.ts';
import { startChat, type TestChat } from '../support/chat.ts';
import { PAGES, pagesOf, pathIn, visit } from '../support/web-visitor.ts';
import { numberIn, PLATFORMS, type PlatformName } from './talk.ts';
import { type GroupName, PEOPLE, talkTo, WANGXI } from './wangxi.ts';

/** People whom 望溪县 does not have: of another school, accounts that are shared, and one who is named by the county. */
const MORE = [
  '  - { name: 温小寒, role: 教师, post: 班主任, school: 柳汊镇初级中学, wecom: elsewhere, dingtalk: elsewhere }',
  '  - { name: 初中办公室, role: 学校, school: 桐渡镇初级中学, shared: 是, wecom: shared, dingtalk: shared }',
  '  - { name: 镇教育办, role: 乡镇, township: 桐渡镇, shared: 是, wecom: office, dingtalk: office }',
  '  - { name: 路清明, role: 教师, post: 班主任, school: 桐渡镇初级中学, rights: [调阅], wecom: named, dingtalk: named }',
  '  - { name: 路立秋, role: 审计, rights: [调阅], wecom: namedauditor, dingtalk: namedauditor }',
];
const COUNTY = WANGXI.replace(/^members:$/m, `members:\n${MORE.join('\n')}`);
const EXTRA = ['elsewhere', 'shared', 'office', 'named', 'namedauditor', 'former'] as const;
type Who = keyof typeof PEOPLE | (typeof EXTRA)[number];

const CHILD =
  '桐渡镇初级中学 疑似 八年级(2)班 女 姓名：欧阳测试 身份证号：999999201109100021 监护人：欧阳山 电话 13912345678';

/** Each sign of the child that an answer may hold, the ones that tell most first. */
const SIGNS: readonly (readonly [string, RegExp])[] = [
  ['whole', /999999201109100021|欧阳测试/],
  ['contact', /13912345678|欧阳山/],
  ['words', /枫树村3组/],
  ['masked', /欧阳[*＊]试|139[*＊]{4}5678|欧[*＊]山/],
  ['traits', /八年级|2班|监护人：|补充说明/],
];
const levelOf = (answer: string): string => SIGNS.find(([, sign]) => sign.test(answer))?.[0] ?? '-';

const VIEWS = [
  '个案',
  '经过',
  '名单',
  '找名字',
  '查名字',
  '电话',
  '待办',
  '调阅',
  '别人的链接',
  '群里',
  '文书',
] as const;

/** What each of them reads of the child by each view. */
const TABLE: Readonly<Record<Who, readonly string[]>> = {
  // 个案, 经过, 名单, 找名字, 查名字, 电话, 待办, 调阅, 别人的链接, 群里, 文书
  teacher: ['words', '-', 'masked', 'masked', '-', 'contact', '-', '-', '-', '-', '-'],
  named: ['words', '-', 'masked', 'masked', '-', 'contact', '-', 'whole', '-', '-', 'paper'],
  principal: ['words', '-', 'masked', 'masked', '-', 'contact', '-', 'whole', '-', '-', 'paper'],
  shared: ['words', '-', 'masked', 'masked', '-', '-', '-', '-', '-', '-', '-'],
  tongdu: ['words', '-', 'masked', 'masked', '-', 'contact', '-', 'whole', '-', '-', 'paper'],
  tongduHead: ['words', '-', 'masked', 'masked', '-', 'contact', '-', 'whole', '-', '-', 'paper'],
  office: ['words', '-', 'masked', 'masked', '-', '-', '-', '-', '-', '-', '-'],
  village: ['words', '-', 'masked', 'masked', '-', '-', '-', '-', '-', '-', '-'],
  bureau: ['words', '-', 'masked', 'masked', '-', '-', '-', 'whole', '-', '-', 'paper'],
  officer6: ['masked', '-', 'masked', 'masked', '-', '-', '-', '-', '-', '-', '-'],
  leader: ['masked', '-', 'masked', 'masked', '-', '-', '-', '-', '-', '-', '-'],
  auditor: ['masked', '-', 'masked', 'masked', '-', '-', '-', '-', '-', '-', '-'],
  namedauditor: ['masked', '-', 'masked', 'masked', '-', '-', '-', '-', '-', '-', '-'],
  admin: ['masked', '-', 'masked', 'masked', '-', '-', '-', '-', '-', '-', '-'],
  // Elsewhere, or nobody.
  elsewhere: ['-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  vicePrincipal: ['-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  generalAffairs: ['-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  liuchaPrincipal: ['-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  liucha: ['-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  department: ['-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  former: ['-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
  stranger: ['-', '-', '-', '-', '-', '-', '-', '-', '-', '-', '-'],
};

let chat: TestChat;
let server: ReturnType<typeof pagesOf>;
let no: string;
const idOf = (who: Who, platform: PlatformName): string =>
  who in PEOPLE ? PEOPLE[who as keyof typeof PEOPLE][platform] : who;

beforeAll(async () => {
  chat = await startChat({ county: COUNTY, env: { PUBLIC_URL: PAGES } });
  server = pagesOf(chat);
  const talk = talkTo(chat, 'wecom');
  no = numberIn(await talk('teacher', `报辍学 ${CHILD}`));
  await talk('village', `${no} 补充 奶奶说住枫树村3组`);
  for (const platform of PLATFORMS) await bindAndUnbind(platform);
});
afterAll(() => chat.stop());

/** Somebody of the child's school who was bound, and is not any more. */
async function bindAndUnbind(platform: PlatformName): Promise<void> {
  const talk = talkTo(chat, platform);
  const name = platform === 'wecom' ? '程知春' : '程知夏';
  const asked = await talk({ id: 'former' }, `绑定 桐渡镇初级中学 老师 ${name}`);
  for (const line of [
    `绑定 同意 ${/绑定 同意 (\w{4})/.exec(asked)?.[1]}`,
    '确认',
    `绑定 解除 ${name}`,
    '确认',
  ])
    await talk('bureau', line);
}

describe.each(PLATFORMS)('what is read of a child, cell by cell, on %s', (platform) => {
  const say = (who: Who, line: string, group?: GroupName): Promise<string> =>
    talkTo(chat, platform)({ id: idOf(who, platform) }, line, group);
  const codeOf = (who: Who): Promise<string> => say(who, '登录');

  /** The page behind a link, opened by somebody who is signed in, if they can be. */
  async function opened(who: Who, path: string): Promise<string> {
    const here = visit(server);
    const code = await codeOf(who);
    if (!code.includes('登录码：')) return (await here.get(path)).text;
    await here.signIn(code);
    const [offered, file] = [await here.get(path), await here.submit(path)];
    return offered.text + file.text;
  }

  /** A paper with the child's name in it: what the answer says of it never tells anything. */
  async function paperOf(who: Who): Promise<string> {
    const { people, documents } = chat.app.built.services;
    const id = idOf(who, platform);
    expect(levelOf(await say(who, `文书 ${no} 劝返情况记录表`))).toBe('-');
    const actor = await people.identify(platform, id, false);
    const ref = { kind: 'visit-record', subject: 'case', of: no, to: `${platform}:${id}`, at: 0 } as const;
    const made = await documents.render(documentRef(ref), { actor, accounts: [actor.key] });
    return made === undefined ? '-' : 'paper';
  }

  async function wholeFile(who: Who): Promise<string> {
    const reply = await say(who, `调阅 ${no} 送达限期复学通知书，核对住址`);
    return reply.includes('/console/') ? opened(who, pathIn(reply)) : reply;
  }

  it.each(Object.keys(TABLE) as Who[])('%s', async (who) => {
    const other = await say(
      who === 'tongdu' ? 'principal' : 'tongdu',
      `调阅 ${no} 送达限期复学通知书，核对住址`,
    );
    const answers: Readonly<Record<Exclude<(typeof VIEWS)[number], '文书'>, string>> = {
      个案: await say(who, `个案 ${no}`),
      经过: await say(who, `${no} 经过`),
      名单: await say(who, '名单'),
      找名字: await say(who, '名单 欧阳测试'),
      查名字: await say(who, '查 欧阳测试'),
      电话: await say(who, `${no} 电话`),
      待办: await say(who, '待办'),
      调阅: await wholeFile(who),
      别人的链接: await opened(who, pathIn(other)),
      群里: (
        await Promise.all(
          [`个案 ${no}`, `${no} 电话`, `调阅 ${no} 核对学籍信息`, '名单'].map((line) =>
            say(who, line, 'school'),
          ),
        )
      ).join('\n'),
    };
    const paper = await paperOf(who);
    expect(
      Object.fromEntries(VIEWS.map((view) => [view, view === '文书' ? paper : levelOf(answers[view])])),
    ).toEqual(Object.fromEntries(VIEWS.map((view, n) => [view, TABLE[who][n]])));
  });
});
