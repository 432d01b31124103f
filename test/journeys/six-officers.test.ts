import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { localDate } from '../../src/kit/local-date.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { openShipped, returnOf } from './open-duty.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;

describe.each(PLATFORMS)('the six officers on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('are shown to a school, and which of them nobody is', async () => {
    const shown = await talk('vicePrincipal', '六员');
    expect(shown).toContain('消防指导员：褚南星（县消防救援大队，＊＊＊＊19），');
    expect(shown).toContain('来了0次，叫了0次');
    expect(shown).toContain('心理疏导员：空缺');
    expect(await talk('principal', '六员')).toContain('心理疏导员：苗忍冬（县人民医院）');
  });

  it('are called for a hazard by its kind, and their visits are counted once a day', async () => {
    const no = numberIn(await talk('vicePrincipal', '报隐患 桐渡镇中心小学 食堂 燃气报警器失灵'));
    expect(await talk('vicePrincipal', `六员 叫 ${no}`)).toContain(
      `已请消防指导员褚南星到桐渡镇中心小学（${no}）`,
    );
    await chat.parts.relay.sweep();
    expect(await talk('officer6', '六员 来了 桐渡镇中心小学')).toContain('消防指导员来桐渡镇中心小学一次');
    await talk('vicePrincipal', '六员 来了 消防指导员');
    expect(await talk('vicePrincipal', '六员')).toContain('（县消防救援大队，＊＊＊＊19），来了1次，叫了1次');
  });

  it('that are missing are listed to the township by school, to the bureau by number', async () => {
    const near = await talk('tongdu', '六员');
    expect(near).toContain('缺心理疏导员：桐渡镇中心小学');
    expect(near).not.toContain('柳汊镇');
    expect(await talk('bureau', '六员')).toContain('食品监督员 缺120所');
    expect(await talk('vicePrincipal', '六员 叫 食品监督员')).toContain('还没有食品监督员');
  });

  it.each([
    ['which of them is not said', '六员 来了', '六员 来了 法治辅导员'],
    ['a number is all that is said', '六员 6', '六员'],
    ['the school is another one', '六员 桐渡镇初级中学', '查 辍学'],
  ])('are asked about where %s', async (_, line, last) => {
    expect(lastLine(await talk('vicePrincipal', line))).toBe(last);
  });

  it('leave the duty that asks how often they came to be answered by its word or its name', async () => {
    const now = clock.now();
    const due = new Date(now.getTime() + 3 * 86_400_000);
    const dueOn = localDate(due, 'Asia/Shanghai');
    const { id } = await openShipped(chat, 'officers-visit', 'school', {
      now,
      due,
      dueOn,
      id: `visits-${platform}`,
    });
    expect(await talk('vicePrincipal', '进校园 6')).toContain('收到');
    expect(await returnOf(chat, id, '桐渡镇中心小学')).toBeDefined();
    expect(await talk('principal', '报送 六员到校 6')).toContain('收到');
    expect(await returnOf(chat, id, '桐渡镇初级中学')).toBeDefined();
  });
});
