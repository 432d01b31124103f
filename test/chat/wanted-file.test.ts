import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatCaseNumber } from '../../src/kit/case-number.ts';
import { lastLine, linesOf, numberIn } from '../journeys/talk.ts';
import { chatInWangxi, PEOPLE, type PersonName } from '../journeys/wangxi.ts';
import type { TestChat } from '../support/chat.ts';

/** A number that no file has. */
const NOWHERE = formatCaseNumber('K', 26, 9999);

/** The digits of a number, as people say it for short. */
const serialOf = (no: string): string => String(Number(/-(\d+)-/.exec(no)?.[1]));

describe('a file named to a command', () => {
  let chat: TestChat;
  let cases: string;
  let hazard: string;
  const say = (who: PersonName, text: string, more: { quote?: string; group?: string; id?: string } = {}) =>
    chat.hear(text, { platform: 'dingtalk', sender: PEOPLE[who].dingtalk, ...more });

  beforeAll(async () => {
    chat = await chatInWangxi();
    cases = numberIn(await say('tongdu', '报辍学 桐渡镇枫树小学 疑似'));
    hazard = numberIn(await say('tongdu', '报隐患 桐渡镇中心小学 围墙开裂'));
    expect(serialOf(hazard)).toBe(serialOf(cases));
  });
  afterAll(() => chat.stop());

  it('is asked about by number when several fit, and each choice is the whole line', async () => {
    const asked = await say('tongdu', `代录 派出所 已入户 ${serialOf(cases)}`);
    expect(linesOf(asked)).toEqual([
      '这个编号有几件，是哪一件？',
      `1 辍学个案 ${cases}`,
      `2 隐患 ${hazard}`,
      '回数字即可，或发：',
      `代录 派出所 已入户 ${cases}`,
    ]);
    expect(await say('tongdu', '2')).toContain(`已代录 ${hazard}：派出所 已入户`);
  });

  it('keeps what was typed out of the choices of a group', async () => {
    const asked = await say('tongdu', `代录 派出所 已入户 ${serialOf(cases)}`, {
      group: 'cidWangxi-tongdu==',
    });
    expect(asked).toContain(`1 辍学个案 ${cases}`);
    expect(asked).not.toContain('派出所');
  });

  it('is the one that fits: what is out of sight is no choice', async () => {
    const visitor = await say('stranger', '报隐患 桐渡镇中心小学 路灯不亮');
    expect(await say('stranger', `个案 ${serialOf(numberIn(visitor))}`)).toContain(numberIn(visitor));
    expect(await say('stranger', `个案 ${serialOf(cases)}`)).toContain('没有查到这个编号');
  });

  it('is answered alike when it is not there and when it is out of sight', async () => {
    const unseen = await say('liucha', `个案 ${cases}`);
    expect(unseen).toBe(await say('liucha', `个案 ${NOWHERE}`));
    expect(await say('liucha', `代录 民政局 已受理 ${cases}`)).toBe(unseen);
    expect(await say('liucha', `${cases} 补充 去广东打工`)).toBe(unseen);
    expect(await say('liucha', `撤回 ${cases}`)).toBe(await say('liucha', `撤回 ${NOWHERE}`));
  });

  it('in sight says that the move is not theirs', async () => {
    expect(await say('auditor', `个案 ${cases}`)).toContain(cases);
    expect(await say('auditor', `${cases} 补充 去广东打工`)).toContain('不在您的工作范围');
    expect(await say('bureau', `撤回 ${cases}`)).toContain('没有可以撤回的登记');
  });

  it('is the one of the quoted receipt, for every command that wants one and names none', async () => {
    const quote = `已登记 ${cases}（桐渡镇）。辛苦了`;
    expect(await say('tongdu', '代录 民政局 已受理', { quote })).toContain(`已代录 ${cases}：民政局 已受理`);
    expect(await say('tongdu', '个案', { quote })).toContain(cases);
    expect(await say('tongdu', `个案 ${hazard}`, { quote })).toContain(hazard);
    expect(await say('tongdu', '补充', { quote })).toContain(cases);
    expect(await say('tongdu', '去广东打工')).toContain(`已补充 ${cases}`);
  });

  it('stays the same for a message that is run again, whatever its number means by then', async () => {
    const own = numberIn(await say('liucha', '报隐患 柳汊镇中心小学 楼梯护栏松动'));
    const sent = { id: 'withdrawn-once' };
    const first = await say('liucha', `撤回 y${serialOf(own)}`, sent);
    expect(first).toContain(`已撤回`);
    expect(await say('liucha', `撤回 y${serialOf(own)}`, sent)).toBe(first);
    expect(lastLine(first)).toMatch(/^报隐患/);
  });

  it('is asked for when it is neither named nor quoted', async () => {
    expect(await say('tongdu', '代录 民政局 已受理')).toContain('是哪一件？请告诉我编号');
    expect(await say('tongdu', cases)).toContain(`已代录 ${cases}`);
  });
});
