import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine } from './talk.ts';
import { chatInWangxi, PEOPLE, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-10T09:00:00+08:00'));
let chat: TestChat;
let talk: Talk;
let digest: string;
const quoting = (text: string, quote = digest) =>
  chat.hear(text, { platform: 'dingtalk', sender: PEOPLE.leader.dingtalk, quote });
const open = async () =>
  (await chat.parts.services.digests.openDirectives()).map(({ words, tag }) => ({ words, tag }));
const told = async (words: string) => (await open()).filter((one) => one.words === words);

beforeAll(async () => {
  chat = await chatInWangxi({ clock });
  talk = talkTo(chat, 'dingtalk');
  await talk('liuchaPrincipal', '报隐患 柳汊镇初级中学 宿舍 消火栓没水');
  await talk('tongdu', '报辍学 桐渡镇枫树小学 疑似 失联');
  clock.set(new Date('2026-11-24T09:30:00+08:00'));
  digest = await talk('leader', '日报');
});
afterAll(() => chat.stop());

describe('批示 as leaders write it', () => {
  it.each([
    ['请守安同志阅处', '请守安同志阅处', '蔺守安（安全股长）'],
    ['请蔺股长本周内办结', '请蔺股长本周内办结', '蔺守安（安全股长）'],
    ['按第一方案办', '按第一方案办（桐渡镇失联个案请公安协查）', '卞知秋（控辍办主任）'],
    ['同意', '同意：桐渡镇失联个案请公安协查', '卞知秋（控辍办主任）'],
  ])(
    '%s, said to a quoted digest, is shown as it would go out and to whom, and sent after 1',
    async (said, words, whom) => {
      const shown = await quoting(said);
      expect(shown).toContain(`批示（D1124）将这样发出：“${words}”；交${whom}办理`);
      expect(shown).toContain('现在还没有发，回 1 才下达');
      expect(lastLine(shown)).toBe(`批示 D1124 ${words}`);
      expect(await told(words)).toEqual([]);
      expect(await talk('leader', '1')).toContain('批示已登记');
      expect(await told(words)).toEqual([{ words, tag: 'D1124' }]);
    },
  );

  it('is the same with the tag in front, or with nothing but the words', async () => {
    expect(await talk('leader', 'D1124晚 请安全股长阅处')).toContain(
      '批示（D1124晚）将这样发出：“请安全股长阅处”',
    );
    expect(lastLine(await talk('leader', '请安全股复查后阅处'))).toBe('批示 请安全股复查后阅处');
    expect(await told('请安全股长阅处')).toEqual([]);
  });

  it('says so where nobody of that name is there, and where nothing waits to be decided', async () => {
    expect(await quoting('请张三丰同志阅处')).toContain('没有找到“张三丰”');
    expect(await quoting('同意', '【望溪日报】11月24日 周二 早\n今日无需批示')).toContain('没有等您定的事');
    expect(await talk('leader', '批示 D1124 同意')).toContain('没有等您定的事');
  });

  it('阅 notes that it was read, and nothing else', async () => {
    const before = (await open()).length;
    expect(await quoting('阅')).toContain('D1124 已记为已阅，没有下达批示');
    expect(await talk('leader', '已阅')).toContain('已记为已阅');
    expect(await talk('leader', 'D1124周 阅')).toContain('D1124周 已记为已阅');
    expect(await open()).toHaveLength(before);
  });

  it('leaves questions, thanks and commands what they are, and is nobody else’s', async () => {
    expect(await quoting('超期是哪几条')).toContain('柳汊镇初级中学：隐患共1件');
    expect(await quoting('收到')).toContain('不客气');
    expect(await quoting('查 隐患')).toContain('合计 1');
    const said = await chat.hear('同意', {
      ...{ platform: 'dingtalk', sender: PEOPLE.bureau.dingtalk, quote: digest },
    });
    expect(said).not.toContain('将这样发出');
    expect(await talk('leader', '请守安同志阅处', 'bureau')).not.toContain('将这样发出');
  });
});

describe('a figure of the digest', () => {
  it('opens into as many as it says', async () => {
    const n = /超期(\d+)/.exec(digest)?.[1];
    expect(await talk('leader', '超期 是哪几条')).toContain(`其中超期${n}`);
    expect(await talk('tongdu', '超期是哪几条')).not.toContain('柳汊');
    expect(digest).toContain('失联1');
    const lost = await talk('bureau', '失联的是哪些');
    expect(new Set(lost.match(/K26-\d{4}-[A-Z]/gu)).size).toBe(1);
    const no = /K26-\d{4}-[A-Z]/.exec(lost)?.[0] ?? '';
    await talk('tongdu', `劝返 ${no} 家访 见到奶奶 答应周一来`);
    expect(await talk('leader', '日报')).toContain('失联0');
    expect(await talk('bureau', '失联的是哪些')).not.toContain(no);
  });
});
