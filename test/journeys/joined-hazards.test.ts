import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, numberIn, PLATFORMS } from './talk.ts';
import { chatInWangxi, PEOPLE, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;

const THINGS = ['屋顶漏雨', '电线裸露', '窗户玻璃碎', '水沟没有盖板', '灯管掉落', '扶手松动', '围栏缺口'];
let spot = 0;
/** The number of a receipt; what was told before it may name others. */
const receiptIn = (heard: string): string => numberIn(heard.slice(heard.indexOf('已登记 ')));
const report = async (who: PersonName, words: string): Promise<string> =>
  receiptIn(await talk(who, `报隐患 桐渡镇中心小学 ${words}`));
/** Two reports of one thing: what the second one heard, and both numbers. */
const twice = async (second: PersonName = 'vicePrincipal') => {
  const words = THINGS[spot % THINGS.length] ?? '';
  spot += 1;
  const first = await report('tongdu', words);
  const heard = await talk(second, `报隐患 桐渡镇中心小学 ${words}`);
  return { first, heard, second: receiptIn(heard) };
};
const decided = async (who: PersonName, line: string): Promise<string> => {
  const asked = await talk(who, line);
  return lastLine(asked) === '确认' ? talk(who, '确认') : asked;
};
const stateOf = async (no: string) => (await chat.parts.services.hazards.find(no))?.state;
const kindsOf = async (no: string) =>
  (await chat.parts.services.hazards.find(no))?.entries.map(({ kind }) => kind) ?? [];
/** How often whoever reported something was told of it, pushed or at their next word. */
const toldOwn = async (who: PersonName): Promise<number> => {
  await chat.parts.relay.sweep();
  const heard = (await talk(who, '帮助')).match(/您上报的隐患/g) ?? [];
  const pushed = { kind: 'own-report', target: new RegExp(Object.values(PEOPLE[who]).join('|')) };
  return heard.length + (await chat.app.database.mongo.collection('deliveries').countDocuments(pushed));
};
const strikeOff = async (no: string): Promise<void> => {
  await talk('tongduHead', `分派 ${no} 整改人柏木青 督办人房霜白`);
  await talk('generalAffairs', `整改 ${no} 修好了`);
  await talk('tongduHead', `验收 ${no} 通过`);
  await decided('bureau', `验收 ${no} 销号`);
};

describe.each(PLATFORMS)('one hazard that was reported twice on %s', (platform) => {
  beforeAll(async () => {
    spot = 0;
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('becomes one by +1, and one repair ends both', async () => {
    const { first, heard, second } = await twice();
    expect(heard).toContain(`可能与 ${first} 是同一处：是就回 +1`);
    const joined = await talk('vicePrincipal', '+1');
    expect(joined).toContain(`${second} 与 ${first} 是同一处`);
    expect(lastLine(joined)).toBe(`同一处 ${second} 拆开`);
    expect(await stateOf(second)).toBe('joined');
    expect(await talk('tongduHead', `个案 ${first}`)).toContain('还有1件报的是同一处');
    expect(await talk('vicePrincipal', `个案 ${second}`)).toContain(`与 ${first}（已上报）是同一处`);
    const before = await toldOwn('vicePrincipal');
    await strikeOff(first);
    expect(await stateOf(first)).toBe('closed');
    expect(await toldOwn('vicePrincipal')).toBeGreaterThan(before);
    expect(await kindsOf(second)).toContain('ended');
    expect(await talk('vicePrincipal', `个案 ${second}`)).toContain(`随同销号：${first}`);
  });

  it('stays two by 新', async () => {
    const { second } = await twice();
    expect(await talk('vicePrincipal', '新')).toContain(`${second} 单独登记`);
    expect(await stateOf(second)).toBe('reported');
  });

  it('is taken apart by who joined it, and by an officer', async () => {
    const one = await twice();
    await talk('vicePrincipal', '+1');
    expect(await talk('vicePrincipal', `同一处 ${one.second} 拆开`)).toContain('已拆开，现在是“已上报”');
    const other = await twice();
    await talk('vicePrincipal', '+1');
    expect(await decided('tongduHead', `并案 ${other.second} 拆开`)).toContain('已拆开');
    expect(await stateOf(other.second)).toBe('reported');
    expect(await kindsOf(other.first)).toEqual(['reported', 'joined', 'parted']);
  });

  it('is joined by an officer after 确认, who reported it is told', async () => {
    const first = await report('tongdu', '操场围墙裂开一道缝');
    const second = await report('vicePrincipal', '东边墙体开裂');
    const before = await toldOwn('vicePrincipal');
    const asked = await talk('tongduHead', `并案 ${second} ${first}`);
    expect(asked).toContain('确是同一处的');
    expect(await talk('tongduHead', '确认')).toContain(`${second} 与 ${first} 是同一处`);
    expect(await stateOf(second)).toBe('joined');
    expect(await toldOwn('vicePrincipal')).toBe(before + 1);
  });

  it('is not joined to one that is gone, nor a hazard to itself', async () => {
    const first = await report('tongdu', '水池开关坏');
    await strikeOff(first);
    const second = await report('vicePrincipal', '水池漏');
    expect(await talk('vicePrincipal', `同一处 ${second} ${first}`)).toContain('已经结束');
    expect(await talk('vicePrincipal', `同一处 ${second} ${second}`)).toContain('同一件');
    expect(await stateOf(second)).toBe('reported');
  });

  it('is accepted by none of those who reported it', async () => {
    const { first } = await twice();
    await talk('vicePrincipal', '+1');
    await chat.parts.relay.sweep();
    await talk('tongduHead', `分派 ${first} 整改人柏木青 督办人芮冬青`);
    await talk('generalAffairs', `整改 ${first} 修好了`);
    expect(await talk('vicePrincipal', `验收 ${first} 通过`)).toContain('换一个人办');
    expect(await stateOf(first)).toBe('submitted');
  });

  it('says what to write where it does not know which', async () => {
    expect(lastLine(await talk('liucha', '+1'))).toMatch(/^同一处 Y/);
  });

  it('says nothing of it in a group', async () => {
    const { second } = await twice();
    expect(await talk('vicePrincipal', '+1', 'tongdu')).not.toContain(second);
    expect(await stateOf(second)).toBe('reported');
  });
});

describe.each(PLATFORMS)('a decision on a hazard that was wrong, on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('is taken back by a second person with a reason, and stays in the history', async () => {
    const no = await report('tongdu', '栏杆松动');
    await strikeOff(no);
    expect(await talk('bureau', `更正 ${no} 看错了地方`)).toContain('换一个人');
    expect(await talk('leader', `更正 ${no}`)).toContain('理由');
    const asked = await talk('leader', `更正 ${no} 看错了地方`);
    expect(asked).toContain('“销号”');
    expect(asked).toContain('回到“已验收，待销号”');
    expect(await talk('leader', '确认')).toContain(`${no} 已更正`);
    expect(await stateOf(no)).toBe('accepted');
    const seen = await talk('bureau', `个案 ${no}`);
    expect(seen).toContain('销号（不再算）');
    expect(seen).toContain('更正：看错了地方');
  });
});
