import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, linesOf, numberIn } from './talk.ts';
import { chatInWangxi, type PersonName, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:00:00+08:00'));
let program: TestChat;
beforeAll(async () => {
  program = await chatInWangxi({ clock });
});
afterAll(() => program.stop());

const say = (who: PersonName, text: string): Promise<string> => talkTo(program, 'wecom')(who, text);
async function carried(who: PersonName, text: string): Promise<string> {
  const asked = await say(who, text);
  return lastLine(asked) === '确认' ? say(who, '确认') : asked;
}

type Said = readonly (readonly [PersonName, string])[];

/** How a file comes to where the mistake is made. */
const UNTIL = {
  suspected: [],
  returned: [['teacher', '复学 {} 802']],
  watched: [
    ['teacher', '复学 {} 802'],
    ['teacher', '巩固 {} 在校'],
  ],
  vouched: [
    ['teacher', '复学 {} 802'],
    ['admin', '销号 {} 属实'],
  ],
  withdrawn: [['teacher', '撤回 {}']],
} as const satisfies Readonly<Record<string, Said>>;

/** Who says what about a file that stands there, and what the answer names. */
const MISTAKES: readonly (readonly [keyof typeof UNTIL, PersonName, string, RegExp])[] = [
  // The state allows no such move.
  ['suspected', 'teacher', '巩固 {} 在校', /现在是“疑似，待核”/],
  ['suspected', 'teacher', '复学 {} 又没来', /现在是“疑似，待核”/],
  ['suspected', 'teacher', '销号 {} 属实', /现在是“疑似，待核”/],
  ['suspected', 'bureau', '销号 {}', /现在是“疑似，待核”/],
  ['returned', 'teacher', '劝返 {} 家访 见到奶奶', /现在是“已复学”/],
  ['returned', 'tongdu', '劝返 {} 宣传教育', /现在是“已复学”/],
  ['returned', 'teacher', '复学 {} 802', /现在是“已复学”/],
  ['watched', 'teacher', '复学 {} 803', /现在是“巩固回访中”/],
  ['watched', 'bureau', '劝返 {} 升级', /现在是“巩固回访中”/],
  ['withdrawn', 'tongdu', '劝返 {} 家访', /现在是“已撤回”/],
  ['withdrawn', 'tongdu', '劝返 {} 失联', /现在是“已撤回”/],
  ['withdrawn', 'teacher', '复学 {} 802', /现在是“已撤回”/],
  ['withdrawn', 'bureau', '销号 {}', /现在是“已撤回”/],
  // Something is missing.
  ['suspected', 'tongdu', '劝返 {} 责令改正 文号 县教责改〔2026〕3号', /前一步还没有办/],
  ['suspected', 'teacher', '复学 {} 职教', /县里没有这种安置方式/],
  ['returned', 'bureau', '销号 {}', /到校的上学日还不够.*乡镇还没有确认/],
  // Somebody else has to.
  ['vouched', 'admin', '销号 {}', /这一步须换一个人办/],
  // It is somebody else's.
  ['suspected', 'teacher', '劝返 {} 宣传教育', /的同志办/],
  ['suspected', 'village', '劝返 {} 责令改正 文号 县教责改〔2026〕3号', /的同志办/],
  ['returned', 'teacher', '销号 {}', /的同志办/],
  ['returned', 'tongdu', '销号 {}', /的同志办/],
  ['returned', 'leader', '销号 {}', /的同志办/],
  ['returned', 'bureau', '销号 {} 属实', /的同志办/],
  ['returned', 'village', '销号 {} 属实', /的同志办/],
];

/** The words of these four commands, and of what shows the file: others are tested where they are. */
const OURS = /^(?:劝返|复学|巩固|销号|个案) /;
const REFUSED = /没看懂|的同志办|不能这样办|不在您的工作范围|没有查到/;

async function fileAt(where: keyof typeof UNTIL): Promise<string> {
  const no = numberIn(await say('teacher', '报辍学 桐渡镇初级中学 疑似 女 八年级'));
  for (const [who, text] of UNTIL[where]) await carried(who, text.replace('{}', no));
  return no;
}

describe('every move that is not possible', () => {
  it.each(MISTAKES)('of a file that is %s, by %s: %s', async (where, who, text, answer) => {
    const no = await fileAt(where);
    const reply = await say(who, text.replace('{}', no));
    expect(reply.replaceAll('\n', '')).toMatch(answer);
    expect(reply).toContain('没有登记');
    const lines = linesOf(reply).filter((line) => OURS.test(line));
    expect(lines).toContain(`个案 ${no}`);
    for (const line of lines) {
      const again = await fileAt(where);
      expect([line, await carried(who, line.replace(no, again))]).toEqual([
        line,
        expect.not.stringMatching(REFUSED),
      ]);
    }
  });

  it.each([
    ['liucha', '劝返 {} 家访 见到奶奶'],
    ['liuchaPrincipal', '复学 {} 802'],
    ['liucha', '销号 {} 还差什么'],
    ['department', '巩固 {} 在校'],
    ['stranger', '劝返 {} 失联'],
    ['auditor', '劝返 {} 失联'],
  ] as const)('of somebody who has nothing to do with it, %s, tells nothing: %s', async (who, text) => {
    const no = await fileAt('suspected');
    const reply = await say(who, text.replace('{}', no));
    expect(reply).toMatch(/没有查到这个编号|不在您的工作范围|请私聊发给我/);
    expect(reply).not.toMatch(/疑似|桐渡/);
  });

  it('none of it is talked of in a group', async () => {
    const no = await fileAt('suspected');
    for (const text of [
      `劝返 ${no} 家访 见到奶奶`,
      `复学 ${no} 802`,
      `巩固 ${no} 在校`,
      `销号 ${no} 还差什么`,
    ]) {
      const reply = await talkTo(program, 'wecom')('tongdu', text, 'tongdu');
      expect(reply).toContain('请到私聊办');
      expect(reply).not.toMatch(/疑似|802|奶奶/);
    }
  });
});
