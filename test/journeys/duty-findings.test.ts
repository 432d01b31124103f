import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestChat } from '../support/chat.ts';
import { fixedClock } from '../support/fixed-clock.ts';
import { openShipped } from './open-duty.ts';
import { lastLine, linesOf } from './talk.ts';
import { chatInWangxi, type GroupName, type PersonName, talkTo } from './wangxi.ts';

// A Tuesday morning in term.
const NOW = new Date('2026-11-24T09:00:00+08:00');
const DUE = { now: NOW, due: new Date('2026-11-27T17:00:00+08:00'), dueOn: '2026-11-27' };

let program: TestChat;
const say = (who: PersonName, text: string, group?: GroupName) =>
  talkTo(program, 'dingtalk').raw(who, text, { at: NOW, ...(group === undefined ? {} : { group }) });
beforeAll(async () => {
  program = await chatInWangxi({ clock: fixedClock(NOW) });
  await openShipped(program, 'fire-day', 'school', DUE);
  await openShipped(program, 'canteen', 'school', DUE);
});
afterAll(() => program.stop());

describe('problems found by a check that was asked for', () => {
  it('become hazards by one line', async () => {
    const receipt = await say('principal', '消防 3 7');
    expect(receipt).toContain('第3项（消防课和宣传教育）有问题，第7项（用电线路和电器）有问题');
    expect(lastLine(receipt)).toBe('检查 消防 桐渡镇初级中学 3 7');
    const signed = await say('principal', lastLine(receipt));
    expect(signed).toMatch(/第3项 消防课和宣传教育：Y26-\d{4}-[A-Z]/);
    expect(signed).toMatch(/第7项 用电线路和电器：Y26-\d{4}-[A-Z]/);
    const no = /Y26-\d{4}-[A-Z]/.exec(signed)?.[0] ?? '?';
    expect(await say('principal', no)).toContain('消防课和宣传教育有问题（消防检查第3项）');
  });
  it('keep the words that were said of them', async () => {
    const receipt = await say('vicePrincipal', '食堂 第5项留样没贴标签');
    expect(lastLine(receipt)).toBe('检查 食堂 桐渡镇中心小学 第5项留样没贴标签');
    expect(await say('vicePrincipal', lastLine(receipt))).toContain('第5项 留样没贴标签：Y26');
  });
  it('are not spoken of in a group', async () => {
    const receipt = await say('liuchaPrincipal', '消防 3 7', 'liucha');
    expect(linesOf(receipt)).toEqual(['收到，消防日（11月）已完成，谢谢。']);
  });
  it('end with nothing to sign when all is in order', async () => {
    expect(lastLine(await say('liuchaPrincipal', '消防 正常'))).toBe('报送 撤回');
  });
});
