import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createCheckItems } from '../../src/inspections/check-items.ts';
import { formatCaseNumber } from '../../src/kit/case-number.ts';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { lastLine, PLATFORMS } from './talk.ts';
import { chatInWangxi, type PersonName, type Talk, talkTo } from './wangxi.ts';

const clock = fixedClock(new Date('2026-11-24T09:30:00+08:00'));
let chat: TestChat;
let talk: Talk;
const checkIn = (reply: string): string => /J\d{2}-\d{4,}-[A-Z]/.exec(reply)?.[0] ?? '';
const sent = async (kind: string, who = '濮芒种'): Promise<string> =>
  checkIn(await talk('bureau', `派检查 ${kind} 桐渡镇中心小学 检查人${who} 12月5日前 重点食堂燃气`));
const hazardsIn = (reply: string): readonly string[] => reply.match(/Y\d{2}-\d{4,}-[A-Z]/g) ?? [];

describe.each(PLATFORMS)('checks that somebody is sent to, on %s', (platform) => {
  beforeAll(async () => {
    chat = await chatInWangxi({ clock });
    talk = talkTo(chat, platform);
  });
  afterAll(() => chat.stop());

  it('end when what was found is recorded, each finding a hazard that says who found it', async () => {
    const no = await sent('交叉检查');
    expect(await talk('liucha', '待办')).toContain(`查完 ${no} 没问题`);
    expect(await talk('liucha', `查完 ${no}`)).toContain('查得怎么样');
    const done = await talk('liucha', '食堂燃气报警器失灵；3号楼道堆杂物');
    expect(done).toContain('登记隐患2件');
    const [first = '', second = ''] = hazardsIn(done);
    expect(await talk('vicePrincipal', `个案 ${first}`)).toContain('发现：互查');
    expect(await talk('vicePrincipal', `个案 ${second}`)).toContain('3号楼道堆杂物（交叉检查）');
    expect(await talk('vicePrincipal', `个案 ${no}`)).toContain('结果：发现2个问题，已登记隐患');
    expect(await talk('liucha', '待办')).not.toContain(no);
    expect(await talk('liucha', `查完 ${no} 没问题`)).toContain('没有再登记');
  });

  it('of which a school learns nothing beforehand where they come unannounced', async () => {
    const no = await sent('暗访');
    const unseen = await talk('vicePrincipal', `个案 ${formatCaseNumber('J', 26, 9999)}`);
    expect(await talk('vicePrincipal', `个案 ${no}`)).toBe(unseen);
    await chat.parts.relay.sweep();
    expect(await talk('vicePrincipal', '待办')).not.toContain('暗访');
    expect(await talk('tongdu', '派检查 名单')).not.toContain(no);
    await talk('liucha', `${no}查完了 没发现问题`);
    expect(await talk('vicePrincipal', `个案 ${no}`)).toContain('没有发现问题');
    const cancelled = await sent('暗访');
    expect(await talk('bureau', `派检查 取消 ${cancelled}`)).toContain('已取消');
    expect(await talk('vicePrincipal', `个案 ${cancelled}`)).toBe(unseen);
  });

  it.each<readonly [string, PersonName, string, string]>([
    ['people of that school', 'bureau', '派检查 专项检查 桐渡镇中心小学 检查人柏木青', '不能查自己的学校'],
    ['a day that is over', 'bureau', '派检查 专项检查 桐渡镇中心小学 检查人濮芒种 11月20日', '半年以内'],
    ['a school of another township', 'tongdu', '派检查 专项检查 柳汊镇初级中学 检查人芮冬青', '不在'],
  ])('are not given for %s', async (_, who, line, why) => {
    const reply = await talk(who, line);
    expect(reply).toContain(why);
    expect(reply).not.toContain('已派');
  });

  it('take their result from nobody else', async () => {
    const no = await sent('专项检查');
    for (const who of ['tongdu', 'vicePrincipal', 'bureau'] as const) {
      const reply = await talk(who, `查完 ${no} 没问题`);
      expect(reply).toContain('由派去检查的同志登记');
      expect(lastLine(reply)).toBe('待办');
    }
    expect((await chat.parts.services.checks.find(no))?.state).toBe('assigned');
  });

  it('are asked for in the rounds the day before they are due, and once more afterwards', async () => {
    const { checks, people } = chat.parts.services;
    const text = ((name: string) => name) as never;
    const items = createCheckItems({ checks, people, text, bureau: 'county' });
    expect(await items('2026-12-03')).toEqual([]);
    const [asked] = await items('2026-12-04');
    expect(asked).toMatchObject({ audience: 'township', asks: true });
    const [over] = await items('2026-12-06');
    expect(over?.key).toMatch(/:over$/);
  });
});
