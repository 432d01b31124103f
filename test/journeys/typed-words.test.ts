import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Command } from '../../src/chat/command.ts';
import { loadCommands } from '../../src/chat/registry.ts';
import { COMMANDS_DIR } from '../../src/compose/paths.ts';
import type { TestChat } from '../support/chat.ts';
import { deliveryText } from '../support/delivery-text.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { numberIn } from './talk.ts';
import { chatInWangxi, type GroupName, type PersonName, type Talk, talkTo } from './wangxi.ts';

// A Monday in term.
const clock = fixedClock(new Date('2026-11-23T09:30:00+08:00'));

/** Words that no text of ours holds; each is typed somewhere else. */
const SEEDS = [
  ...['琉璃鲸', '翡翠鳗', '珊瑚虾', '玛瑙鲨', '琥珀螺', '玳瑁鲛', '砗磲蟹', '鹦鹉鲽', '蝾螈灯', '鼹鼠旗'],
  ...['獴獾伞', '鸬鹚鼓', '蜻蜓锣', '螳螂椅', '鳄鱼镜', '麒麟勺'],
] as const;

/** Each of them says some of the lines; who has most to read, most. */
const PEOPLE: readonly PersonName[] = [
  ...(['bureau', 'principal', 'bureau'] as const),
  ...(['bureau', 'admin', 'leader', 'auditor', 'tongdu', 'principal', 'vicePrincipal'] as const),
  ...(['officer6', 'village', 'department', 'stranger'] as const),
];
const GROUPS: readonly GroupName[] = ['bureau', 'tongdu', 'school', 'parents', 'unknown'];

/** Some hundred messages; on a busy machine they take their time. */
const PATIENCE_MS = 240_000;

let chat: TestChat;
let talk: Talk;
let number: string;
/** The numbers of what was stored with typed words in it. */
const files: string[] = [];

/** Who says what in private, so that typed words lie everywhere they can. */
const TYPED: readonly (readonly [PersonName, string])[] = [
  ['bureau', '派任务 学校 琉璃鲸排查 11月25日前 依据 翡翠鳗文 10分钟 回 珊瑚虾(只)'],
  ['bureau', '派任务 学校 玛瑙鲨排查 11月26日前 依据 县教〔2026〕12号 10分钟 回0'],
  ['bureau', '派任务 乡镇 琥珀螺清点 11月26日前 依据 县教〔2026〕12号 10分钟 回完成'],
  ['bureau', '派任务 六员 玳瑁鲛说明 11月26日前 依据 县教〔2026〕12号 10分钟 回情况'],
  ['leader', '批示 砗磲蟹经费周五前答复'],
  ['bureau', '提醒 改 防溺水 正文 学校 请看鹦鹉鲽。回：家长信 612 605'],
  ['bureau', '提醒 改 防溺水 正文 群 请看鹦鹉鲽。'],
  ['bureau', '提醒 开 防溺水 依据 蝾螈灯办法'],
  ['bureau', '天气 暴雨 鼹鼠旗黄色预警'],
  ['principal', '玛瑙鲨排查 有困难 獴獾伞不够'],
  ['vicePrincipal', '报送 玛瑙鲨排查 发现鸬鹚鼓1处'],
  ['tongdu', '报隐患 桐渡镇中心小学 蜻蜓锣松动'],
  ['tongdu', '报辍学 桐渡镇初级中学 疑似 备注:螳螂椅'],
  ['tongdu', '检查 消防 桐渡镇初级中学 5 鳄鱼镜挡路'],
  ['stranger', '桐渡镇中心小学 麒麟勺仓库着火了'],
];

beforeAll(async () => {
  chat = await chatInWangxi({ clock });
  talk = talkTo(chat, 'wecom');
  for (const [who, line] of TYPED) {
    const reply = await talk(who, line);
    files.push(...(reply.match(/[KYTP]\d{2}-\d{4,}-[A-Z]/g) ?? []));
    if (reply.includes('确认')) await talk(who, '确认');
  }
  await talk('tongdu', `${numberIn(await talk('tongdu', '报辍学 桐渡镇初级中学 疑似'))} 补充 去向螳螂椅`);
  number = /任务(R\d{4}-[A-Z]{3})/.exec(await talk('bureau', '未报', 'bureau'))?.[1] ?? '';
}, PATIENCE_MS);
afterAll(() => chat.stop());

