import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;
let spot = 0;
const reported = async (who: PersonName = 'stranger', what = '河边警示牌倒了'): Promise<string> => {
  spot += 1;
  const said = await talk(who, `报隐患 桐渡镇 ${spot}号${what}`);
  return numberIn(said.slice(said.indexOf('已登记')));
};
const decided = async (line: string): Promise<string> => {
  const asked = await talk('bureau', line);
  return lastLine(asked) === '确认' ? talk('bureau', '确认') : asked;
};
const kindsOf = async (no: string) =>
  (await chat.parts.services.hazards.find(no))?.entries.map(({ kind }) => kind) ?? [];

describe.each(PLATFORMS)('rewarding a report on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('sends a code to somebody nobody knows, and no school hears of it', async () => {
    const no = await reported();
    const asked = await talk('bureau', `奖励 ${no} 200元 谢谢您`);
    expect(asked).toContain('奖励上报的人200元');
    expect(asked).not.toContain('stranger');
    expect(await talk('bureau', '确认')).toContain('领取码发给上报的人了');
    const file = await chat.parts.services.hazards.find(no);
    const code = file?.entries.at(-1)?.said?.code ?? '';
    expect(code).toMatch(/^[A-Z]\d[A-Z]\d$/);
    expect(await talk('bureau', '奖励 未领')).toContain(`${no} 桐渡镇 200元`);
    expect(await talk('stranger', `个案 ${no}`)).not.toContain('奖励 领取');
    for (const who of ['tongdu', 'vicePrincipal'] as const)
      expect(await talk(who, `个案 ${no}`)).not.toMatch(new RegExp(`${code}|奖励 领取`));
    expect(await talk('bureau', `奖励 领取 ${no} ${code === 'A2A2' ? 'B2B2' : 'A2A2'}`)).toContain(
      '领取码不对',
    );
    expect(await talk('bureau', `奖励 领取 ${no} ${code}`)).toContain('200元已领走');
    expect(await talk('bureau', `奖励 领取 ${no} ${code}`)).toContain('已经领走');
    expect(await talk('bureau', '奖励 未领')).not.toContain(no);
  });

  it.each<readonly [string, () => Promise<string>, (no: string) => string, string]>([
    [
      'it is of no waters',
      () => reported('stranger', '路灯坏了'),
      (no) => `奖励 ${no} 200元`,
      '只奖励水域隐患',
    ],
    ['the words name somebody', reported, (no) => `奖励 ${no} 200元 张小明同学 13812345678`, '个人信息'],
    ['they reported it themselves', () => reported('bureau'), (no) => `奖励 ${no} 200元`, '换一个人办'],
    ['there is none to fetch', reported, (no) => `奖励 领取 ${no} A7K3`, '没有定过奖励'],
  ])('is refused where %s', async (_, make, line, why) => {
    const no = await make();
    const before = await kindsOf(no);
    expect(await decided(line(no))).toContain(why);
    expect(await kindsOf(no)).toEqual(before);
  });

  it('is for the bureau alone', async () => {
    const no = await reported();
    for (const who of ['tongdu', 'vicePrincipal', 'stranger'] as const) {
      expect(await talk(who, `奖励 ${no} 200元`)).not.toContain('200元已定');
      expect(await kindsOf(no)).toEqual(['reported']);
    }
  });
});