/** What anybody may say in a group about what is stored: every command bare and with what it may be about. */
async function linesSaid(turn: number): Promise<readonly string[]> {
  const commands: readonly Command[] = (await loadCommands(COMMANDS_DIR)).all;
  const about = [
    '琉璃鲸排查',
    '玛瑙鲨排查 0',
    number,
    `${number} 12`,
    '取消 琥珀螺清点',
    ...files.slice(0, 4),
  ];
  const verbs = commands.flatMap(({ name, verbs: of = {} }) =>
    Object.values(of).flatMap(({ words: [word] }) => (word === undefined ? [] : [`${name} ${word}`])),
  );
  const heads = [...commands.map(({ name }) => name), ...verbs];
  return [
    ...heads.map((head, index) => `${head} ${about[(index + turn) % about.length]}`),
    ...(turn === 0 ? heads : []),
    ...['未报', '报送', '撤回', '个案'].flatMap((head) => [head, ...about.map((rest) => `${head} ${rest}`)]),
    ...[
      '琉璃鲸排查 12',
      '玛瑙鲨排查 有困难 蝾螈灯',
      '明早',
      '0',
      '完成',
      '收到',
      '谁没报',
      '继续',
      '确认',
      '1',
    ],
    ...['玛瑙鲨排查', '琥珀螺清点 完成', '玳瑁鲛说明 鳄鱼镜很多', '琉璃鲸排查 没有', '撤回', '报送 撤回'],
    ...files,
  ];
}

const seedsIn = (text: string): readonly string[] => SEEDS.filter((seed) => text.includes(seed));

describe('what people typed', () => {
  it('is stored, and read in private', async () => {
    expect(await talk('bureau', '未报 琉璃鲸排查')).toContain('琉璃鲸排查');
    expect(await talk('bureau', '批示')).toContain('砗磲蟹');
    expect(await talk('bureau', '未报 玛瑙鲨排查')).toContain('獴獾伞');
    expect(files.length).toBeGreaterThan(4);
  });

  it.each(GROUPS)(
    'is said by no command in the group %s',
    async (group) => {
      const said = await linesSaid(GROUPS.indexOf(group));
      const leaks: string[] = [];
      for (const [index, line] of said.entries()) {
        const who = PEOPLE[index % PEOPLE.length] ?? 'bureau';
        const reply = await talk(who, line, group);
        if (seedsIn(reply).length > 0) leaks.push(`${who}: ${line} -> ${reply}`);
      }
      expect(leaks).toEqual([]);
    },
    PATIENCE_MS,
  );

  it(
    'is in no message that groups are sent unasked',
    async () => {
      for (const day of ['23', '24', '25', '26', '27']) {
        clock.set(new Date(`2026-11-${day}T10:00:00+08:00`));
        await chat.app.tick();
      }
      const sent = (await chat.app.outbox.list({ limit: 500 })).filter(
        ({ target }) => target.kind === 'group',
      );
      const texts = await Promise.all(sent.map(({ id }) => deliveryText(chat.app.database, id)));
      expect(texts.join('\n')).toContain('任务R1123-');
      expect(texts.join('\n')).toContain('暴雨黄色预警');
      expect(texts.filter((text) => seedsIn(text ?? '').length > 0)).toEqual([]);
    },
    PATIENCE_MS,
  );
});

describe('an officer’s task in a group', () => {
  it('is a label, a number and a deadline', async () => {
    expect(await talk('bureau', '未报', 'bureau')).toMatch(
      /^任务R1123-[A-Z]{3}，11月25日17:00截止：还有\d+所，/m,
    );
  });

  it('is answered by its number, in a group and in private', async () => {
    expect(await talk('liuchaPrincipal', `报送 ${number} 12`, 'school')).toBe(
      `收到，任务${number}已完成，谢谢。`,
    );
    expect(await talk('liuchaPrincipal', `${number.toLowerCase()} 13`)).toContain('珊瑚虾13只');
    expect(await talk('bureau', `未报 ${number}`)).toContain('琉璃鲸排查');
  });

  it('is declared in the words it was given, wherever it is answered', async () => {
    expect(await talk('liuchaPrincipal', '玛瑙鲨排查 0', 'school')).toMatch(
      /^收到，任务R\d{4}-[A-Z]{3}已完成，谢谢。$/,
    );
    expect(await talk('bureau', '复核 玛瑙鲨排查 柳汊镇初级中学')).toContain('已按要求排查（玛瑙鲨排查）');
  });
});
